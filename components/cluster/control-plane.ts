import * as aws from "@pulumi/aws";
import { controlPlaneLogGroupName } from "../foundations/names";
import { type ClusterContext, guarded, tagged } from "./context";
import { secretsUserStatements } from "./key-policies";
import type { KeyHandles } from "./keys";
import type { NetworkHandle } from "./network";
import { createRole, type RoleHandle, serviceTrust } from "./roles";
import type { EndpointSettings } from "./settings";

/** Every log that the control plane can write. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * The log group that EKS writes to. It must be there before the cluster, or EKS makes its own: kept for ever, and
 * encrypted with none of our keys.
 */
export function createLogGroup(
  context: ClusterContext,
  key: aws.kms.Key,
  retentionInDays: number,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    `${context.name}-control-plane`,
    {
      name: controlPlaneLogGroupName(context.name),
      kmsKeyId: key.arn,
      retentionInDays,
      tags: tagged(context, "control-plane"),
    },
    guarded(context),
  );
}

export interface ControlPlaneSettings {
  kubernetesVersion: string;
  endpoint: EndpointSettings;
}

/** The EKS cluster. Nobody has access to its API but through access entries, not even who creates it. */
export function createControlPlane(
  context: ClusterContext,
  settings: ControlPlaneSettings,
  network: NetworkHandle,
  keys: KeyHandles,
  logGroup: aws.cloudwatch.LogGroup,
): aws.eks.Cluster {
  const { role, grants } = createClusterRole(context, keys.secrets);
  const { publicAccess, publicAccessCidrs } = settings.endpoint;
  return new aws.eks.Cluster(
    context.name,
    {
      name: context.name,
      version: settings.kubernetesVersion,
      roleArn: role.arn,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      vpcConfig: {
        subnetIds: network.privateSubnetIds,
        endpointPrivateAccess: true,
        endpointPublicAccess: publicAccess,
        ...(publicAccess ? { publicAccessCidrs } : {}),
      },
      encryptionConfig: { provider: { keyArn: keys.secrets.arn }, resources: ["secrets"] },
      enabledClusterLogTypes: logTypes,
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: context.protect,
      tags: tagged(context, "cluster"),
    },
    // Pulumi deletes what is of one depth together. With the addresses before it the cluster is as deep as the NAT gateways,
    // and a destroy waits for both at once.
    guarded(context, { dependsOn: [...grants, logGroup, ...network.addresses] }),
  );
}

function createClusterRole(context: ClusterContext, key: aws.kms.Key): RoleHandle {
  return createRole(context, {
    purpose: "cluster",
    trust: serviceTrust("eks.amazonaws.com"),
    managed: ["AmazonEKSClusterPolicy"],
    own: secretsUserStatements(key.arn),
  });
}
