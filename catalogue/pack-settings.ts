import {
  below,
  check,
  flag,
  Level,
  list,
  type Mistake,
  nearest,
  oneOf,
  optional,
  type PackSettings,
  quote,
  read,
  type Reading,
  record,
  regimeIds,
  regionText,
  type Shape,
  text,
  whole,
} from "./contracts";
import { controls } from "./controls";
import { cidrFloor } from "./pack-parameters";
import { awsLogRetentionDays, type Parameter, type Posture } from "./posture";
import { regimes } from "./regimes";

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

/** A prefix of addresses that is no shorter than what NET-01 and NET-03 ask for anyway. */
const prefix = (floor: number, bits: number) =>
  check(
    `a prefix from ${floor} to ${bits}; NET-01 and NET-03 let in nothing wider than a /${floor}`,
    (value): value is number => Number.isInteger(value) && Number(value) >= floor && Number(value) <= bits,
  );

/** The longest that CloudWatch Logs keeps anything but for ever. */
const days = optional(whole(1, awsLogRetentionDays.at(-1)!));

const retention: Shape<NonNullable<PackSettings["logRetentionDays"]>> = (value, path, mistakes) => {
  const found = record({ least: days, most: days })(value, path, mistakes);
  const { least, most } = found ?? {};
  if (least !== undefined && most !== undefined && least > most)
    mistakes.push({ path: below(path, "most"), got: String(most), expected: `${least} (\`least\`) or more` });
  return found;
};

const principal = text("the ARN of one role or user, without `*`", /^arn:[\w-]+:iam::\d{12}:(role|user)\/[^*?\s]+$/);

const tagKey = text(
  "the key of a tag, of at most 128 characters",
  /^(?!aws:)[\p{L}\p{N}_.:/=+@-][\p{L}\p{N} _.:/=+@-]{0,127}$/u,
);

/** Without its slash, a host would welcome every host that begins like it. */
const registry = text(
  "a host with its slash, and perhaps a path, such as registry.example.com/team/",
  /^[\w.-]+(:\d+)?\/[^\s*]*$/,
);

export const rules = record({
  registries: optional(list(registry)),
  exposed: optional(list(text("`namespace/name`, or the name of a load balancer in the program", /^[^\s*]+$/))),
  clusterAdmins: optional(
    list(
      text(
        "`User:name`, `Group:name` or `ServiceAccount:namespace/name`",
        /^((User|Group):[^\s*]+|ServiceAccount:[^\s*/]+\/[^\s*/]+)$/,
      ),
    ),
  ),
  trustedRoles: optional(list(text("the name of a ClusterRole, or `namespace/name` of a Role", /^[^\s*]+$/))),
});

const shape: Shape<PackSettings> = record({
  levels: optional(levels),
  allowUnknown: optional(list(controlId)),
  regimes: optional(list(oneOf(regimeIds), 1)),
  supportedVersions: optional(list(text('a version such as "1.35", in quotes', /^1\.\d{1,2}$/), 1)),
  keyDeletionDays: optional(whole(7, 30)),
  serviceProvider: optional(flag),
  logRetentionDays: optional(retention),
  cidrFloor: optional(
    record({ ipv4: optional(prefix(cidrFloor.ipv4, 32)), ipv6: optional(prefix(cidrFloor.ipv6, 128)) }),
  ),
  adminPrincipals: optional(list(principal, 1)),
  regions: optional(list(regionText, 1)),
  requiredTags: optional(list(tagKey, 1)),
  rules: optional(rules),
});

/** Reads the configuration of the `evidence` policy; nothing at all is no settings. Every mistake is collected. */
export function readPackSettings(raw: unknown): Reading<PackSettings> {
  return raw === undefined || raw === null ? { value: {}, mistakes: [] } : read(shape, raw);
}

/** Where settings ask for less than the regimes in force. Settings tighten; whoever needs less writes a waiver. */
export function settingsOutside({ logRetentionDays = {}, regions = [] }: PackSettings, posture: Posture): Mistake[] {
  const { min, max } = posture.logRetentionDays;
  return [
    ...Object.entries(logRetentionDays).flatMap(([key, days]) => {
      const mistake = (expected: string) => ({ path: `logRetentionDays.${key}`, got: String(days), expected });
      if (days < min.value) return [mistake(`${min.value} or more${named(min.because)}`)];
      return days > max.value ? [mistake(`${max.value} or less${named(max.because)}`)] : [];
    }),
    ...regions.flatMap((region, index) => {
      const limits = posture.residency.filter(({ value }) => !value.includes(region));
      if (limits.length === 0) return [];
      const expected = limits.map(({ area, because }) => `a region in ${area}${named(because)}`).join(", and ");
      return [{ path: `regions[${index}]`, got: quote(region), expected }];
    }),
  ];
}

/** ` (PCI DSS 10.5.1)`; nothing where the bound is Rampart's own. */
function named(because: Parameter<unknown>["because"]): string {
  const requirements = because.map(({ regime, requirement }) => `${regimes[regime].name} ${requirement}`);
  return requirements.length === 0 ? "" : ` (${requirements.join(", ")})`;
}
