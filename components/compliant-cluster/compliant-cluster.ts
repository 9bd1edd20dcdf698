import type * as aws from "@pulumi/aws";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Provision } from "../../catalogue/contracts";
import { createAccess, createKubernetesProvider, kubeconfigOf } from "../cluster/access";
import { createAlerts } from "../cluster/alerts";
import { createAuditTrail } from "../cluster/audit-trail";
import { createBackupStore } from "../cluster/backup";
import { type ClusterContext, findPlace, type IdentityHandle, type WorkloadClusterArgs } from "../aws";
import { createControlPlane, createControlPlaneLogGroup, createSecurityGroups } from "../cluster/control-plane";
import { createDetection } from "../cluster/detection";
import { createIdentity } from "../cluster/identity";
import { createKeys, type KeyHandles } from "../cluster/keys";
import { createAddonsAfterNodes, createAddonsBeforeNodes } from "../cluster/managed-addons";
import { createNetwork, mirrorsNeeded } from "../cluster/network";
import { createNodes } from "../cluster/nodes";
import { createRegistry, pullThroughStatements, type RegistryHandle } from "../cluster/registry";
import { checkedRegion } from "../cluster/residency";
import type { MirrorArgs } from "../releases";
import { createAccountEncryption, createSnapshotClass, createStorageClasses } from "../cluster/storage";
import { child } from "../foundations/child";
import type { CompliantClusterArgs } from "./args";
import { guardAgainstDestroy } from "./guard";
import type { NamespaceMeshArgs } from "../workloads/mesh";
import { createPlatform } from "./platform";
import { declare, resolveCompliantClusterArgs } from "./settings";

/**
 * A complete EKS cluster that can be shown to meet the regimes it is told: network, keys, control plane, nodes, access,
 * storage, and admission control. The component's name becomes the cluster's.
 */
export class CompliantCluster extends pulumi.ComponentResource {
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** ARN of the EKS cluster. */
  readonly clusterArn: pulumi.Output<string>;
  /** URL of the API server. */
  readonly endpoint: pulumi.Output<string>;
  /** Kubeconfig without credentials: it calls `aws eks get-token`. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Subnets of the nodes, one in each zone. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Zones of these subnets, in their order. */
  readonly availabilityZones: pulumi.Output<string[]>;
  /** Subnets for load balancers that face the internet, one in each zone; none where the VPC has no way out. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets for data, without a way out, one in each zone. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Name of the control plane's log group. */
  readonly logGroupName: pulumi.Output<string>;
  /** ARN of the key that encrypts volumes. */
  readonly volumesKeyArn: pulumi.Output<string>;
  /** Host name of the registry that holds the caches. */
  readonly registryUrl: pulumi.Output<string>;
  /** URLs of the repositories that were asked for, by their names. */
  readonly repositoryUrls: pulumi.Output<Record<string, string>>;
  /** Name of the bucket for backups; empty where the account provides them. */
  readonly backupBucketName: pulumi.Output<string>;
  /** ARN of the topic that alerts go to; empty where the account alerts by itself. */
  readonly alertTopicArn: pulumi.Output<string>;

  constructor(name: string, args: CompliantClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveCompliantClusterArgs(name, args);
    super("rampart:index:CompliantCluster", name, { ...declare(settings) }, opts);
    const { tags, protect } = settings;
    const place = findPlace(this, (region) => checkedRegion(region, settings.residency));
    const context: ClusterContext = { name, clusterName: name, place, tags, protect, options: child(this, opts) };

    const keys = createKeys(context, settings.keys);
    const network = createNetwork(context, settings.network, { logsKey: keys.logs });
    const logGroup = createControlPlaneLogGroup(context, settings.logs, keys.logs);
    const backup = createBackupStore(context, settings.backup, {
      key: keys.backups,
      rotation: settings.keys,
      residency: settings.residency,
    });
    const trail = createAuditTrail(context, settings.auditTrail, {
      key: keys.logs,
      buckets: [backup?.bucketArn, backup?.replica?.bucketArn].filter((arn) => arn !== undefined),
    });
    createDetection(context, settings.detection, { after: network.egress });
    const { topicArn } = createAlerts(context, settings.alerts, {
      key: keys.alerts,
      controlPlaneLogGroupName: logGroup.name,
      ...(trail.logGroupName !== undefined && { trailLogGroupName: trail.logGroupName }),
      ...(backup?.replica !== undefined && { replication: { source: backup.bucketName, ...backup.replica } }),
    });
    const registry = createRegistry(context, settings.registry, { key: keys.registry });
    createAccountEncryption(context, settings.storage, keys.volumes);

    const { vpcId } = network;
    const groups = createSecurityGroups(context, { vpcId, ...settings.controlPlane, ...settings.network });
    const cluster = createControlPlane(
      context,
      { ...settings, ...settings.controlPlane, ...settings.network },
      {
        subnetIds: network.controlPlaneSubnetIds,
        securityGroupId: groups.controlPlane.id,
        secretsKey: keys.secrets,
        // Pulumi deletes what is of one depth together. With the addresses before it the cluster is as deep as the NAT
        // gateways, and a destroy waits for both at once.
        after: [...logGroup.made, ...network.addresses],
      },
    );
    const access = createAccess(context, cluster, settings.access);
    const identity = createIdentity(context, cluster, settings.identity);
    const site = { cluster, settings: settings.addons, identity, volumesKey: keys.volumes };
    const ready = createAddonsBeforeNodes(context, site);
    const nodes = createNodes(context, settings.nodes, {
      cluster,
      kubernetesVersion: settings.kubernetesVersion,
      network,
      volumesKey: keys.volumes,
      securityGroupId: groups.nodes.id,
      withoutNat: mirrorsNeeded(settings.network),
      statements: pullThroughStatements(place, Object.values(settings.registry.prefixes)),
      ready: [...ready, ...groups.rules],
    });
    const addons = createAddonsAfterNodes(context, site, nodes);

    const kubeconfig = kubeconfigOf(context, cluster);
    const provider = createKubernetesProvider(context, cluster, kubeconfig, access);
    // These own nothing in AWS, so they go with the cluster: their API server may be gone before they are.
    const inside = { provider, deletedWith: cluster };
    createStorageClasses(name, keys.volumes, child(this, opts, { ...inside, dependsOn: [addons.storage] }));
    createSnapshotClass(name, child(this, opts, { ...inside, dependsOn: [addons.snapshots] }));
    const { gates, mesh } = createPlatform(settings.platform, {
      name,
      kubernetesVersion: settings.kubernetesVersion,
      admission: { rules: settings.rules, exclusions: settings.exclusions },
      cluster: workloadCluster(context, identity),
      vpcId,
      closed: mirrorsNeeded(settings.network),
      mirror: mirrorOf(settings.platform.mirror, registry),
      cachePrefixes: Object.values(settings.registry.prefixes),
      keys,
      logRetentionDays: settings.logs.retentionDays,
      ...(topicArn !== undefined && { topic: topicOf(topicArn, settings.alerts.mode, keys) }),
      ...(backup !== undefined && { backup }),
      nodes,
      dns: addons.dns,
      storage: addons.storage,
      options: (owns, after) =>
        child(this, opts, { ...(owns === "nothing outside" ? inside : { provider }), dependsOn: after }),
    });
    guardAgainstDestroy(name, this, protect);

    handles.set(this, { provider, cluster, gates: [...addons.all, ...gates], registry, mesh });
    this.clusterName = cluster.name;
    this.clusterArn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.kubeconfig = kubeconfig;
    this.vpcId = network.vpcId;
    this.privateSubnetIds = pulumi.all(network.privateSubnetIds);
    this.availabilityZones = pulumi.all(network.availabilityZones);
    this.publicSubnetIds = pulumi.all(network.publicSubnetIds);
    this.isolatedSubnetIds = pulumi.all(network.isolatedSubnetIds);
    this.logGroupName = logGroup.name;
    this.volumesKeyArn = keys.volumes.arn;
    this.registryUrl = registry.url;
    this.repositoryUrls = pulumi.all(registry.repositoryUrls);
    this.backupBucketName = backup?.bucketName ?? pulumi.output("");
    this.alertTopicArn = topicArn ?? pulumi.output("");
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      endpoint: this.endpoint,
      kubeconfig: this.kubeconfig,
      vpcId: this.vpcId,
      privateSubnetIds: this.privateSubnetIds,
      availabilityZones: this.availabilityZones,
      publicSubnetIds: this.publicSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
      logGroupName: this.logGroupName,
      volumesKeyArn: this.volumesKeyArn,
      registryUrl: this.registryUrl,
      repositoryUrls: this.repositoryUrls,
      backupBucketName: this.backupBucketName,
      alertTopicArn: this.alertTopicArn,
    });
  }

  /** The provider of everything in the cluster. Its access outlives what it made. */
  get kubernetesProvider(): kubernetes.Provider {
    return handles.get(this)!.provider;
  }

  /** An image by its name in the registry's caches, known once the cache is there; by its own name where none covers it. */
  cachedImage(image: string): pulumi.Output<string> {
    return handles.get(this)!.registry.cachedImage(image);
  }

  /** How the pods of a namespace take part in this cluster's mesh; undefined where another mesh is vouched for. */
  get mesh(): NamespaceMeshArgs | undefined {
    return handles.get(this)!.mesh;
  }

  /**
   * Options for what runs in the cluster and owns nothing outside it: made once admission control and the mesh are in force, and
   * deleted with the cluster. For what owns a load balancer or a volume take `kubernetesProvider` and leave out
   * `deletedWith`, or the load balancer stays behind.
   */
  get inCluster(): pulumi.ComponentResourceOptions {
    const { provider, cluster, gates } = handles.get(this)!;
    return { provider, deletedWith: cluster, dependsOn: gates };
  }
}

interface Handles {
  mesh: NamespaceMeshArgs | undefined;
  registry: RegistryHandle;
  provider: kubernetes.Provider;
  cluster: aws.eks.Cluster;
  gates: pulumi.Resource[];
}

/** Beside the class, because every field of a component becomes one of its outputs. */
const handles = new WeakMap<CompliantCluster, Handles>();

/** The user's mirror; behind it the caches of the account's registry. */
function mirrorOf(mirror: MirrorArgs, { registries }: RegistryHandle): MirrorArgs {
  const everything = mirror.registries?.["*"] !== undefined;
  return { ...mirror, registries: everything ? mirror.registries! : { ...registries, ...mirror.registries } };
}

/** How add-ons with a role know the cluster. */
function workloadCluster({ name, tags, protect }: ClusterContext, { issuer }: IdentityHandle): WorkloadClusterArgs {
  return {
    name,
    tags,
    protect,
    ...(issuer !== undefined && { oidcProvider: { arn: issuer.arn, issuer: issuer.host } }),
  };
}

/** A topic that exists has a key of its own, or none. */
function topicOf(arn: pulumi.Output<string>, mode: Provision, keys: KeyHandles) {
  return { arn, ...(mode === Provision.Create && { keyArn: keys.alerts.arn }) };
}
