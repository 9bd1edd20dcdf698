import type { Command } from "commander";
import { resolve } from "node:path";

import { requireWritable } from "../report/write-evidence";
import type { Io } from "./io";
import { file, isOwnPack, policyPack } from "./paths";

/** What `preview` and `check` have in common. */
export interface JudgeFlags {
  cwd: string;
  policyPack?: string;
  policyPackConfig?: string;
  json?: string;
  evidence?: string;
  debug?: boolean;
}

export function judgeOptions(command: Command): Command {
  return command
    .option("--cwd <dir>", "folder of the project, or any folder below it", ".")
    .option("--policy-pack <dir>", "policy pack to judge by (default: the one that ships with rampart)")
    .option("--policy-pack-config <file>", "JSON file that configures the policy pack")
    .option("--json <file>", "write the evidence as JSON; `-` prints it, and nothing else, on stdout")
    .option("--evidence <file>", "write the evidence file")
    .option("--debug", "show where an error came from");
}

/** The flags, checked, with absolute paths. */
export interface JudgeSettings {
  policyPack: string;
  /** It is the one that ships. */
  ownPack: boolean;
  policyPackConfig?: string;
  /** The evidence goes to stdout, and everything that people read to stderr. */
  print: boolean;
  /** Files to write the evidence to. */
  files: string[];
  debug: boolean;
}

/** @throws CliError (2) for a path that does not fit */
export function judgeSettings(flags: JudgeFlags, io: Io): JudgeSettings {
  const policyPackConfig = file(io.cwd, flags.policyPackConfig, "--policy-pack-config");
  const wanted = [
    { path: flags.json === "-" ? undefined : flags.json, option: "--json" },
    { path: flags.evidence, option: "--evidence" },
  ];
  const files = wanted.flatMap(({ path, option }) => {
    if (path === undefined) return [];
    const absolute = resolve(io.cwd, path);
    requireWritable(absolute, option);
    return [absolute];
  });
  const pack = policyPack(io.cwd, flags.policyPack);
  return {
    policyPack: pack,
    ownPack: isOwnPack(pack),
    ...(policyPackConfig === undefined ? {} : { policyPackConfig }),
    print: flags.json === "-",
    files: [...new Set(files)],
    debug: flags.debug === true,
  };
}
