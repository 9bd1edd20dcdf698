import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, having, tagged } from "./context";
import { policyDocument, statement, type Statement } from "./policy-document";
import { createRole, podIdentityTrust, type RoleHandle } from "./roles";

/**
 * How pods of one cluster get their roles: by an association of EKS Pod Identity, or, where the cluster's issuer of tokens
 * is named, by the token of their service account (IRSA).
 */
export interface IdentityHandle {
  clusterName: pulumi.Input<string>;
  issuer?: IssuerHandle;
  /** The cluster, where the stack has it: what is associated goes with it. */
  cluster?: pulumi.Resource;
}

/** The cluster's issuer of tokens, as IAM knows it. */
export interface IssuerHandle {
  /** ARN of the provider in IAM. */
  arn: pulumi.Input<string>;
  /** Its address without `https://`, with which the names of its condition keys begin. */
  host: pulumi.Input<string>;
}

/**
 * What a token of a service account is for. The webhook of EKS asks for this in every partition: in China the endpoint of
 * STS has another suffix, the audience has not. https://github.com/eksctl-io/eksctl/issues/1910
 */
export const tokenAudience = "sts.amazonaws.com";

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
  return identity.issuer === undefined
    ? associatedRole(context, identity, spec)
    : annotatedRole(context, identity.issuer, spec);
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

function associatedRole(
  context: ClusterContext,
  { clusterName, cluster }: IdentityHandle,
  spec: WorkloadSpec,
): WorkloadRole {
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
        { clusterName, namespace, serviceAccount, roleArn: role.arn, tags: tagged(context, purpose) },
        having(context, { dependsOn: grants, ...(cluster !== undefined && { deletedWith: cluster }) }),
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
  return pulumi.output(host).apply((issuer) =>
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
