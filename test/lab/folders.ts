import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endWith } from "./cleanup";

/** A new empty folder that is gone when this process is, after success, failure and Ctrl-C. */
export function temporaryFolder(purpose: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `rampart-lab-${purpose}-`)));
  endWith(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
