import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, createRole, guarded, serviceTrust, tagged, secretsUserStatements } from "../../aws";
import type { KeyHandle } from "../keys";
import type { ControlPlaneSettings, EndpointSettings } from "./settings";

/** Every log that the control plane can write. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export interface ControlPlaneSpec extends Pick<ControlPlaneSettings, "supportType" | "zonalShift"> {
  kubernetesVersion: string;
  endpoint: EndpointSettings;
  /** Addresses of Services, outside of the VPC. */
  serviceCidr: string;
}

/** What the control plane stands on. */
export interface ControlPlaneSite {
  subnetIds: pulumi.Input<string>[];
  securityGroupId: pulumi.Input<string>;
  /** Wraps Kubernetes Secrets. */
  secretsKey: KeyHandle;
  /** What must be there before: its log group, or EKS makes one of its own. */
  after: pulumi.Resource[];
}

/** The EKS cluster. Nobody has access to its API but through access entries, not even who creates it. */
export function createControlPlane(
  context: ClusterContext,
  { kubernetesVersion, endpoint, serviceCidr, supportType, zonalShift }: ControlPlaneSpec,
  { subnetIds, securityGroupId, secretsKey, after }: ControlPlaneSite,
): aws.eks.Cluster {
  const { role, grants } = createRole(context, {
    purpose: "cluster",
    trust: serviceTrust("eks.amazonaws.com"),
    managed: ["AmazonEKSClusterPolicy"],
    own: secretsUserStatements(secretsKey.arn),
  });
  const { publicAccess, publicAccessCidrs } = endpoint;
  return new aws.eks.Cluster(
    context.name,
    {
      name: context.name,
      version: kubernetesVersion,
      roleArn: role.arn,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      vpcConfig: {
        subnetIds,
        securityGroupIds: [securityGroupId],
        endpointPrivateAccess: true,
        endpointPublicAccess: publicAccess,
        ...(publicAccess ? { publicAccessCidrs } : {}),
      },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: serviceCidr },
      encryptionConfig: { provider: { keyArn: secretsKey.arn }, resources: ["secrets"] },
      enabledClusterLogTypes: logTypes,
      upgradePolicy: { supportType },
      zonalShiftConfig: { enabled: zonalShift },
      deletionProtection: context.protect,
      tags: tagged(context, "cluster"),
    },
    guarded(context, { dependsOn: [...grants, ...after] }),
  );
}
