import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { formatMistake, readWaivers, waiverFile } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import { parseYamlFile } from "../preview/yaml-file";

/**
 * Reads the project's waivers before anything is started, because a mistake in them is one of the settings. A pack of
 * another maker may mean something else by a file of that name.
 * @throws CliError (2) with every mistake in the file
 */
export function requireWaivers(root: string, policyPack: string | undefined, today = new Date()): void {
  const path = join(root, waiverFile);
  if (policyPack !== undefined || !existsSync(path)) return;
  const { mistakes } = readWaivers(parseYamlFile(path, readFileSync(path, "utf8")), today);
  if (mistakes.length === 0) return;
  throw new CliError(
    ExitCode.Usage,
    [`${path}:`, ...mistakes.map((mistake) => `  ${formatMistake(mistake)}`)].join("\n"),
  );
}
