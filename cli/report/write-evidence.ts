import { accessSync, constants, existsSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import type { Evidence } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";

/** The evidence as the text of its file. */
export function evidenceText(evidence: Evidence): string {
  return `${JSON.stringify(evidence, null, 2)}\n`;
}

/**
 * Says before anything is judged whether a file can be written there.
 * @throws CliError (2)
 */
export function requireWritable(path: string, option: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new CliError(ExitCode.Usage, `${option}: there is no folder ${folder}`);
  if (existsSync(path) && statSync(path).isDirectory())
    throw new CliError(ExitCode.Usage, `${option}: ${path} is a folder`);
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new CliError(ExitCode.Usage, `${option}: nothing can be written to ${folder}`, { cause });
  }
}

/** Writes to a temporary name in the same folder and renames it, so that no reader ever sees a half of it. */
export function writeEvidence(path: string, evidence: Evidence): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, evidenceText(evidence));
    renameSync(unfinished, path);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw new CliError(ExitCode.Broken, `cannot write ${path}: ${(cause as Error).message}`, { cause });
  }
}
