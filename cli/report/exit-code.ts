import { type ControlEvidence, type Evidence, Level, Verdict } from "../../catalogue/contracts";
import { ExitCode } from "../errors";
import type { Diagnostic } from "../preview/types";

/** What decides about the exit code: the evidence, and what a pack of another maker reported beside it. */
export interface Judged {
  evidence: Evidence;
  diagnostics: readonly Diagnostic[];
  /** Why the program or the pack broke. */
  broken?: string;
  /** Rampart's own pack judged: where it wrote no evidence, it broke. @default false */
  ownPack?: boolean;
}

/** Whether a pack that writes no evidence judged this: nothing is known but its diagnostics. */
export function isForeign({ evidence, broken, ownPack = false }: Judged): boolean {
  return !ownPack && broken === undefined && !evidence.run.complete && evidence.controls.length === 0;
}

/** Whether the control stops the command: mandatory, and failed or unknown where that is not allowed. */
export function blocks(control: ControlEvidence): boolean {
  if (control.level !== Level.Mandatory) return false;
  if (control.verdict === Verdict.Unknown) return control.unknownAllowed !== true;
  return control.verdict === Verdict.Fail || control.verdict === Verdict.Error;
}

/** 3 when the program, the pack or one of its controls broke; 1 when a mandatory control blocks; else 0. */
export function exitCode(judged: Judged): ExitCode {
  const { evidence, diagnostics, broken } = judged;
  const incomplete = !evidence.run.complete && !isForeign(judged);
  const inError = evidence.controls.some(({ verdict }) => verdict === Verdict.Error);
  if (broken !== undefined || incomplete || inError) return ExitCode.Broken;
  const blocked = evidence.controls.some(blocks) || diagnostics.some(({ level }) => level === "mandatory");
  return blocked ? ExitCode.NotCompliant : ExitCode.Compliant;
}
