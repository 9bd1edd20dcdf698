import { relative } from "node:path";

import { ExitCode } from "../errors";
import { type ReportInput, reportModel } from "../report/model";
import { terminalReport } from "../report/terminal";
import { printable } from "../report/text";
import { catalogueVocabulary } from "../report/vocabulary";
import { evidenceText, writeEvidence } from "../report/write-evidence";
import type { Io } from "./io";
import { lookFor } from "./look";
import type { JudgeSettings } from "./options";

/**
 * Writes evidence and report to where the flags want them, and returns the exit code. Where the program or the pack
 * broke there is no report: one sentence says why, and the evidence says that it is incomplete.
 */
export function deliver(input: ReportInput, settings: JudgeSettings, io: Io): ExitCode {
  for (const file of settings.files) writeEvidence(file, input.evidence);
  if (settings.print) io.out.write(evidenceText(input.evidence));
  if (input.broken !== undefined) {
    io.err.write(brokenText(input.broken, input.details, settings, io));
    return ExitCode.Broken;
  }
  const model = reportModel({ ...input, ownPack: settings.ownPack }, catalogueVocabulary);
  const sink = settings.print ? io.err : io.out;
  sink.write(`${terminalReport(model, lookFor(sink)).join("\n")}\n`);
  return model.exitCode;
}

function brokenText(broken: string, details: string | undefined, { files, debug }: JudgeSettings, io: Io): string {
  const lines = [
    `rampart: ${broken}`,
    ...(debug && details !== undefined ? details.trimEnd().split("\n") : []),
    ...files.map((file) => `${relative(io.cwd, file)} holds what was registered until then; it is marked incomplete`),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
