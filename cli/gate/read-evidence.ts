import { readFileSync } from "node:fs";

import { type Evidence, evidenceSchemaVersion, formatMistake, read } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import { evidenceShape } from "./evidence-shape";

/** Mistakes of a file that are worth a line each; a file of another kind has hundreds. */
const mostMistakes = 20;

/**
 * Reads an evidence file.
 * @returns the evidence, or the schema version of one that this version cannot read
 * @throws CliError (2) when there is no such file, or it is no evidence: every mistake at once
 */
export function readEvidence(file: string, shownAs: string): { evidence: Evidence } | { unknownVersion: string } {
  const document = parse(file, shownAs);
  const version = versionOf(document);
  if (version !== undefined && major(version) !== major(evidenceSchemaVersion)) return { unknownVersion: version };
  const { value, mistakes } = read(evidenceShape, document);
  if (value !== undefined) return { evidence: value };
  const more = mistakes.length > mostMistakes ? [`  and ${mistakes.length - mostMistakes} more`] : [];
  const lines = mistakes.slice(0, mostMistakes).map((mistake) => `  ${formatMistake(mistake)}`);
  throw new CliError(ExitCode.Usage, [`${shownAs} is no evidence file:`, ...lines, ...more].join("\n"));
}

function parse(file: string, shownAs: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(code);
    throw new CliError(
      ExitCode.Usage,
      `cannot read ${shownAs}: ${why}. Write one with: rampart preview --evidence ${shownAs}`,
      {
        cause,
      },
    );
  }
  try {
    return JSON.parse(content) as unknown;
  } catch (cause) {
    throw new CliError(ExitCode.Usage, `${shownAs} is no evidence file: it is not JSON (${(cause as Error).message})`, {
      cause,
    });
  }
}

function versionOf(document: unknown): string | undefined {
  if (typeof document !== "object" || document === null || !("schemaVersion" in document)) return undefined;
  return typeof document.schemaVersion === "string" ? document.schemaVersion : undefined;
}

function major(version: string): string {
  return version.split(".")[0]!;
}
