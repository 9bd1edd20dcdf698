import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, having, tagged } from "../context";
import { WorkloadIdentity } from "./args";
import { type IdentityHandle, type IssuerHandle, tokenAudience } from "./identity";
import { policyDocument, statement, type Statement } from "./policy-document";
import { createRole, podIdentityTrust, type RoleHandle } from "./roles";

interface WorkloadSpec {
  /** End of the role's name, for example `velero`. */
  purpose: string;
  namespace: string;
  serviceAccount: string;
  /** Policies that AWS manages, by name. */
  managed?: string[];
  /** Statements of a policy of its own. */
  own?: Statement[];
}

/** The role of one service account. Whoever installs a chart associates it; an add-on of EKS does that by itself. */
export interface WorkloadRole extends RoleHandle {
  /** Annotations of the service account: with Pod Identity none. */
  annotations: Record<string, pulumi.Output<string>>;
  /**
   * Gives the role to the service account, once; returns what a release must wait for, because a pod that starts before
   * never gets it.
   */
  associate(): pulumi.Resource[];
  /** How an add-on of EKS is told of the role. */
  addon: AddonIdentity;
}

/** The arguments of an `aws.eks.Addon` that give it a role: one of the two. */
export type AddonIdentity = Pick<aws.eks.AddonArgs, "podIdentityAssociations" | "serviceAccountRoleArn">;

/** A role that one service account of one namespace of this cluster can take, and nobody else. (IAM-04) */
export function createWorkloadRole(
  context: ClusterContext,
  identity: IdentityHandle,
  spec: WorkloadSpec,
): WorkloadRole {
  return identity.mechanism === WorkloadIdentity.Irsa
    ? annotatedRole(context, identity.issuer, spec)
    : associatedRole(context, identity.cluster, spec);
}

function annotatedRole(context: ClusterContext, issuer: IssuerHandle, spec: WorkloadSpec): WorkloadRole {
  const trust = issuerTrust(issuer, spec.namespace, spec.serviceAccount);
  const { role, grants } = createRole(context, { purpose: spec.purpose, trust, managed: spec.managed, own: spec.own });
  return {
    role,
    grants,
    annotations: { "eks.amazonaws.com/role-arn": role.arn },
    associate: () => [role, ...grants],
    addon: { serviceAccountRoleArn: role.arn },
  };
}

function associatedRole(context: ClusterContext, cluster: aws.eks.Cluster, spec: WorkloadSpec): WorkloadRole {
  const { purpose, namespace, serviceAccount, managed, own } = spec;
  const trust = podIdentityTrust(context, namespace, serviceAccount);
  const { role, grants } = createRole(context, { purpose, trust, managed, own });
  return {
    role,
    grants,
    annotations: {},
    associate: () => [
      new aws.eks.PodIdentityAssociation(
        `${context.name}-${purpose}`,
        { clusterName: cluster.name, namespace, serviceAccount, roleArn: role.arn, tags: tagged(context, purpose) },
        having(context, { dependsOn: grants, deletedWith: cluster }),
      ),
    ],
    addon: { podIdentityAssociations: [{ serviceAccount, roleArn: role.arn }] },
  };
}

/**
 * One service account of one cluster takes the role, with a token of the cluster's issuer. The whole text waits for the
 * issuer, because it is part of the condition keys' names.
 */
function issuerTrust({ arn, host }: IssuerHandle, namespace: string, serviceAccount: string): pulumi.Output<string> {
  return host.apply((issuer) =>
    policyDocument(
      statement({
        Effect: "Allow",
        Principal: { Federated: arn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: tokenAudience,
            [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
          },
        },
      }),
    ),
  );
}
