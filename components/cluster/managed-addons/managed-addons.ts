import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import {
  type ClusterContext,
  createWorkloadRole,
  having,
  type IdentityHandle,
  tagged,
  type WorkloadRole,
  volumeUserStatements,
} from "../../aws";
import type { KeyHandle } from "../keys";
import { configurationOf } from "./configuration";
import type { ManagedAddonSettings } from "./settings";
import { AddonName } from "./versions";

/** What the two groups of add-ons share. */
export interface AddonSite {
  cluster: aws.eks.Cluster;
  settings: ManagedAddonSettings;
  /** How the add-ons get their roles. */
  identity: IdentityHandle;
  /** Key of the volumes that the storage driver makes. */
  volumesKey: KeyHandle;
}

/** Add-ons that others wait for, beside all of them. */
export interface AddonHandles {
  all: pulumi.Resource[];
  /** Answers name lookups. */
  dns: pulumi.Resource;
  /** Makes volumes. */
  storage: pulumi.Resource;
  /** Makes snapshots of volumes; its kinds are there once it is. */
  snapshots: pulumi.Resource;
}

const systemNamespace = "kube-system";

/** Add-ons without which a node does not become ready: the network, the service proxy, and the agent that gives pods their roles. */
export function createAddonsBeforeNodes(context: ClusterContext, site: AddonSite): pulumi.Resource[] {
  const agent = createAddon(context, site, AddonName.PodIdentityAgent);
  const role = createWorkloadRole(context, site.identity, {
    purpose: "cni",
    namespace: systemNamespace,
    serviceAccount: "aws-node",
    managed: ["AmazonEKS_CNI_Policy"],
  });
  // The network plugin gets its role from the agent.
  const cni = createAddon(context, site, AddonName.VpcCni, { role, after: [agent] });
  return [agent, cni, createAddon(context, site, AddonName.KubeProxy)];
}

/** Add-ons whose pods need a node: EKS waits for them twenty minutes in vain when there is none. */
export function createAddonsAfterNodes(
  context: ClusterContext,
  site: AddonSite,
  nodes: pulumi.Resource[],
): AddonHandles {
  const after = nodes;
  const { metricsServer, nodeMonitoring } = site.settings;
  const dns = createAddon(context, site, AddonName.CoreDns, { after });
  const snapshots = createAddon(context, site, AddonName.SnapshotController, { after });
  const storage = createAddon(context, site, AddonName.EbsCsiDriver, {
    role: createStorageRole(context, site),
    // Its snapshotter looks for the kinds of snapshots once, when it starts.
    after: [...nodes, snapshots],
  });
  const further = [
    ...(metricsServer ? [AddonName.MetricsServer] : []),
    ...(nodeMonitoring ? [AddonName.NodeMonitoringAgent] : []),
  ].map((name) => createAddon(context, site, name, { after }));
  return { all: [dns, snapshots, storage, ...further], dns, storage, snapshots };
}

/** The storage driver's role: AWS's policy for volumes that the driver made, and our key for encrypting them. */
function createStorageRole(context: ClusterContext, { identity, volumesKey }: AddonSite): WorkloadRole {
  return createWorkloadRole(context, identity, {
    purpose: "ebs-csi",
    namespace: systemNamespace,
    serviceAccount: "ebs-csi-controller-sa",
    managed: ["service-role/AmazonEBSCSIDriverPolicyV2"],
    own: volumeUserStatements(context.place, volumesKey.arn),
  });
}

function createAddon(
  context: ClusterContext,
  { cluster, settings: { versions, networkPolicy } }: AddonSite,
  name: AddonName,
  { role, after = [] }: { role?: WorkloadRole; after?: pulumi.Resource[] } = {},
): aws.eks.Addon {
  const configurationValues = configurationOf(name, { cluster: context.name, networkPolicy });
  return new aws.eks.Addon(
    `${context.name}-${name}`,
    {
      clusterName: cluster.name,
      addonName: name,
      addonVersion: versions[name],
      ...(configurationValues === undefined ? {} : { configurationValues }),
      ...role?.addon,
      // What a hand changed in the cluster is drift, not a setting to keep.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags: tagged(context, name),
    },
    having(context, { dependsOn: [...after, ...(role?.grants ?? [])], deletedWith: cluster }),
  );
}
