import { isUnknown } from "../facts/unknown";

/** Takes secrets out of texts. They are read when the first text comes, because most runs have none to show. */
export interface Concealer {
  /** From now on, these are secrets too. */
  add: (texts: () => readonly string[]) => void;
  /** The text, with `[secret]` in the place of each secret that stands in it by itself. */
  conceal: (text: string) => string;
}

export function createConcealer(): Concealer {
  const unread: (() => readonly string[])[] = [];
  const secrets = new Set<string>();
  let pattern: RegExp | undefined;

  function read(): void {
    const before = secrets.size;
    for (const texts of unread.splice(0)) {
      for (const text of texts()) if (text.trim() !== "" && !isUnknown(text)) secrets.add(text);
    }
    if (secrets.size > before) pattern = patternOf([...secrets]);
  }

  return {
    add: (texts) => void unread.push(texts),
    conceal: (text) => {
      read();
      return pattern === undefined ? text : text.replace(pattern, "[secret]");
    },
  };
}

/** The longest first, as one may begin another; none within a longer word or number, so that a short one spoils nothing. */
function patternOf(secrets: readonly string[]): RegExp {
  const alternatives = [...secrets]
    .sort((a, b) => b.length - a.length)
    .map((each) => {
      const escaped = each.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
      return `${/^\w/.test(each) ? "(?<!\\w)" : ""}${escaped}${/\w$/.test(each) ? "(?!\\w)" : ""}`;
    });
  return new RegExp(alternatives.join("|"), "g");
}
