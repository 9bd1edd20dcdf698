import fc from "fast-check";
import type { CorpusCase } from "../../../corpus/corpus";
import type { Sample } from "../../../support/samples";
import { sentinels } from "../runtime";
import { pathsOf, placesOf, withValue } from "./places";

/** Keys that mean something to JavaScript, to a path, or to nobody. */
const oddKeys = ["", "__proto__", "constructor", "toString", "a.b", 'a["b"]', "[0]", "0", "*", "\u0000", "é", " "];

/** Texts on which a reader of documents, networks, quantities or times may stumble. */
const oddTexts = [
  "",
  "{",
  "[]",
  '{"Statement":{}}',
  '{"Statement":[null,7,{"Principal":[],"Condition":{"Bool":null}}]}',
  `{"Statement":${"[".repeat(2000)}`,
  "%!",
  "$".repeat(50_000),
  `${"a".repeat(50_000)}!`,
  `${"a-".repeat(20_000)}:`,
  " ".repeat(50_000),
  "0.0.0.0/0",
  "::/129",
  "999.1.1.1/-1",
  "1e999",
  "-----BEGIN PRIVATE KEY-----",
  "{{ .Values.a }}",
  "*/0 * * * 99",
  "arn:aws:iam::*:",
  "arn:::::",
  "\u0000\ud800",
];
const oddNumbers = [0, -1, 1.5, 2 ** 53, 1e308, -0];

const leaf = fc.oneof(
  fc.constantFrom<unknown>(...oddTexts, ...oddNumbers, ...sentinels),
  fc.constantFrom<unknown>(true, false, null, [], {}, "true", "false", "1"),
  fc.string({ maxLength: 20 }),
);

/** A value within as many lists or maps. */
const nested = (levels: number, list: boolean, key: string): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => (list ? [inner] : { [key]: inner }), 1);

/** JSON of any form, whose keys are odd or among those given. */
function anyJson(keys: readonly string[]): fc.Arbitrary<unknown> {
  const key = fc.constantFrom(...keys, ...oddKeys);
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      leaf,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  const deep = fc.tuple(fc.constantFrom(50, 400), fc.boolean(), key).map((all) => nested(...all));
  return fc.oneof({ weight: 20, arbitrary: value }, { weight: 1, arbitrary: deep });
}

/** Every key of some resources. */
export const keysOf = (resources: readonly Sample[]): string[] => [
  ...new Set(resources.flatMap(({ props }) => pathsOf(props)).map((path) => String(path.at(-1)))),
];

/** A map of any form. */
const anyMap = (keys: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .array(fc.tuple(fc.constantFrom(...keys, ...oddKeys), anyJson(keys)), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries));

/** A resource of one of the types, with anything in it. */
export function anyResource(types: readonly string[], keys: readonly string[]): fc.Arbitrary<Sample> {
  const name = fc.constantFrom("a", "", "a::b", "__proto__", "é");
  return fc.record(
    {
      type: fc.constantFrom(...types),
      name,
      props: anyMap(keys),
      outputs: anyMap(keys),
      ignoreChanges: fc.array(fc.constantFrom(...keys, ...oddKeys, "spec[0].*", '["', "a[b", "metadata.labels"), {
        maxLength: 2,
      }),
      provider: fc.constantFrom("cluster", "account"),
      parent: name,
      sources: fc
        .array(fc.tuple(fc.constantFrom(...keys), fc.array(name, { maxLength: 2 })), { maxLength: 3 })
        .map((entries): Record<string, string[]> => Object.fromEntries(entries)),
    },
    { requiredKeys: ["type", "name", "props"] },
  );
}

/** A case with anything in the place of up to three of its values. */
export function spoiledCase(cases: readonly CorpusCase[], keys: readonly string[]): fc.Arbitrary<CorpusCase> {
  const spoil = (each: CorpusCase, [at, value]: [number, unknown]): CorpusCase => {
    const places = placesOf(each.resources);
    if (places.length === 0) return each;
    return { ...each, resources: withValue(each.resources, places[at % places.length]!, value) };
  };
  return fc
    .tuple(fc.constantFrom(...cases), fc.array(fc.tuple(fc.nat(), anyJson(keys)), { minLength: 1, maxLength: 3 }))
    .map(([each, changes]) => changes.reduce(spoil, each));
}
