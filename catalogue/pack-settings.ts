import {
  Level,
  list,
  nearest,
  oneOf,
  optional,
  type PackSettings,
  quote,
  read,
  type Reading,
  record,
  regimeIds,
  type Shape,
  text,
  whole,
} from "./contracts";
import { controls } from "./controls";

const ids = controls.map(({ id }) => id);

const controlId: Shape<string> = (value, path, mistakes) => {
  if (typeof value === "string" && ids.includes(value)) return value;
  mistakes.push({ path, got: quote(value), expected: expectedId(value) });
  return undefined;
};

function expectedId(value: unknown): string {
  const suggestion = typeof value === "string" ? nearest(value, ids) : undefined;
  return suggestion === undefined ? `the id of a control: ${ids.join(", ")}` : `\`${suggestion}\``;
}

const level = oneOf(Object.values(Level));

/** Level by control. The keys are what `mapOf` cannot judge, because a pattern is no list of ids. */
const levels: Shape<Record<string, Level>> = (value, path, mistakes) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    mistakes.push({ path, got: quote(value), expected: "a map from control ids to levels" });
    return undefined;
  }
  const entries = Object.entries(value).map(([id, each]) => {
    const at = `${path}.${id}`;
    if (!ids.includes(id)) mistakes.push({ path: at, got: "an unknown control", expected: expectedId(id) });
    return [id, level(each, at, mistakes)] as const;
  });
  return Object.fromEntries(entries) as Record<string, Level>;
};

const shape = record({
  levels: optional(levels),
  allowUnknown: optional(list(controlId)),
  regimes: optional(list(oneOf(regimeIds), 1)),
  supportedVersions: optional(list(text('a version such as "1.35", in quotes', /^1\.\d{1,2}$/), 1)),
  keyDeletionDays: optional(whole(7, 30)),
});

/** Reads the configuration of the `evidence` policy; nothing at all is no settings. Every mistake is collected. */
export function readPackSettings(raw: unknown): Reading<PackSettings> {
  return raw === undefined || raw === null ? { value: {}, mistakes: [] } : read(shape, raw);
}
