import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, having, tagged } from "./context";
import { volumeUserStatements } from "./key-policies";
import { createRole, podIdentityTrust, type RoleHandle } from "./roles";
import { AddonName, type AddonVersions } from "./versions";

/** What the two groups of add-ons share. */
export interface AddonSite {
  cluster: aws.eks.Cluster;
  versions: AddonVersions;
  /** Key of the volumes that the storage driver makes. */
  volumesKey: aws.kms.Key;
}

interface AddonSpec {
  name: AddonName;
  /** Becomes the JSON text that EKS validates against the add-on's own schema: flags and numbers are texts there. */
  configuration?: Record<string, unknown>;
  identity?: { serviceAccount: string; handle: RoleHandle };
  dependsOn?: pulumi.Resource[];
}

const systemNamespace = "kube-system";

/** Add-ons without which a node does not become ready: the network, the service proxy, and the agent that gives pods their roles. */
export function createAddonsBeforeNodes(context: ClusterContext, site: AddonSite): pulumi.Resource[] {
  const agent = createAddon(context, site, { name: AddonName.PodIdentityAgent });
  const cni = createAddon(context, site, {
    name: AddonName.VpcCni,
    configuration: {
      enableNetworkPolicy: "true",
      nodeAgent: { enablePolicyEventLogs: "true" },
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    },
    identity: {
      serviceAccount: "aws-node",
      handle: createRole(context, {
        purpose: "cni",
        trust: podIdentityTrust(context, systemNamespace, "aws-node"),
        managed: ["AmazonEKS_CNI_Policy"],
      }),
    },
    // The network plugin gets its role from the agent.
    dependsOn: [agent],
  });
  return [agent, cni, createAddon(context, site, { name: AddonName.KubeProxy })];
}

/** Add-ons whose pods need a node: EKS waits for them twenty minutes in vain when there is none. */
export function createAddonsAfterNodes(
  context: ClusterContext,
  site: AddonSite,
  nodes: pulumi.Resource[],
): { all: pulumi.Resource[]; storage: pulumi.Resource } {
  const dns = createAddon(context, site, {
    name: AddonName.CoreDns,
    configuration: { autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 } },
    dependsOn: nodes,
  });
  const storage = createAddon(context, site, {
    name: AddonName.EbsCsiDriver,
    configuration: { controller: { extraVolumeTags: { "rampart:cluster": context.name } } },
    identity: { serviceAccount: storageAccount, handle: createStorageRole(context, site.volumesKey) },
    dependsOn: nodes,
  });
  return { all: [dns, storage], storage };
}

const storageAccount = "ebs-csi-controller-sa";

/** The storage driver's role: AWS's policy for volumes, and our key for encrypting them. */
function createStorageRole(context: ClusterContext, key: aws.kms.Key): RoleHandle {
  return createRole(context, {
    purpose: "ebs-csi",
    trust: podIdentityTrust(context, systemNamespace, storageAccount),
    managed: ["service-role/AmazonEBSCSIDriverPolicyV2"],
    own: volumeUserStatements(context.place, key.arn),
  });
}

function createAddon(context: ClusterContext, site: AddonSite, spec: AddonSpec): aws.eks.Addon {
  const { identity, configuration } = spec;
  return new aws.eks.Addon(
    `${context.name}-${spec.name}`,
    {
      clusterName: site.cluster.name,
      addonName: spec.name,
      addonVersion: site.versions[spec.name],
      ...(configuration === undefined ? {} : { configurationValues: JSON.stringify(configuration) }),
      ...(identity === undefined
        ? {}
        : {
            podIdentityAssociations: [{ roleArn: identity.handle.role.arn, serviceAccount: identity.serviceAccount }],
          }),
      // What a hand changed in the cluster is drift, not a setting to keep.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags: tagged(context, spec.name),
    },
    having(context, {
      dependsOn: [...(spec.dependsOn ?? []), ...(identity?.handle.grants ?? [])],
      deletedWith: site.cluster,
    }),
  );
}
