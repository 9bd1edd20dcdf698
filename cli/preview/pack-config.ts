import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { readFileSync } from "node:fs";
import { nearest, quote } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import { isProperties, type Properties } from "./wire";

/** What a pack says about one of its policies. */
export interface PolicyInfo {
  name: string;
  level: EnforcementLevel;
  /** Defaults of its own configuration. */
  defaults: Properties;
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
export function settingsFor(policies: readonly PolicyInfo[], config?: PackConfig): Map<string, PolicySetting> {
  const given = config?.policies ?? {};
  const names = policies.map(({ name }) => name);
  const mistakes = Object.entries(given).flatMap(([name, value]) => mistakeIn(name, value, names));
  if (mistakes.length > 0) {
    throw new CliError(ExitCode.Usage, [`${config!.path}:`, ...mistakes.map((each) => `  ${each}`)].join("\n"));
  }
  const forAll = levelIn(given["all"]);
  return new Map(
    policies.map(({ name, level, defaults }) => [
      name,
      {
        level: levels[levelIn(given[name]) ?? forAll ?? ""] ?? level,
        properties: { ...defaults, ...propertiesIn(given[name]) },
      },
    ]),
  );
}

function mistakeIn(name: string, value: unknown, names: readonly string[]): string[] {
  const found: string[] = [];
  if (name !== "all" && !names.includes(name)) {
    const near = nearest(name, names);
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
