import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { digest } from "../foundations/names";
import { accessPolicyArn } from "../foundations/partition";
import { type ClusterContext, having } from "./context";
import type { AccessSettings } from "./settings";

const adminPolicy = "AmazonEKSClusterAdminPolicy";
/** Reads what is in namespaces, except Secrets. */
const viewPolicy = "AmazonEKSViewPolicy";

/**
 * Access entries for the deployer, the administrators and the viewers. Returns what must be there before, and stay
 * until after, every object in the cluster: without it a destroy loses its own access half-way.
 */
export function createAccess(
  context: ClusterContext,
  cluster: aws.eks.Cluster,
  settings: AccessSettings,
): pulumi.Resource[] {
  const deployer = pulumi.output(settings.deployer ?? findDeployer(context));
  return [
    ...grant(context, cluster, "deployer", deployer, adminPolicy),
    ...settings.admins.flatMap((principal, index) =>
      grant(
        context,
        cluster,
        `admin-${keyOf(principal, index)}`,
        notTheDeployer(principal, deployer, `access.admins[${index}]`),
        adminPolicy,
      ),
    ),
    ...settings.viewers.flatMap((principal, index) =>
      grant(
        context,
        cluster,
        `viewer-${keyOf(principal, index)}`,
        notTheDeployer(principal, deployer, `access.viewers[${index}]`),
        viewPolicy,
      ),
    ),
  ];
}

/** The role (or user) behind the credentials of this run; a session of a role is no principal that EKS takes. */
function findDeployer(context: ClusterContext): pulumi.Output<string> {
  const options = { parent: context.options.parent };
  const { arn } = aws.getCallerIdentityOutput({}, options);
  return aws.iam.getSessionContextOutput({ arn }, options).issuerArn;
}

/** A name that stays with the principal when the list is reordered; the position, where the ARN is known only later. */
function keyOf(principal: pulumi.Input<string>, index: number): string {
  return typeof principal === "string" ? digest(principal, 8) : String(index);
}

/** EKS refuses a second entry for the same principal with an error that names neither. */
function notTheDeployer(
  principal: pulumi.Input<string>,
  deployer: pulumi.Output<string>,
  path: string,
): pulumi.Output<string> {
  return pulumi.all([principal, deployer]).apply(([arn, deployerArn]) => {
    if (arn === deployerArn) {
      throw new Error(`${path}: got ${arn}; expected another principal: this one deploys, and has an entry already`);
    }
    return arn;
  });
}

function grant(
  context: ClusterContext,
  cluster: aws.eks.Cluster,
  role: string,
  principalArn: pulumi.Output<string>,
  policy: string,
): pulumi.Resource[] {
  const name = `${context.name}-${role}`;
  const entry = new aws.eks.AccessEntry(
    name,
    { clusterName: cluster.name, principalArn, type: "STANDARD" },
    having(context, { deletedWith: cluster }),
  );
  const association = new aws.eks.AccessPolicyAssociation(
    name,
    {
      clusterName: cluster.name,
      principalArn,
      policyArn: accessPolicyArn(context.place, policy),
      accessScope: { type: "cluster" },
    },
    having(context, { dependsOn: [entry], deletedWith: cluster }),
  );
  return [entry, association];
}
