import { parseAllDocuments } from "yaml";

/** Why a file cannot be read, as the end of a sentence that begins with its name. */
export class Unreadable extends Error {}

/** Nothing that is written by hand or by a tool is nested deeper; what takes it apart calls itself for every level. */
const deepestLevel = 500;
const tooDeep = `it is nested more than ${deepestLevel} levels deep`;

/**
 * The documents of a JSON or YAML text, as plain JSON values; empty documents are left out.
 * YAML is read as Kubernetes reads it: version 1.1, where `yes` and `on` are true. A reader of version 1.2 would
 * take `privileged: yes` for a text, and miss it.
 * @throws Unreadable when the text is neither, or is nested more than 500 levels deep
 */
export function readDocuments(content: string): unknown[] {
  const json = readJson(content);
  const documents = json === undefined ? readYaml(content) : [json];
  if (documents.some((document) => isDeeper(document, deepestLevel))) throw new Unreadable(tooDeep);
  return documents;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

function readYaml(content: string): unknown[] {
  const documents = parseAllDocuments(content, {
    version: "1.1",
    // A %YAML header chooses another version, and its schema with it; the API server's readers do not.
    schema: "yaml-1.1",
    // Times stay texts, as in JSON.
    customTags: (tags) => tags.filter((tag) => typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:timestamp"),
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      // The YAML reader calls itself for every level, too, and reports what comes of it as a mistake of the text.
      if (error.message.includes("call stack")) throw new Unreadable(tooDeep);
      const line = error.linePos?.[0].line;
      throw new Unreadable(
        `it is not YAML${line === undefined ? "" : ` (line ${line}`}: ${firstLine(error.message)}${line === undefined ? "" : ")"}`,
      );
    }
    const value: unknown = toPlain(document);
    return value === null || value === undefined ? [] : [value];
  });
}

function readJson(content: string): unknown {
  if (!/^\uFEFF?\s*[{[]/.test(content)) return undefined;
  try {
    return JSON.parse(content.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    // YAML in flow style begins alike; its own reader tells what is wrong.
    return undefined;
  }
}

function toPlain(document: { toJS(): unknown }): unknown {
  try {
    const text = JSON.stringify(document.toJS());
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch (error) {
    throw new Unreadable(`it cannot be expanded: ${firstLine((error as Error).message)}`);
  }
}

function firstLine(message: string): string {
  return message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "");
}
