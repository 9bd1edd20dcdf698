/** One thing that is wrong in what a user wrote: where, what was found there, what belongs there. */
export interface Mistake {
  /** Dotted path from the root of the document or arguments, for example `network.zones` or `waivers[2].expires`. */
  path: string;
  /** What stands there, as the reader should see it; "nothing" when absent. Never a secret. */
  got: string;
  /** What would be accepted, in words. */
  expected: string;
}

/** `path: got …; expected …`, the one wording of a mistake in settings, arguments, waivers and evidence. */
export function formatMistake({ path, got, expected }: Mistake): string {
  return `${path}: got ${got}; expected ${expected}`;
}

const later = "a value that is known later";

/** How a value is quoted in a mistake: JSON, cut to 80 characters; "nothing" for undefined and null. */
export function quote(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (isLater(value)) return later;
  const text = JSON.stringify(known(value)) ?? typeof value;
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** A promise, or an Output of Pulumi, whose JSON is a lecture. */
function isLater(value: unknown): boolean {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  const { then, apply } = value as { then?: unknown; apply?: unknown };
  return typeof then === "function" || (typeof value === "object" && typeof apply === "function");
}

/** The same value with words in place of what is known only later. */
function known(value: unknown): unknown {
  if (isLater(value)) return later;
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, known(each)]));
}

/** The nearest of the known words, to answer a misspelt key with a suggestion; undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= limit ? best.candidate : undefined;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(previous[column]! + 1, current[column - 1]! + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length]!;
}
