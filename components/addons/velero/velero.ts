import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { createWorkloadRole, workloadContext } from "../../aws";
import { child, itself } from "../../foundations/child";
import { nameOf } from "../../foundations/name-of";
import { PodSecurity } from "../../foundations/pod-security";
import type { Values } from "../../foundations/values";
import {
  createPlatformNamespace,
  ignoredByGatekeeper,
  installChart,
  keepHandles,
  outsideTheMesh,
} from "../../releases";
import type { VeleroArgs } from "./args";
import { createDrill, createScratchNamespace } from "./drill";
import { createDrillAlarms } from "./drill-alarms";
import { drillName } from "./drill-objects";
import { drillStatements, storeStatements } from "./iam";
import { ownImages } from "./images";
import { declareVelero, resolveVeleroArgs, type VeleroSettings } from "./settings";
import { veleroTraffic } from "./traffic";
import { nodeAgentSettings, serviceAccount } from "./values";

/**
 * Velero, which backs the cluster up into a bucket, and a drill that restores the last backup and says whether it came
 * back. Needs a Kubernetes provider in its options, and the snapshot class of the cluster's storage before it.
 */
export class Velero extends pulumi.ComponentResource {
  /** Namespace that Velero runs in. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: VeleroArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveVeleroArgs(args);
    // What a component is deleted with is so for all that it makes, and a role or an alarm would stay behind.
    super("rampart:index:Velero", name, { ...declareVelero(settings) }, itself(opts));
    const { drill, release: chart, store } = settings;
    const { context, identity } = workloadContext(this, name, settings.cluster, opts);
    const options = child(this, opts);
    const images = ownImages(chart.mirror);
    const namespace = chart.pin.namespace;

    const { namespace: own, made } = createPlatformNamespace(name, namespaceOf(settings), options);
    const scratch = drill && createScratchNamespace(name, drill, options);
    const role = createWorkloadRole(context, identity, {
      purpose: "velero",
      namespace,
      serviceAccount,
      own: storeStatements(context, store),
    });
    const agent = drill?.volumes === true ? [createNodeAgentSettings(name, own, namespace, options)] : [];
    const first = [...made, ...agent, ...role.associate()];
    const wired = wiredValues(settings, images.plugin, context.place.region, role.annotations);
    const release = installChart(name, chart, child(this, opts, { dependsOn: first }), wired);

    const ready = [...made, ...agent, release];
    const namespaces = [...made, ...(scratch?.made ?? [])];
    if (drill !== undefined && scratch !== undefined) {
      const metricNamespace = pulumi.interpolate`Rampart/${settings.cluster.name}`;
      const drillRole = createWorkloadRole(context, identity, {
        purpose: drillName,
        namespace,
        serviceAccount: drillName,
        own: drillStatements(metricNamespace),
      });
      const velero = { made: own, name: namespace };
      const parts = { velero, context, role: drillRole, metricNamespace, image: images.drill };
      const { rights, ready: drilled } = createDrill(name, drill, parts, { options, scratch, release });
      ready.push(...drilled);
      // No webhook leaves the scratch namespace out.
      namespaces.push(...rights);
      if (settings.alertTopicArn !== undefined)
        createDrillAlarms(context, drill, { namespace: metricNamespace, topicArn: settings.alertTopicArn });
    }
    keepHandles(this, { namespaces, ready });
    this.namespace = release.namespace;
    this.registerOutputs({ namespace: this.namespace });
  }
}

/** Data movers run as root to read every file of a volume; without them all pods are restricted. (PSS-01) */
const namespaceOf = ({ release: { pin }, nodeAgent, drill, cluster }: VeleroSettings) => ({
  namespace: pin.namespace,
  podSecurity: nodeAgent ? PodSecurity.Baseline : PodSecurity.Restricted,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: veleroTraffic({ irsa: cluster.oidcProvider !== undefined, drill: drill !== undefined }),
});

/** Values that come from other resources; none carries a control. */
function wiredValues(
  { store: { bucket, prefix, region } }: VeleroSettings,
  plugin: pulumi.Input<string>,
  stackRegion: pulumi.Output<string>,
  annotations: Record<string, pulumi.Output<string>>,
): Values {
  const location = { name: "default", provider: "aws", bucket, prefix, default: true };
  return {
    // Encryption is the bucket's own: whoever names no key gets its key, and Kopia names none.
    configuration: { backupStorageLocation: [{ ...location, config: { region: region ?? stackRegion } }] },
    initContainers: [
      {
        name: "velero-plugin-for-aws",
        image: plugin,
        volumeMounts: [{ mountPath: "/target", name: "plugins" }],
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
      },
    ],
    ...(Object.keys(annotations).length > 0 && { serviceAccount: { server: { annotations } } }),
  };
}

/**
 * Lets the agent fill a volume before a pod asks for it, because the drill restores volumes without pods. It holds for
 * every restore: each volume then chooses its zone by itself.
 * https://velero.io/docs/v1.18/supported-configmaps/node-agent-configmap/
 */
function createNodeAgentSettings(
  name: string,
  made: kubernetes.core.v1.Namespace,
  namespace: string,
  options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.ConfigMap {
  const data = { "settings.json": JSON.stringify({ restorePVC: { ignoreDelayBinding: true } }) };
  return new kubernetes.core.v1.ConfigMap(
    `${name}-node-agent-settings`,
    { metadata: { name: nodeAgentSettings, namespace: nameOf(made, namespace) }, data },
    options,
  );
}
