import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The forms in which a text may have been written down: as it is, escaped, encoded, and as a part of either. */
export function formsOf(text: string): string[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  const inJson = [escaped, JSON.stringify(escaped).slice(1, -1)];
  const encoded = [encodeURIComponent(text), encodeURIComponent(encodeURIComponent(text))];
  const base64 = [text, ...inJson].flatMap((each) => [0, 1, 2].map((offset) => base64Of(each, offset)));
  const forUrls = base64.map((each) => each.replaceAll("+", "-").replaceAll("/", "_"));
  return [...new Set([text, ...inJson, ...encoded, ...base64, ...forUrls])];
}

/** Base64 of a text that begins `offset` bytes after a group of three: without what its neighbours take part in. */
function base64Of(text: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor((bytes.length * 8) / 6);
  return bytes.toString("base64").slice(first, last);
}

/** The names of those texts that can be found in another text, in any form. */
export function found(within: string, texts: Record<string, string>): string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    formsOf(text).some((form) => within.includes(form)) ? [name] : [],
  );
}

/** Every file below a folder, by its path; links are not followed. */
export function filesBelow(folder: string, except: (path: string) => boolean = () => false): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !except(path));
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, "utf8")]));
}
