import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import {
  concerns,
  formatMistake,
  isExpired,
  matches,
  type Mistake,
  objectRules,
  readWaivers,
  type Waiver,
  type WaiverEvidence,
  waiverFile,
  type WaiverStatus,
  type WaiverSubject,
} from "../../../catalogue";

/** The waivers of a project, or what is wrong with their file. */
export interface WaiverFile {
  waivers: Waiver[];
  /** SHA-256 (hex) of the file's bytes; absent when there is no file. */
  hash?: string;
  /** Whole sentences, one for each waiver that is not as it should be. Where there is one, no waiver holds. */
  mistakes: string[];
  /** Whether nobody could read the file; the mistakes say why. */
  unreadable?: true;
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
    if (code === "ENOENT") return { waivers: [], mistakes: [] };
    return { waivers: [], mistakes: [`${waiverFile} cannot be read (${code})`], unreadable: true };
  }
  const hash = createHash("sha256").update(bytes).digest("hex");
  const content = parse(bytes.toString("utf8"));
  if ("errors" in content)
    return {
      waivers: [],
      hash,
      mistakes: content.errors.map((message) => `${waiverFile} is no YAML: ${message.split("\n")[0]}`),
      unreadable: true,
    };
  const reading = readWaivers(content.value, today);
  return reading.value === undefined
    ? { waivers: [], hash, mistakes: byWaiver(reading.mistakes) }
    : { waivers: reading.value, hash, mistakes: [] };
}

/** What is wrong with one waiver is one sentence, however much that is. */
function byWaiver(mistakes: readonly Mistake[]): string[] {
  const grouped = new Map<string, string[]>();
  for (const mistake of mistakes) {
    const place = /^waivers\[\d+\]/.exec(mistake.path)?.[0] ?? mistake.path;
    grouped.set(place, [...(grouped.get(place) ?? []), formatMistake(mistake)]);
  }
  return [...grouped.values()].map((lines) => `${waiverFile}: ${lines.join("\n")}`);
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

export interface WaiverLedger {
  /**
   * What the waivers say of a judgement.
   * @param open whether there is anything to excuse; what passes is only noted to be there
   */
  match: (subject: WaiverSubject, open: boolean) => WaiverMatch;
  /** Every waiver of a stack, with what became of it. */
  outcomes: (stack: string) => WaiverOutcome[];
}

/** What became of one waiver. */
export interface WaiverOutcome {
  waiver: Waiver;
  status: WaiverStatus;
  /** Number of findings that it waives, or would waive had it not expired. */
  matched: number;
  /** Whether its control judged a resource that it speaks of, whatever the verdict. */
  met: boolean;
}

/** Matches judgements against the waivers, and counts what each of them matched. */
export function waiverLedger(waivers: readonly Waiver[], today: Date): WaiverLedger {
  const matched = new Map<Waiver, number>();
  return {
    match(subject, open) {
      const found = waivers.filter((waiver) => matches(waiver, subject));
      for (const each of found) matched.set(each, (matched.get(each) ?? 0) + Number(open));
      if (!open) return {};
      const held = found.find((waiver) => !isExpired(waiver, today));
      const expired = found.find((waiver) => isExpired(waiver, today));
      return { ...(held === undefined ? {} : { held }), ...(expired === undefined ? {} : { expired }) };
    },
    outcomes: (stack) =>
      waivers
        .filter((waiver) => concerns(waiver, stack))
        .map((waiver) => {
          const count = matched.get(waiver);
          const status = isExpired(waiver, today) ? "expired" : (count ?? 0) > 0 ? "used" : "unused";
          return { waiver, status, matched: count ?? 0, met: count !== undefined };
        }),
  };
}

/** What the evidence says of a waiver. */
export function waiverEvidence({ waiver, status, matched }: WaiverOutcome): WaiverEvidence {
  const { control, resource, reason, owner, approver, ticket, created, expires } = waiver;
  const atPreviewOnly = waiver.object === undefined && objectRules.some((rule) => rule.control === control);
  return {
    control,
    resource,
    reason,
    owner,
    approver,
    ticket,
    created,
    expires,
    status,
    matched,
    ...(atPreviewOnly ? { note: previewOnly } : {}),
  };
}

const previewOnly = "holds in previews only: it names no `object`, and admission judges by the same rules";
