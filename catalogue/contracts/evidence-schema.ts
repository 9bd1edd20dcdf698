import { Level, Strength } from "./control";
import {
  type ControlEvidence,
  type Evidence,
  type EvidenceResource,
  type EvidenceRun,
  evidenceSchemaVersion,
  type EvidenceSummary,
  type Finding,
  type LoweredControl,
  type NotEvidenced,
  type PartEvidence,
  type RegimeSummary,
  type RequirementReference,
  Verdict,
  verdictOrder,
  type WaiverCounts,
  type WaiverEvidence,
  waiverStatuses,
} from "./evidence";
import { Mode } from "./pack";
import { Part, Provision } from "./part";
import { regimeIds } from "./regime";

/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** An object with exactly the members of T: the compiler asks for a schema of each. */
function objectOf<T>(properties: Record<keyof T & string, JsonSchema>, optional: OptionalKeys<T>[] = []): JsonSchema {
  const required = Object.keys(properties).filter((key) => !(optional as string[]).includes(key));
  return { type: "object", properties, required, additionalProperties: false };
}

const listOf = (items: JsonSchema): JsonSchema => ({ type: "array", items });
const oneOf = (values: readonly string[]): JsonSchema => ({ enum: [...values] });

const text: JsonSchema = { type: "string", minLength: 1 };
const count: JsonSchema = { type: "integer", minimum: 0 };
const hash: JsonSchema = { type: "string", pattern: "^[0-9a-f]{64}$" };
const day: JsonSchema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
const instant: JsonSchema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$" };
const regime = oneOf(regimeIds);
const verdict = oneOf(verdictOrder);
const level = oneOf(Object.values(Level));

const resource = objectOf<EvidenceResource>({ urn: text, type: text, name: text, parent: text }, ["parent"]);

const reference = objectOf<RequirementReference>({
  regime,
  id: text,
  strength: oneOf(Object.values(Strength)),
});

const finding = objectOf<Finding>(
  {
    control: text,
    policy: text,
    verdict,
    resource: text,
    file: text,
    message: text,
    repair: text,
    requirements: listOf(reference),
  },
  ["resource", "file", "repair"],
);

const control = objectOf<ControlEvidence>(
  {
    id: text,
    level,
    catalogueLevel: level,
    verdict,
    evaluated: count,
    reason: text,
    unknownAllowed: { type: "boolean" },
  },
  ["reason", "unknownAllowed"],
);

const part = objectOf<PartEvidence>(
  {
    part: oneOf(Object.values(Part)),
    mode: oneOf(Object.values(Provision)),
    reference: text,
    vouchedBy: text,
    controls: listOf(text),
    resource: text,
  },
  ["reference", "vouchedBy"],
);

const waiver = objectOf<WaiverEvidence>(
  {
    control: text,
    resource: text,
    reason: text,
    owner: text,
    approver: text,
    ticket: text,
    created: day,
    expires: day,
    status: oneOf(waiverStatuses),
    matched: count,
    note: text,
  },
  ["approver", "ticket", "created", "note"],
);

const regimeSummary = objectOf<RegimeSummary>({
  regime,
  met: count,
  broken: count,
  unknown: count,
  waived: count,
  notApplicable: count,
  notEvidenced: count,
});

const summary = objectOf<EvidenceSummary>(
  {
    verdict,
    resources: count,
    findings: objectOf<Record<Verdict, number>>({
      [Verdict.Pass]: count,
      [Verdict.Fail]: count,
      [Verdict.Unknown]: count,
      [Verdict.NotApplicable]: count,
      [Verdict.Waived]: count,
      [Verdict.Error]: count,
    }),
    regimes: listOf(regimeSummary),
    waivers: objectOf<WaiverCounts>({ matched: count, expired: count, unmatched: count }),
    lowered: listOf(objectOf<LoweredControl>({ id: text, level, catalogueLevel: level })),
  },
  ["waivers", "lowered"],
);

const run = objectOf<EvidenceRun>(
  {
    commit: { anyOf: [{ type: "null" }, { type: "string", pattern: "^[0-9a-f]{40}([0-9a-f]{24})?$" }] },
    dirty: { type: "boolean" },
    startedAt: instant,
    mode: oneOf(Object.values(Mode)),
    complete: { type: "boolean" },
    incomplete: text,
  },
  ["incomplete"],
);

/**
 * JSON Schema (2020-12) of an evidence file; published as docs/evidence.schema.json. Strict: an unknown member is an
 * error, so a reader that accepts a file by it knows all that the file says.
 */
export const evidenceSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: `urn:rampart:evidence:${evidenceSchemaVersion}`,
  title: "Rampart evidence",
  description: "What a policy pack found in one preview, update or check of one stack.",
  ...objectOf<Evidence>(
    {
      schemaVersion: { const: evidenceSchemaVersion },
      project: text,
      stack: text,
      regimes: { ...listOf(regime), uniqueItems: true },
      serviceProvider: { type: "boolean" },
      resources: listOf(resource),
      findings: listOf(finding),
      controls: listOf(control),
      parts: listOf(part),
      waivers: listOf(waiver),
      waiversHash: hash,
      notEvidenced: listOf(objectOf<NotEvidenced>({ regime, requirement: text, reason: text })),
      versions: { type: "object", additionalProperties: text },
      summary,
      run,
    },
    ["serviceProvider", "waiversHash"],
  ),
};
