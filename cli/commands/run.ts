import { type Command, CommanderError, program as root } from "commander";

import { CliError, ExitCode } from "../errors";
import type { Io } from "./io";
import { version } from "./version";

/** What every file of this folder that holds a command exports. `finish` takes the exit code of a command that ran. */
export interface CommandModule {
  command(io: Io, finish: (code: ExitCode) => void): Command;
}

/* eslint-disable @typescript-eslint/no-require-imports -- a command is loaded when it is called for; import() would need file extensions here */
const commands: Record<string, () => CommandModule> = {
  preview: () => require("./preview") as CommandModule,
  check: () => require("./check") as CommandModule,
  gate: () => require("./gate") as CommandModule,
  explain: () => require("./explain") as CommandModule,
  bundle: () => require("./bundle") as CommandModule,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * Runs one command line. Never throws: whatever goes wrong becomes a sentence on stderr and an exit code.
 * @param args the arguments after `rampart`
 */
export async function runCli(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = ExitCode.Compliant;
  try {
    const program = buildProgram(args, io, (result) => (code = result));
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return report(error, args.includes("--debug"), io);
  }
}

function buildProgram(args: readonly string[], io: Io, finish: (code: ExitCode) => void): Command {
  const program = root
    .createCommand("rampart")
    .description("Judges infrastructure while it is still a preview, and says which requirement each finding breaks.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText(
      "after",
      [
        "",
        "Exit codes: 0 compliant; 1 a mandatory control fails or stays unknown; 2 wrong usage or settings;",
        "3 the program or the policy pack broke.",
      ].join("\n"),
    );
  const named = args.find((arg) => Object.hasOwn(commands, arg));
  for (const name of named === undefined ? Object.keys(commands) : [named]) {
    program.addCommand(commands[name]!().command(io, finish));
  }
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => io.out.write(text),
      writeErr: (text) => io.err.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, "rampart: ")),
    });
  }
  return program;
}

function report(error: unknown, debug: boolean, io: Io): ExitCode {
  // Commander has already written its sentence, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Compliant : ExitCode.Usage;
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && debug ? `\n${error.stack ?? ""}${causeOf(error)}` : "";
  if (error instanceof CliError) {
    io.err.write(`rampart: ${message}${stack}\n`);
    return error.exitCode;
  }
  io.err.write(`rampart: an unexpected error: ${message}${debug ? stack : " (--debug shows where)"}\n`);
  return ExitCode.Broken;
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : "";
}
