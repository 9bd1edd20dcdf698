import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CliError, ExitCode } from "./errors";

/**
 * Lends a folder for unfinished files. It is gone afterwards, and also when the process ends before, as on SIGINT.
 */
export async function withScratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "rampart-")).catch((cause: unknown) => {
    throw new CliError(ExitCode.Usage, `the temporary folder ${tmpdir()} (TMPDIR) cannot be written to`, { cause });
  });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    process.removeListener("exit", remove);
  }
}
