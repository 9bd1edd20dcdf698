import type { Mistake } from "../../../catalogue";
import { resolveCalicoAddon } from "../../addons/calico";
import { resolveExternalSecretsAddon } from "../../addons/external-secrets";
import { resolveFalcoAddon } from "../../addons/falco";
import { resolveFluentBitAddon } from "../../addons/fluent-bit";
import { resolveAdmission } from "../../addons/gatekeeper";
import { resolveHarborAddon } from "../../addons/harbor";
import { istioReleases, resolveIstioAddon } from "../../addons/istio";
import { resolveKyvernoAddon } from "../../addons/kyverno";
import { resolveLoadBalancerControllerAddon } from "../../addons/load-balancer-controller";
import { type NodeOperatingSystem, resolveTrivyAddon } from "../../addons/trivy";
import { resolveVeleroAddon } from "../../addons/velero";
import { falcoLogGroupName } from "../../foundations/names";
import type { MirrorArgs, ReleaseSettings } from "../../releases";
import type { ChosenAddons } from "./choice";

interface Site {
  mirror: MirrorArgs;
  /** The cluster's name. */
  cluster: string;
  backupDays: number;
  nodes: NodeOperatingSystem;
}

type Resolvers = {
  [A in keyof ChosenAddons]-?: (
    args: NonNullable<ChosenAddons[A]>,
    site: Site,
    mistakes: Mistake[],
  ) => ReleaseSettings[];
};

/** By add-on, the releases that its arguments come to; what is wrong with them is noted. */
const resolvers: Resolvers = {
  calico: (args, { mirror }, mistakes) => {
    const { definitions, release } = resolveCalicoAddon({ ...args, mirror }, "calico", mistakes);
    return [definitions, release];
  },
  gatekeeper: (args, { mirror }, mistakes) => [resolveAdmission({ ...args, mirror }, "gatekeeper", mistakes).release],
  kyverno: (args, { mirror }, mistakes) => [resolveKyvernoAddon({ ...args, mirror }, "kyverno", mistakes).release],
  loadBalancerController: (args, { mirror }, mistakes) => [
    resolveLoadBalancerControllerAddon({ ...args, mirror }, "loadBalancerController", mistakes).release,
  ],
  istio: (args, _, mistakes) => istioReleases(resolveIstioAddon(args, "istio", mistakes)),
  falco: (args, { mirror, cluster }, mistakes) => {
    const logGroup = { name: falcoLogGroupName(cluster) };
    return Object.values(resolveFalcoAddon(args, { logGroup, mirror }, "falco", mistakes).releases);
  },
  velero: (args, { mirror, backupDays: retentionDays }, mistakes) => [
    resolveVeleroAddon({ ...args, mirror, retentionDays }, "velero", mistakes).release,
  ],
  trivy: (args, { mirror, nodes: nodeOperatingSystem }, mistakes) => [
    resolveTrivyAddon({ ...args, mirror, nodeOperatingSystem }, "trivy", mistakes).release,
  ],
  externalSecrets: (args, { mirror }, mistakes) => [
    resolveExternalSecretsAddon({ ...args, mirror }, "externalSecrets", mistakes).release,
  ],
  fluentBit: (args, { mirror, cluster }, mistakes) => [
    resolveFluentBitAddon({ ...args, mirror }, cluster, "fluentBit", mistakes).release,
  ],
  harbor: (args, { mirror }, mistakes) => [resolveHarborAddon({ ...args, mirror }, "harbor", mistakes).release],
};

/** Every release that the chosen add-ons come to. */
export function releasesOf(addons: ChosenAddons, site: Site, mistakes: Mistake[]): ReleaseSettings[] {
  const names = Object.keys(addons) as (keyof ChosenAddons)[];
  return names.flatMap((name) => {
    const resolve = resolvers[name] as (args: unknown, site: Site, mistakes: Mistake[]) => ReleaseSettings[];
    return resolve(addons[name], site, mistakes);
  });
}
