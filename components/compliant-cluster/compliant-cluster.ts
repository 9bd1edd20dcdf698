import type * as aws from "@pulumi/aws";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Gatekeeper } from "../addons/gatekeeper";
import { createAccess } from "../cluster/access";
import { createAddonsAfterNodes, createAddonsBeforeNodes } from "../cluster/addons";
import { type ClusterContext, findPlace } from "../cluster/context";
import { createControlPlane, createLogGroup } from "../cluster/control-plane";
import { createKeys } from "../cluster/keys";
import { createKubernetesProvider, kubeconfigOf } from "../cluster/kubernetes-access";
import { createNetwork } from "../cluster/network";
import { createNodes } from "../cluster/nodes";
import { createDefaultStorageClass } from "../cluster/storage";
import { child } from "../foundations/child";
import type { CompliantClusterArgs } from "./args";
import { guardAgainstDestroy } from "./guard";
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
  /** Name of the control plane's log group. */
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: CompliantClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveCompliantClusterArgs(name, args);
    super("rampart:index:CompliantCluster", name, { ...declare(settings) }, opts);
    const { tags, protect } = settings;
    const context: ClusterContext = { name, place: findPlace(this), tags, protect, options: child(this, opts) };

    const network = createNetwork(context, settings.network);
    const keys = createKeys(context, settings.keys);
    const logGroup = createLogGroup(context, keys.logs, settings.logs.retentionDays);
    const cluster = createControlPlane(context, settings, network, keys, logGroup);
    const access = createAccess(context, cluster, settings.access);
    const site = { cluster, versions: settings.addonVersions, volumesKey: keys.volumes };
    const ready = createAddonsBeforeNodes(context, site);
    const nodes = createNodes(context, settings.nodes, {
      cluster,
      kubernetesVersion: settings.kubernetesVersion,
      network,
      volumesKey: keys.volumes,
      ready,
    });
    const addons = createAddonsAfterNodes(context, site, nodes);

    const kubeconfig = kubeconfigOf(context, cluster);
    const provider = createKubernetesProvider(context, cluster, kubeconfig, access);
    // These own nothing in AWS, so they go with the cluster: their API server may be gone before they are.
    const inside = { provider, deletedWith: cluster };
    createDefaultStorageClass(name, keys.volumes, child(this, opts, { ...inside, dependsOn: [addons.storage] }));
    const gatekeeper = new Gatekeeper(
      `${name}-gatekeeper`,
      admissionOf(settings),
      child(this, opts, { ...inside, dependsOn: addons.all }),
    );
    guardAgainstDestroy(name, this, protect);

    handles.set(this, { provider, cluster, gatekeeper });
    this.clusterName = cluster.name;
    this.clusterArn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.kubeconfig = kubeconfig;
    this.vpcId = network.vpcId;
    this.privateSubnetIds = pulumi.all(network.privateSubnetIds);
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      endpoint: this.endpoint,
      kubeconfig: this.kubeconfig,
      vpcId: this.vpcId,
      privateSubnetIds: this.privateSubnetIds,
      logGroupName: this.logGroupName,
    });
  }

  /** The provider of everything in the cluster. Its access outlives what it made. */
  get kubernetesProvider(): kubernetes.Provider {
    return handles.get(this)!.provider;
  }

  /**
   * Options for what runs in the cluster and owns nothing outside it: made once admission control is in force, and
   * deleted with the cluster. For what owns a load balancer or a volume take `kubernetesProvider` and leave out
   * `deletedWith`, or the load balancer stays behind.
   */
  get inCluster(): pulumi.ComponentResourceOptions {
    const { provider, cluster, gatekeeper } = handles.get(this)!;
    return { provider, deletedWith: cluster, dependsOn: [gatekeeper] };
  }
}

interface Handles {
  provider: kubernetes.Provider;
  cluster: aws.eks.Cluster;
  gatekeeper: Gatekeeper;
}

/** Beside the class, because every field of a component becomes one of its outputs. */
const handles = new WeakMap<CompliantCluster, Handles>();

function admissionOf({
  gatekeeper,
  kubernetesVersion,
}: ReturnType<typeof resolveCompliantClusterArgs>): ConstructorParameters<typeof Gatekeeper>[1] {
  const { replicas, enforcement, overrides } = gatekeeper;
  return { replicas, enforcement, values: overrides, kubernetesVersion };
}
