import { isUnknown } from "../facts/unknown";

/** Takes secrets out of texts. They are read when the first text comes. */
export interface Concealer {
  /** From now on, these are secrets too. */
  add: (texts: () => readonly string[]) => void;
  /** The text, with `[secret]` in the place of each secret in it; of a short one, where it stands by itself. */
  conceal: (text: string) => string;
}

export function createConcealer(): Concealer {
  const unread: (() => readonly string[])[] = [];
  const secrets = new Set<string>();

  function read(): void {
    for (const texts of unread.splice(0)) {
      for (const text of texts()) if (text.trim() !== "" && !isUnknown(text)) secrets.add(text);
    }
  }

  return {
    add: (texts) => void unread.push(texts),
    conceal: (text) => {
      read();
      // A search for each is quick, also among thousands; a pattern of all of them is not.
      const found = [...secrets].filter((each) => each.length <= text.length && text.includes(each));
      return found.length === 0 ? text : text.replace(patternOf(found), "[secret]");
    },
  };
}

/** As short as this, a secret counts only as a word of its own, so that it spoils no others. */
const short = 5;

/** The longest first, as one may begin another. */
function patternOf(secrets: readonly string[]): RegExp {
  const alternatives = [...secrets]
    .sort((a, b) => b.length - a.length)
    .map((each) => {
      const escaped = each.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
      if (each.length > short) return escaped;
      return `${/^\w/.test(each) ? "(?<!\\w)" : ""}${escaped}${/\w$/.test(each) ? "(?!\\w)" : ""}`;
    });
  return new RegExp(alternatives.join("|"), "g");
}
