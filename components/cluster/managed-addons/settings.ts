import { flag, mapOf, type Mistake, oneOf, optional, quote, record, text } from "../../../catalogue/contracts";
import { type ManagedAddonArgs, NetworkPolicyEngine } from "./args";
import { AddonName, addonVersions, type AddonVersions } from "./versions";

export const managedAddonShape = record({
  networkPolicy: optional(oneOf(Object.values(NetworkPolicyEngine))),
  metricsServer: optional(flag),
  nodeMonitoring: optional(flag),
});

/** Of the argument `addonVersions`. */
export const addonVersionsShape = mapOf(
  text("an add-on build such as v1.22.4-eksbuild.3", /^v\d+\.\d+\.\d+-eksbuild\.\d+$/),
  new RegExp(`^(${Object.values(AddonName).join("|")})$`),
  `one of ${Object.values(AddonName).join(", ")}`,
);

export interface ManagedAddonSettings {
  versions: AddonVersions;
  networkPolicy: NetworkPolicyEngine;
  metricsServer: boolean;
  nodeMonitoring: boolean;
}

/** What add-ons are measured by. */
interface AddonsAsked {
  kubernetesVersion: string;
  /** Builds to use instead of the pinned ones, from the argument `addonVersions`. */
  versions?: Record<string, string>;
}

/** Which argument turns an add-on off. */
const switches = {
  [AddonName.MetricsServer]: "metricsServer",
  [AddonName.NodeMonitoringAgent]: "nodeMonitoring",
} as const;

/** Fills the defaults; notes the build of an add-on that is off, and a kube-proxy of another Kubernetes version. */
export function resolveManagedAddons(
  args: ManagedAddonArgs,
  { kubernetesVersion, versions = {} }: AddonsAsked,
  mistakes: Mistake[],
): ManagedAddonSettings {
  const settings: ManagedAddonSettings = {
    versions: { ...addonVersions[kubernetesVersion]!, ...versions },
    networkPolicy: args.networkPolicy ?? NetworkPolicyEngine.Calico,
    metricsServer: args.metricsServer ?? true,
    nodeMonitoring: args.nodeMonitoring ?? true,
  };
  for (const [name, argument] of Object.entries(switches)) {
    const build = versions[name];
    if (build === undefined || settings[argument]) continue;
    const expected = `nothing while addons.${argument} is false`;
    mistakes.push({ path: `addonVersions.${name}`, got: quote(build), expected });
  }
  const proxy = versions[AddonName.KubeProxy];
  if (proxy !== undefined && !proxy.startsWith(`v${kubernetesVersion}.`)) {
    const expected = `a build for Kubernetes ${kubernetesVersion}, such as ${addonVersions[kubernetesVersion]![AddonName.KubeProxy]}`;
    mistakes.push({ path: `addonVersions.${AddonName.KubeProxy}`, got: quote(proxy), expected });
  }
  return settings;
}
