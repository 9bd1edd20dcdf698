import { Command } from "commander";

import type { ExitCode } from "../errors";
import { runPreview } from "../preview/run-preview";
import { deliver } from "./deliver";
import type { Io } from "./io";
import { type JudgeFlags, judgeOptions, judgeSettings } from "./options";
import { file, folder, projectRoot } from "./paths";
import { progressLine } from "./progress";
import { chooseStack } from "./stacks";
import { requireWaivers } from "./waivers";

interface PreviewFlags extends JudgeFlags {
  stack?: string;
  fixtures?: string;
}

/** `rampart preview`: the program and the policy pack, run without a cloud. */
export function command(io: Io, finish: (code: ExitCode) => void): Command {
  return judgeOptions(new Command("preview"))
    .description("preview a stack without credentials or network, and judge it")
    .option("--stack <name>", "stack to preview (default: PULUMI_STACK, or the only one there is)")
    .option("--fixtures <file>", "answers for calls of the program that rampart does not know")
    .action(async (flags: PreviewFlags) => finish(await preview(flags, io)));
}

async function preview(flags: PreviewFlags, io: Io): Promise<ExitCode> {
  const settings = judgeSettings(flags, io);
  const cwd = projectRoot(folder(io.cwd, flags.cwd, "--cwd"));
  const stack = chooseStack(cwd, flags.stack, io.env["PULUMI_STACK"]);
  const fixtures = file(io.cwd, flags.fixtures, "--fixtures");
  const { policyPack, policyPackConfig } = settings;
  requireWaivers(cwd, flags.policyPack);
  const progress = progressLine(io.err);
  const options = {
    cwd,
    stack,
    policyPack,
    ...(policyPackConfig === undefined ? {} : { policyPackConfig }),
    ...(fixtures === undefined ? {} : { fixtures }),
  };
  const result = await runPreview(options, progress).finally(() => progress.done());
  return deliver(result, settings, io);
}
