import {
  type AdmissionExclusion,
  Enforcement,
  exclusionsOf,
  type Mistake,
  oneOf,
  optional,
  read,
  readWaivers,
  record,
  type RuleSettings,
  ruleSettingsShape,
  text,
  type Waiver,
  waiverFile,
} from "../../catalogue";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parseYamlFile } from "../preview/yaml-file";

/** Engines that a bundle can be for. */
export const Engine = { Gatekeeper: "gatekeeper", Kyverno: "kyverno", Vap: "vap" } as const;
export type Engine = (typeof Engine)[keyof typeof Engine];

/** Options as they were written. */
export interface BundleFlags {
  engine?: string;
  out?: string;
  kubernetesVersion?: string;
  enforcement?: string;
  stack?: string;
  registry?: string[];
  exposed?: string[];
  clusterAdmin?: string[];
  trustedRole?: string[];
}

export interface BundleSettings {
  engine: Engine;
  /** Not yet an absolute path. */
  out: string;
  kubernetesVersion: string | undefined;
  enforcement: Enforcement;
  rules: RuleSettings;
  exclusions: AdmissionExclusion[];
  /** What of the waivers is not in the bundle, in words. */
  leftOut: string[];
}

const shape = record({
  "--engine": oneOf(Object.values(Engine)),
  "--out": text("a folder to write to"),
  "--kubernetes-version": optional(text("a Kubernetes version such as 1.35", /^1\.\d{2}$/)),
  "--enforcement": optional(oneOf(Object.values(Enforcement))),
  "--stack": optional(text("the name of a stack")),
});

/** The options that set each parameter of the rules. */
const options: Record<keyof RuleSettings, string> = {
  registries: "--registry",
  exposed: "--exposed",
  clusterAdmins: "--cluster-admin",
  trustedRoles: "--trusted-role",
};

/** The API server's own policies are stable from this minor version on. */
const vapSince = 30;

/**
 * The options and the project's waivers, checked together.
 * @param root folder that may hold waivers
 */
export function bundleSettings(
  flags: BundleFlags,
  root: string,
  today: Date,
): { settings?: BundleSettings; mistakes: Mistake[] } {
  const asked = {
    "--engine": flags.engine,
    "--out": flags.out,
    "--kubernetes-version": flags.kubernetesVersion,
    "--enforcement": flags.enforcement,
    "--stack": flags.stack,
  };
  const rules = definedOf({
    registries: flags.registry,
    exposed: flags.exposed,
    clusterAdmins: flags.clusterAdmin,
    trustedRoles: flags.trustedRole,
  });
  const chosen = read(shape, asked);
  const waivers = waiversOf(root, today);
  const mistakes = [
    ...chosen.mistakes,
    ...tooOld(flags),
    ...read(ruleSettingsShape, rules).mistakes.map(byOption),
    ...waivers.mistakes,
  ];
  if (chosen.value === undefined || mistakes.length > 0) return { mistakes };
  const { "--engine": engine, "--out": out, "--enforcement": enforcement = Enforcement.Deny } = chosen.value;
  const { "--kubernetes-version": kubernetesVersion, "--stack": stack } = chosen.value;
  const exclusions = exclusionsOf(waivers.value, stack, today);
  const leftOut = leftOutOf(waivers.value, exclusions.length, stack);
  return { settings: { engine, out, kubernetesVersion, enforcement, rules, exclusions, leftOut }, mistakes };
}

function tooOld({ engine, kubernetesVersion }: BundleFlags): Mistake[] {
  const minor = /^1\.(\d{2})$/.exec(kubernetesVersion ?? "")?.[1];
  if (engine !== Engine.Vap || minor === undefined || Number(minor) >= vapSince) return [];
  const expected = `1.${vapSince} or later, because ValidatingAdmissionPolicy is stable from there on`;
  return [{ path: "--kubernetes-version", got: JSON.stringify(kubernetesVersion), expected }];
}

/** `registries[1]` is the second `--registry`. */
function byOption({ path, ...rest }: Mistake): Mistake {
  const key = path.replace(/\[\d+\]$/, "") as keyof RuleSettings;
  return { path: options[key], ...rest };
}

function waiversOf(root: string, today: Date): { value: Waiver[]; mistakes: Mistake[] } {
  const path = join(root, waiverFile);
  if (!existsSync(path)) return { value: [], mistakes: [] };
  const { value = [], mistakes } = readWaivers(parseYamlFile(path, readFileSync(path, "utf8")), today);
  return { value, mistakes: mistakes.map((each) => ({ ...each, path: `${path}: ${each.path}` })) };
}

function leftOutOf(waivers: readonly Waiver[], excluded: number, stack: string | undefined): string[] {
  const nameless = waivers.filter(({ object }) => object === undefined).length;
  const other = waivers.length - nameless - excluded;
  return [
    ...(nameless === 0 ? [] : [`${nameless} of the waivers name no object, so they hold in previews alone`]),
    ...(other === 0 ? [] : [`${other} have ended or do not hold in ${stack ?? "every stack (name one with --stack)"}`]),
  ];
}

function definedOf<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
