/** What stands against the grammar, and where. */
export class ConditionError extends Error {
  constructor(
    readonly expected: string,
    /** Position of the character from which on it does not fit, from 0. */
    readonly at: number,
  ) {
    super(`expected ${expected} at ${at}`);
  }
}

/** Reads a text from left to right. */
export interface Cursor {
  readonly at: number;
  readonly ended: boolean;
  /** What fits here, and steps behind it; undefined, and stays, where nothing does. */
  take(pattern: RegExp): string | undefined;
  blank(): boolean;
  /** Throws unless what is expected follows. */
  need(pattern: RegExp, expected: string): string;
  fail(expected: string): never;
}

export function cursorOver(text: string): Cursor {
  let at = 0;
  const take = (pattern: RegExp) => {
    const sticky = new RegExp(pattern.source, "y");
    sticky.lastIndex = at;
    const found = sticky.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const fail = (expected: string): never => {
    throw new ConditionError(expected, at);
  };
  return {
    get at() {
      return at;
    },
    get ended() {
      return at === text.length;
    },
    take,
    blank: () => (take(/[ \t\r\n\b]+/) ?? "") !== "",
    need: (pattern, expected) => take(pattern) ?? fail(expected),
    fail,
  };
}

/** One of several words or signs, as a pattern. */
export function anyOf(words: readonly string[], after = ""): RegExp {
  return new RegExp(`(?:${words.join("|")})${after}`);
}
