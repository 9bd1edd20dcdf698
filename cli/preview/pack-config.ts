import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { readFileSync } from "node:fs";
import {
  controlById,
  formatMistake,
  nearest,
  packName,
  quote,
  readPackSettings,
  stackPolicyNames,
} from "../../catalogue";
import { CliError, ExitCode } from "../errors";
import { isProperties, type Properties } from "./wire";

/** What a pack says about one of its policies. */
export interface PolicyInfo {
  name: string;
  level: EnforcementLevel;
  /** Defaults of its own configuration. */
  defaults: Properties;
}

/** A pack's name, and all of its policies. */
export interface PackPolicies {
  name: string;
  policies: readonly PolicyInfo[];
}

export interface PolicySetting {
  level: EnforcementLevel;
  properties: Properties;
}

/** The content of a file in the form of Pulumi's `--policy-pack-config`. */
export interface PackConfig {
  path: string;
  /** By policy name, or `all`: a level, or an object with `enforcementLevel` and the policy's own properties. */
  policies: Properties;
}

const levels: Record<string, EnforcementLevel> = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  remediate: EnforcementLevel.REMEDIATE,
  disabled: EnforcementLevel.DISABLED,
};

/** @throws CliError (2) when the file cannot be read, is not JSON or not a map. */
export function readPackConfig(path: string): PackConfig {
  const policies = parse(path);
  if (isProperties(policies)) return { path, policies };
  throw new CliError(ExitCode.Usage, `${path}: got ${quote(policies)}; expected a map from policy names to levels`);
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? `is not JSON: ${error.message}` : "cannot be read";
    throw new CliError(ExitCode.Usage, `the policy pack configuration ${path} ${reason}`, { cause: error });
  }
}

/**
 * A setting for every policy of a pack, as the engine hands them over: the policy's own level unless the file says
 * otherwise, for it or for all.
 * @throws CliError (2) with every mistake in the file.
 */
export function settingsFor({ name: pack, policies }: PackPolicies, config?: PackConfig): Map<string, PolicySetting> {
  const given = config?.policies ?? {};
  const names = policies.map(({ name }) => name);
  const mistakes = [
    ...Object.entries(given).flatMap(([name, value]) => mistakeIn(name, value, names)),
    ...(pack === packName ? ownMistakes(given) : []),
  ];
  if (mistakes.length > 0) {
    throw new CliError(ExitCode.Usage, [`${config!.path}:`, ...mistakes.map((each) => `  ${each}`)].join("\n"));
  }
  const forAll = levelIn(given["all"]);
  return new Map(
    policies.map(({ name, level, defaults }) => {
      const wanted = levelIn(given[name]) ?? forAll;
      const properties = { ...defaults, ...propertiesIn(given[name]) };
      return [name, { level: wanted === undefined ? level : levels[wanted]!, properties }];
    }),
  );
}

/** What Rampart's own pack would refuse in the settings that speak for all of it. */
function ownMistakes(given: Properties): string[] {
  const { evidence } = stackPolicyNames;
  const mistakes = readPackSettings(propertiesIn(given[evidence])).mistakes;
  const disabled = (levelIn(given[evidence]) ?? levelIn(given["all"])) === "disabled";
  return [
    // Without evidence nothing would say what else was switched off.
    ...(disabled ? [`${evidence}: cannot be disabled; lower single controls with ${evidence}.levels`] : []),
    ...mistakes.map((each) => formatMistake({ ...each, path: `${evidence}.${each.path}` })),
  ];
}

function mistakeIn(name: string, value: unknown, names: readonly string[]): string[] {
  const found: string[] = [];
  if (name !== "all" && !names.includes(name)) {
    const near = controlById(name) === undefined ? nearest(name, names) : `evidence.levels.${name}`;
    const hint = near === undefined ? "" : ` (did you mean ${near}?)`;
    found.push(`${name}: got an unknown policy${hint}; expected all, or one of ${names.join(", ")}`);
  }
  const level = isProperties(value) ? value["enforcementLevel"] : value;
  const absent = isProperties(value) && level === undefined;
  if (!absent && !(typeof level === "string" && Object.hasOwn(levels, level))) {
    found.push(`${name}: got ${quote(level)}; expected one of ${Object.keys(levels).join(", ")}`);
  }
  return found;
}

function levelIn(value: unknown): string | undefined {
  const level = isProperties(value) ? value["enforcementLevel"] : value;
  return typeof level === "string" ? level : undefined;
}

function propertiesIn(value: unknown): Properties {
  if (!isProperties(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "enforcementLevel"));
}
