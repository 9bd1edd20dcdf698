import {
  check,
  type Evidence,
  flag,
  Level,
  list,
  mapOf,
  Mode,
  oneOf,
  optional,
  Part,
  Provision,
  record,
  regimeIds,
  type Shape,
  Strength,
  text,
  verdictOrder,
  waiverStatuses,
  whole,
} from "../../catalogue/contracts";

const any = text("a text", /^[^]*$/);
const verdict = oneOf(verdictOrder);
const level = oneOf(Object.values(Level));
const regime = oneOf(regimeIds);
const many = whole(0, Number.MAX_SAFE_INTEGER);
const day = text("a date such as 2027-01-31", /^\d{4}-\d{2}-\d{2}$/);
const moment = text("a time such as 2027-01-31T12:00:00.000Z", /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
const commit = check("a git commit, or null", (value): value is string | null =>
  value === null ? true : typeof value === "string" && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(value),
);

/** The evidence file, as a shape that tells every mistake of a file that only looks like one. */
export const evidenceShape: Shape<Evidence> = record({
  schemaVersion: text(),
  project: text(),
  stack: text(),
  regimes: list(regime),
  serviceProvider: optional(flag),
  resources: list(record({ urn: text(), type: text(), name: any, parent: optional(text()) })),
  findings: list(
    record({
      control: text(),
      policy: text(),
      verdict,
      resource: optional(text()),
      file: optional(text()),
      message: any,
      repair: optional(any),
      requirements: list(record({ regime, id: text(), strength: oneOf(Object.values(Strength)) })),
    }),
  ),
  controls: list(
    record({
      id: text(),
      level,
      catalogueLevel: level,
      verdict,
      evaluated: many,
      reason: optional(any),
      unknownAllowed: optional(flag),
    }),
  ),
  parts: list(
    record({
      part: oneOf(Object.values(Part)),
      mode: oneOf(Object.values(Provision)),
      reference: optional(text()),
      vouchedBy: optional(text()),
      controls: list(text()),
      resource: text(),
    }),
  ),
  waivers: list(
    record({
      control: text(),
      resource: text(),
      reason: text(),
      owner: text(),
      approver: optional(text()),
      ticket: optional(text()),
      created: optional(day),
      expires: day,
      status: oneOf(waiverStatuses),
      matched: many,
      note: optional(any),
    }),
  ),
  waiversHash: optional(text("a SHA-256 in hexadecimal", /^[0-9a-f]{64}$/)),
  notEvidenced: list(record({ regime, requirement: text(), reason: text() })),
  versions: mapOf(any),
  summary: record({
    verdict,
    resources: many,
    findings: record({
      error: many,
      fail: many,
      unknown: many,
      waived: many,
      pass: many,
      "not-applicable": many,
    }),
    regimes: list(
      record({
        regime,
        met: many,
        broken: many,
        unknown: many,
        waived: many,
        notApplicable: many,
        notEvidenced: many,
      }),
    ),
    waivers: optional(record({ matched: many, expired: many, unmatched: many })),
    lowered: optional(list(record({ id: text(), level, catalogueLevel: level }))),
  }),
  run: record({
    commit,
    dirty: flag,
    startedAt: moment,
    mode: oneOf(Object.values(Mode)),
    complete: flag,
    incomplete: optional(any),
  }),
});
