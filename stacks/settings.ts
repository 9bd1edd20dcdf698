import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parseDocument } from "yaml";
import { type CompliantClusterArgs, resolveCompliantClusterArgs } from "../index";
import {
  type AdmissionExclusion,
  exclusionsOf,
  formatMistake,
  type Mistake,
  nearest,
  quote,
  read,
  readWaivers,
  regionText,
  waiverFile,
} from "../catalogue/contracts";
import { type Adoptions, adoptionsOf } from "./adopt";

const namespace = "rampart";

/**
 * Keys that may be, or contain, `secure:`, with the paths in them (`*` for any name) whose texts flow into resources and
 * decide about none; where no path is named, every text does.
 */
const secureKeys: Record<string, readonly string[] | undefined> = {
  access: ["deployer", "admins", "viewers", "teams.*.principals"],
  alerts: ["subscriptions.endpoint"],
  tags: undefined,
};

/** Keys that Pulumi hands over as they are written; every other value is JSON. */
const textKeys: readonly string[] = ["kubernetesVersion"];

export interface StackSettings {
  cluster: CompliantClusterArgs;
  /** `rampart:adopt`: what is there already and is to be taken over. @default none */
  adopt: Adoptions;
}

/** What a run brings along; taken apart so that a test can bring its own. */
export interface SettingsSource {
  stack: string;
  /** The whole configuration, `namespace:key` → text, as the Pulumi runtime hands it over. */
  config: Record<string, string>;
  /** Keys that hold or contain a `secure:` value. */
  secretKeys: string[];
  /** Content of the waiver file; undefined when there is none. */
  waivers: string | undefined;
  /** Decides whether a waiver lies too far ahead. */
  today: Date;
}

/** Every mistake of the settings and of the waiver file, in one message that names the files. */
export class SettingsError extends pulumi.RunError {
  constructor(mistakes: Record<string, Mistake[]>) {
    const files = Object.entries(mistakes).filter(([, found]) => found.length > 0);
    const lines = files.flatMap(([file, found]) => [
      `${file} cannot be used as it is:`,
      ...found.map((mistake) => `  ${formatMistake(mistake)}`),
    ]);
    super(lines.join("\n"));
    this.name = "SettingsError";
  }
}

/**
 * Settings of the stack that runs.
 * @throws SettingsError with all that is wrong at once, before anything is registered.
 */
export function loadSettings(): StackSettings {
  const file = join(__dirname, "..", waiverFile);
  return settingsFrom({
    stack: pulumi.getStack(),
    config: pulumi.runtime.allConfig(),
    secretKeys: JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]") as string[],
    waivers: existsSync(file) ? readFileSync(file, "utf8") : undefined,
    today: new Date(),
  });
}

/** The same from given sources; `secure:` values become Pulumi secrets. */
export function settingsFrom(source: SettingsSource): StackSettings {
  const { adopt = {}, ...written } = settingsOf(source);
  const adoptions = read(adoptionsOf(source.stack), adopt, `${namespace}:adopt`);
  const placed = read(regionText, source.config["aws:region"], "aws:region");
  const args = {
    ...written,
    ...(placed.value !== undefined && { region: placed.value }),
    ...(source.waivers !== undefined && { waiversHash: sha256(source.waivers), exclusions: waivedObjects(source) }),
  };
  const mistakes = {
    [`stacks/config/Pulumi.${source.stack}.yaml`]: [
      ...placed.mistakes,
      ...misspeltNamespaces(Object.keys(source.config)),
      ...encryptedWhereItSteers(source),
      ...computedKeys(written),
      ...adoptions.mistakes,
      ...clusterMistakes(source.stack, args).map((mistake) => underKey(mistake, source)),
    ],
    [waiverFile]: waiverMistakes(source),
  };
  if (Object.values(mistakes).some((found) => found.length > 0)) throw new SettingsError(mistakes);
  return { cluster: args, adopt: adoptions.value ?? {} };
}

/** Everything in our namespace, parsed; not checked yet. */
function settingsOf({ config, secretKeys }: SettingsSource): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(`${namespace}:`))
      .map(([key, value]) => {
        const name = key.slice(namespace.length + 1);
        const parsed = textKeys.includes(name) ? value : parseJson(value);
        const secret = Object.hasOwn(secureKeys, name) && secretKeys.includes(key);
        return [name, secret ? secretTexts(parsed, secureKeys[name]?.map((path) => path.split(".")) ?? [[]]) : parsed];
      }),
  );
}

/** Pulumi hands over lists, maps, numbers and flags as JSON. What is no JSON is a text, and the component says what it should be. */
function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Pulumi tells that a value contains a secret, not where: so each text within it that may be one is one. */
function secretTexts(value: unknown, paths: string[][]): unknown {
  const within = paths.some(({ length }) => length === 0);
  if (typeof value === "string") return within ? pulumi.secret(value) : value;
  if (Array.isArray(value)) return value.map((each) => secretTexts(each, paths));
  if (typeof value !== "object" || value === null) return value;
  const below = (key: string) => paths.filter(([name]) => name === key || name === "*").map(([, ...rest]) => rest);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, secretTexts(each, within ? [[]] : below(key))]),
  );
}

/** What the component itself says of these arguments: the one place that knows what each may be. */
function clusterMistakes(stack: string, args: CompliantClusterArgs): Mistake[] {
  try {
    resolveCompliantClusterArgs(stack, args);
    return [];
  } catch (error) {
    if (!(error instanceof pulumi.InputPropertiesError)) throw error;
    return (error.errors ?? []).map(({ propertyPath, reason }) => {
      const [, got = reason, expected = ""] = /^got ([^]*); expected ([^]*)$/.exec(reason) ?? [];
      return { path: propertyPath, got, expected };
    });
  }
}

/** A mistake's path gets its namespace; what it got is kept back where the setting is secret. */
function underKey(mistake: Mistake, { secretKeys }: SettingsSource): Mistake {
  if (mistake.path === "name") return { ...mistake, path: "the stack's name" };
  // The one argument that another setting gives.
  const path = mistake.path === "region" ? "aws:region" : `${namespace}:${mistake.path}`;
  const secret = secretKeys.includes(path.split(/[.[]/)[0]!);
  return { ...mistake, path, ...(secret && { got: "an encrypted value that does not fit" }) };
}

function misspeltNamespaces(keys: readonly string[]): Mistake[] {
  return keys
    .map((key) => [key, key.slice(0, key.indexOf(":"))] as const)
    .filter(([, space]) => space !== namespace && nearest(space, [namespace]) === namespace)
    .map(([path]) => ({ path, got: "an unknown namespace", expected: `\`${namespace}:${path.split(":")[1]}\`` }));
}

/** An encrypted value is unknown in a preview without its key, so nothing that decides how many resources exist may be one. */
function encryptedWhereItSteers({ secretKeys }: SettingsSource): Mistake[] {
  const usable = Object.keys(secureKeys).map((key) => `${namespace}:${key}`);
  return secretKeys
    .filter((path) => path.startsWith(`${namespace}:`) && !usable.includes(path))
    .map((path) => ({
      path,
      got: "an encrypted value",
      expected: `a plain value; \`secure:\` works in ${usable.join(" and ")}`,
    }));
}

/** Arguments of the component that are no settings. */
function computedKeys({ waiversHash, exclusions, region }: Record<string, unknown>): Mistake[] {
  const waivers = `no such key: ${waiverFile} is read`;
  const elsewhere = { waiversHash: waivers, exclusions: waivers, region: "no such key: aws:region is read" };
  return Object.entries({ waiversHash, exclusions, region })
    .filter(([, got]) => got !== undefined)
    .map(([key, got]) => ({
      path: `${namespace}:${key}`,
      got: quote(got),
      expected: elsewhere[key as keyof typeof elsewhere],
    }));
}

function waiverMistakes({ waivers, today }: SettingsSource): Mistake[] {
  if (waivers === undefined) return [];
  const document = parseDocument(waivers);
  if (document.errors.length === 0) return readWaivers(document.toJS(), today).mistakes;
  return document.errors.map((error) => ({
    path: `line ${error.linePos?.[0].line ?? 1}`,
    got: error.message.split("\n")[0]!.replace(/ at line .*$/, ""),
    expected: "YAML",
  }));
}

/** What waivers take from admission in this stack; none of a file that cannot be read, which is a mistake by itself. */
function waivedObjects({ waivers = "", stack, today }: SettingsSource): AdmissionExclusion[] {
  const document = parseDocument(waivers);
  const { value = [] } = document.errors.length > 0 ? {} : readWaivers(document.toJS(), today);
  return exclusionsOf(value, stack, today);
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
