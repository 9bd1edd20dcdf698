import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root, type Settings } from "../lab/project";

/** Keys below which the names are the user's. */
const free: readonly string[] = [
  "rampart:access.teams",
  "rampart:externalSecrets.stores",
  "rampart:nodes",
  "rampart:registry.repositories",
  "rampart:velero.schedules",
];
/** Keys whose values are one setting, whatever they hold. */
const whole: readonly string[] = [
  "rampart:addonVersions",
  "rampart:adopt",
  "rampart:alerts.thresholds",
  "rampart:calico.installation",
  "rampart:calico.values",
  "rampart:externalSecrets.stores.*.namespaces.labels",
  "rampart:externalSecrets.values",
  "rampart:falco.values.audit",
  "rampart:falco.values.falco",
  "rampart:falco.values.sidekick",
  "rampart:fluentBit.values",
  "rampart:gatekeeper.values",
  "rampart:harbor.values",
  "rampart:istio.gateway.annotations",
  "rampart:istio.gateway.values",
  "rampart:istio.values.base",
  "rampart:istio.values.cni",
  "rampart:istio.values.istiod",
  "rampart:loadBalancerController.values",
  "rampart:mirror.registries",
  "rampart:nodes.*.labels",
  "rampart:registry.pullThroughCaches",
  "rampart:residency.basis",
  "rampart:tags",
  "rampart:trivy.values",
  "rampart:velero.restoreDrill.minimum",
  "rampart:velero.values",
];

/** Every key that a settings file can have, from the template, as `docs/environments.md` names them. */
export function settingKeys(): string[] {
  const file = join(root, "stacks/config/example.yaml");
  const { config } = parse(readFileSync(file, "utf8")) as { config: Settings };
  return Object.entries(config).flatMap(([key, value]) => keysBelow(key, value));
}

function keysBelow(path: string, value: unknown): string[] {
  if (whole.includes(path) || typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  const below = (name: string, each: unknown) => keysBelow(`${path}.${name}`, each);
  if (!free.includes(path)) return Object.entries(value).flatMap(([key, each]) => below(key, each));
  return [`${path}.*`, ...Object.values(value as Settings).flatMap((each) => below("*", each))];
}

/** The key of a path, as `docs/environments.md` names it: `*` stands for a name of the user's. */
export function keyOf(path: string): string {
  const within = free.find((each) => path.startsWith(`${each}.`));
  const named = within === undefined ? path : path.slice(within.length + 1).replace(/^[^.]+/, `${within}.*`);
  return whole.find((each) => named === each || named.startsWith(`${each}.`)) ?? named;
}

/** A change of the value at a path, the key and what lies below it; undefined takes it away. */
export function setting(path: string, value: unknown): (settings: Settings) => void {
  const [key = "", ...names] = path.split(".");
  return (settings) => {
    const last = names.at(-1);
    if (last === undefined) return void (settings[key] = value);
    const place = names
      .slice(0, -1)
      .reduce<Settings>((at, name) => (at[name] ??= {}) as Settings, (settings[key] ??= {}) as Settings);
    if (value === undefined) delete place[last];
    else place[last] = value;
  };
}
