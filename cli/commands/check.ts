import { Command } from "commander";

import { controls, regimes } from "../../catalogue";
import { type JudgedTarget, judgeTargets } from "../check/judge";
import { mergeEvidence } from "../check/merge";
import { readTargets } from "../check/read-target";
import type { ExitCode } from "../errors";
import type { ReportInput } from "../report/model";
import { deliver } from "./deliver";
import type { Io } from "./io";
import { type JudgeFlags, judgeOptions, judgeSettings } from "./options";
import { folder } from "./paths";
import { requireWaivers } from "./waivers";

/** `rampart check FILE…`: Kubernetes objects, or the exported state of a stack, each file on its own. */
export function command(io: Io, finish: (code: ExitCode) => void): Command {
  return judgeOptions(new Command("check"))
    .description("judge Kubernetes YAML, or the output of `pulumi stack export`")
    .argument("<file...>", "files to judge, each on its own")
    .action(async (files: string[], flags: JudgeFlags) => finish(await check(files, flags, io)));
}

async function check(files: string[], flags: JudgeFlags, io: Io): Promise<ExitCode> {
  const settings = judgeSettings(flags, io);
  const root = folder(io.cwd, flags.cwd, "--cwd");
  const targets = readTargets(io.cwd, files);
  requireWaivers(root, flags.policyPack);
  return deliver(inputOf(await judgeTargets(targets, { root, ...settings })), settings, io);
}

/** All files as one report: the worst of them decides. */
function inputOf(judged: readonly JudgedTarget[]): ReportInput {
  const parts = judged.map(({ target, evidence }) => ({ file: target.file, evidence }));
  const broken = judged.flatMap((each) => (each.broken === undefined ? [] : [`${each.target.file}: ${each.broken}`]));
  return {
    evidence: mergeEvidence(parts, { controls, regimes }),
    diagnostics: judged.flatMap(({ diagnostics }) => diagnostics),
    registrations: judged.flatMap(({ target }) => target.registrations),
    ...(broken.length === 0 ? {} : { broken: broken.join("; ") }),
  };
}
