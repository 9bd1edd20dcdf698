import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import {
  formatMistake,
  isExpired,
  matches,
  readWaivers,
  type Waiver,
  type WaiverEvidence,
  waiverFile,
  type WaiverSubject,
} from "../../../catalogue";

/** The waivers of a project, or what is wrong with their file. */
export interface WaiverFile {
  waivers: Waiver[];
  /** SHA-256 (hex) of the file's bytes; absent when there is no file. */
  hash?: string;
  /** Each a whole sentence. Where there is one, no waiver holds. */
  mistakes: string[];
}

/** Reads `waivers.yaml` at the project's root. No file is no waivers. */
export function loadWaivers(root: string | undefined, today: Date): WaiverFile {
  if (root === undefined) return { waivers: [], mistakes: [] };
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(root, waiverFile));
  } catch (error) {
    // Whatever fails in reading a file has a code.
    const { code } = error as { code: string };
    return { waivers: [], mistakes: code === "ENOENT" ? [] : [`${waiverFile} cannot be read (${code})`] };
  }
  const hash = createHash("sha256").update(bytes).digest("hex");
  const content = parse(bytes.toString("utf8"));
  if ("errors" in content)
    return {
      waivers: [],
      hash,
      mistakes: content.errors.map((message) => `${waiverFile} is no YAML: ${message.split("\n")[0]}`),
    };
  const reading = readWaivers(content.value, today);
  return reading.value === undefined
    ? { waivers: [], hash, mistakes: reading.mistakes.map((each) => `${waiverFile}: ${formatMistake(each)}`) }
    : { waivers: reading.value, hash, mistakes: [] };
}

function parse(text: string): { value: unknown } | { errors: string[] } {
  const document = parseDocument(text);
  if (document.errors.length > 0) return { errors: document.errors.map(({ message }) => message) };
  try {
    return { value: document.toJS() };
  } catch (error) {
    // Aliases are followed only now: they may lead nowhere, or multiply without end.
    return { errors: [error instanceof Error ? error.message : "its aliases cannot be followed"] };
  }
}

/** What the waivers say of one finding. */
export interface WaiverMatch {
  /** The waiver that holds. */
  held?: Waiver;
  /** One that would hold, had it not expired. */
  expired?: Waiver;
}

/** Matches findings against the waivers, and counts what each of them matched. */
export function waiverLedger(waivers: readonly Waiver[], today: Date) {
  const matched = new Map<Waiver, number>(waivers.map((waiver) => [waiver, 0]));
  return {
    match(subject: WaiverSubject): WaiverMatch {
      const found = waivers.filter((waiver) => matches(waiver, subject));
      for (const each of found) matched.set(each, matched.get(each)! + 1);
      const held = found.find((waiver) => !isExpired(waiver, today));
      const expired = found.find((waiver) => isExpired(waiver, today));
      return { ...(held === undefined ? {} : { held }), ...(expired === undefined ? {} : { expired }) };
    },
    evidence(): WaiverEvidence[] {
      return waivers.map((waiver) => {
        const count = matched.get(waiver)!;
        const { control, resource, reason, owner, expires } = waiver;
        const status = isExpired(waiver, today) ? "expired" : count > 0 ? "used" : "unused";
        return { control, resource, reason, owner, expires, status, matched: count };
      });
    },
  };
}
