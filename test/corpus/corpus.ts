import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type ScalarTag } from "yaml";
import { Verdict } from "../../catalogue";
import { check, list, mapOf, oneOf, optional, read, record, text } from "../../catalogue/contracts";
import { type Sample, unknown } from "../support/samples";

/** A labelled case: what a program registers, and what the pack must say of it. */
export interface CorpusCase {
  /** Kebab-case, of its own in the whole corpus. */
  id: string;
  /** What makes it good or bad, in a sentence. */
  why: string;
  /** Documentation that says so. */
  docs: string;
  /** Id of the case that differs in the one thing that matters. */
  pair?: string;
  /** `documentation`: written from the catalogue and the documentation alone, without a look at the policies. */
  origin: "documentation" | "policy";
  /** Verdict by control. Controls that are not named may say what they want. */
  expect: Record<string, Verdict>;
  resources: Sample[];
  /** Settings of the pack. */
  settings?: Record<string, unknown>;
}

type Half = "aws" | "kubernetes";
type Plain = Record<string, unknown>;

/** `!unknown` in the place of a value: it is not known before deployment. */
const unknownTag: ScalarTag = { tag: "!unknown", resolve: () => unknown };

const map = check("a map", (value): value is Plain => typeof value === "object" && !!value && !Array.isArray(value));
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const resource = record({
  type: text("a type token", /^[\w-]+:[\w./-]+:\w+$/),
  name: text(),
  props: map,
  outputs: optional(map),
  sources: optional(mapOf(list(text()))),
  under: optional(list(text())),
  parent: optional(text()),
  provider: optional(text()),
  ignoreChanges: optional(list(text())),
});

const file = record({
  cases: list(
    record({
      id: text("an id in kebab-case", kebab),
      why: text(),
      docs: text("a link", /^https:\/\//),
      pair: optional(text("the id of a case", kebab)),
      origin: oneOf(["documentation", "policy"]),
      expect: mapOf(oneOf(Object.values(Verdict)), /^[A-Z]{2,4}-\d{2}$/, "the id of a control"),
      resources: optional(list(resource)),
      objects: optional(list(map)),
      settings: optional(map),
    }),
    1,
  ),
});

/** Every case of a half of the corpus, in the order of its files. Throws where a file is not as it must be. */
export function corpus(half: Half): CorpusCase[] {
  const folder = join(__dirname, half);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  return files.sort().flatMap((name) => casesOf(join(folder, name)));
}

/** The cases of one file. Anchors may be shared within it. */
function casesOf(path: string): CorpusCase[] {
  const document: unknown = parse(readFileSync(path, "utf8"), {
    customTags: [unknownTag],
    merge: true,
    maxAliasCount: -1,
  });
  const { value, mistakes } = read(file, document);
  if (value === undefined || mistakes.length > 0) throw new Error(`${path}: ${JSON.stringify(mistakes, undefined, 1)}`);
  return value.cases.map(({ resources = [], objects = [], ...rest }) => ({
    ...rest,
    resources: [...resources, ...objects.map(registered)],
  }));
}

/** A manifest as Pulumi registers it. */
export function registered(object: Plain): Sample {
  const { apiVersion, kind, metadata } = object as { apiVersion: string; kind: string; metadata?: { name?: string } };
  const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
  return { type: `kubernetes:${group}:${kind}`, name: metadata?.name ?? kind.toLowerCase(), props: object };
}
