import type * as pulumi from "@pulumi/pulumi";
import type { AdmissionExclusion, RuleSettings } from "../../../catalogue";
import { Calico } from "../../addons/calico";
import { ExternalSecrets } from "../../addons/external-secrets";
import { Falco } from "../../addons/falco";
import { FluentBit } from "../../addons/fluent-bit";
import { Gatekeeper } from "../../addons/gatekeeper";
import { Harbor } from "../../addons/harbor";
import { gatewayArgs, Istio, IstioGateway, meshArgs } from "../../addons/istio";
import { Kyverno } from "../../addons/kyverno";
import { LoadBalancerController } from "../../addons/load-balancer-controller";
import { TrivyOperator } from "../../addons/trivy";
import { Velero } from "../../addons/velero";
import type { WorkloadClusterArgs } from "../../aws";
import type { BackupHandle } from "../../cluster/backup";
import type { KeyHandles } from "../../cluster/keys";
import { falcoLogGroupName } from "../../foundations/names";
import { handlesOf, type MirrorArgs } from "../../releases";
import type { NamespaceMeshArgs } from "../../workloads/mesh";
import type { ChosenAddons } from "./choice";
import type { PlatformSettings } from "./settings";

/** What the platform stands on. */
export interface PlatformSite {
  /** The cluster's name, which begins every child's name. */
  name: string;
  kubernetesVersion: string;
  /** What admission's rules compare with, and what waivers take from them. */
  admission: { rules: RuleSettings; exclusions: AdmissionExclusion[] };
  /** How add-ons with a role know the cluster. */
  cluster: WorkloadClusterArgs;
  vpcId: pulumi.Input<string>;
  /** Whether pods have no way out of the VPC. */
  closed: boolean;
  /** The user's mirror, and behind it the caches of the account's registry. */
  mirror: MirrorArgs;
  /** Prefixes of these caches. */
  cachePrefixes: string[];
  keys: Pick<KeyHandles, "logs">;
  logRetentionDays: number;
  /** The topic of alerts with its key, where the stack has them. */
  topic?: { arn: pulumi.Output<string>; keyArn?: pulumi.Output<string> };
  /** The store of backups, where the stack has one. */
  backup?: BackupHandle;
  /** Nodes: with them pods start. */
  nodes: pulumi.Resource[];
  /** What answers name lookups. */
  dns: pulumi.Resource;
  /** What makes volumes. */
  storage: pulumi.Resource;
  /** Options of an add-on that waits for some resources; what owns nothing outside of the cluster goes with it. */
  options: (owns: "nothing outside" | "something outside", after: pulumi.Resource[]) => pulumi.ComponentResourceOptions;
}

export interface PlatformHandles {
  /** What workloads wait for: what judges them, and what they are meshed by. */
  gates: pulumi.Resource[];
  /** How namespaces take part in the mesh, where the stack makes it. */
  mesh: NamespaceMeshArgs | undefined;
}

/** Makes the chosen add-ons, each as soon as what it stands on is there. docs/lifecycle.md draws what comes of it. */
export function createPlatform({ addons, backupDays, nodes }: PlatformSettings, site: PlatformSite): PlatformHandles {
  const { name, cluster, mirror, options } = site;
  const calico =
    addons.calico && new Calico(`${name}-calico`, { ...addons.calico, mirror }, options("nothing outside", site.nodes));
  // From the first packet on pods send and receive what policies allow.
  const base = [...ready(calico), site.dns];
  const inside = (...after: pulumi.Resource[]) => options("nothing outside", [...base, ...after]);
  const outside = (...after: pulumi.Resource[]) => options("something outside", [...base, ...after]);

  const loadBalancers =
    addons.loadBalancerController &&
    new LoadBalancerController(
      `${name}-lb`,
      { waf: !site.closed, ...addons.loadBalancerController, cluster, vpcId: site.vpcId, mirror },
      outside(),
    );
  const istio = addons.istio && new Istio(`${name}-istio`, meshArgs(addons.istio, mirror), inside());
  const falco = addons.falco && new Falco(`${name}-falco`, { ...addons.falco, ...watched(site), mirror }, inside());
  const velero =
    addons.velero &&
    new Velero(
      `${name}-velero`,
      { ...addons.velero, ...stored(site), cluster, retentionDays: backupDays, mirror },
      inside(...(site.backup?.ready ?? [])),
    );
  const scanned = { cluster, nodeOperatingSystem: nodes, cachePrefixes: site.cachePrefixes, mirror };
  const trivy =
    addons.trivy &&
    new TrivyOperator(
      `${name}-trivy`,
      { ...addons.trivy, ...scanned },
      addons.trivy.server === true ? outside(site.storage) : inside(),
    );
  const secrets =
    addons.externalSecrets &&
    new ExternalSecrets(`${name}-secrets`, { ...addons.externalSecrets, cluster, mirror }, inside());
  const { keys, logRetentionDays: retentionDays } = site;
  const logs =
    addons.fluentBit &&
    new FluentBit(
      `${name}-logs`,
      { ...addons.fluentBit, cluster, keyArn: keys.logs.arn, retentionDays, mirror },
      inside(),
    );
  const harbor =
    addons.harbor &&
    new Harbor(
      `${name}-harbor`,
      { ...addons.harbor, mirror },
      addons.harbor.ingress === undefined
        ? inside(...ready(secrets))
        : outside(...ready(secrets), ...ready(loadBalancers)),
    );

  // While its webhook against exemptions starts, no namespace of the platform could be written.
  const others = [calico, loadBalancers, istio, falco, velero, trivy, secrets, logs, harbor];
  const namespaces = others.flatMap((each) => (each === undefined ? [] : handlesOf(each).namespaces));
  const judged = { ...site.admission, kubernetesVersion: site.kubernetesVersion, mirror };
  const admission =
    addons.kyverno === undefined
      ? new Gatekeeper(`${name}-gatekeeper`, { ...addons.gatekeeper, ...judged }, inside(...namespaces))
      : new Kyverno(`${name}-kyverno`, { ...addons.kyverno, ...judged }, inside(...namespaces));
  // Its own namespace is written last, once every webhook answers.
  const gateway = addons.istio && gatewayArgs(addons.istio, mirror);
  if (gateway !== undefined)
    new IstioGateway(
      `${name}-gateway`,
      gateway,
      outside(...ready(istio), ...ready(loadBalancers), ...ready(admission)),
    );
  return { gates: [...ready(calico), ...ready(istio), ...ready(admission)], mesh: meshOf(addons) };
}

const ready = (addon: pulumi.ComponentResource | undefined): pulumi.Resource[] =>
  addon === undefined ? [] : handlesOf(addon).ready;

/** Workloads follow a tag where there is one: it names the control plane that they are to have, through every upgrade. */
function meshOf({ istio }: ChosenAddons): NamespaceMeshArgs | undefined {
  if (istio === undefined) return undefined;
  const revision = istio.revisionTags?.[0] ?? istio.revision;
  return {
    ...(istio.dataplane !== undefined && { dataplane: istio.dataplane }),
    ...(revision !== undefined && { revision }),
  };
}

function watched({ name, cluster, keys, logRetentionDays: retentionDays, topic }: PlatformSite) {
  const logGroup = { name: falcoLogGroupName(name), keyArn: keys.logs.arn, retentionDays };
  return { cluster, logGroup, ...(topic !== undefined && { topic }) };
}

/** The settings make no Velero where there is no store. */
function stored({ backup, topic }: PlatformSite) {
  const store = { bucket: backup!.bucketName, keyArn: backup!.keyArn };
  return { store, ...(topic !== undefined && { alertTopicArn: topic.arn }) };
}
