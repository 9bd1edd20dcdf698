import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { digest } from "../../foundations/names";
import { accessPolicyArn } from "../../foundations/partition";
import { type ClusterContext, having } from "../../aws";
import type { AccessLevel } from "./args";
import type { AccessSettings } from "./settings";

/** An access policy of EKS, for the cluster or for some of its namespaces. */
interface Grant {
  policy: string;
  namespaces?: string[];
}

const clusterAdmin: Grant = { policy: "AmazonEKSClusterAdminPolicy" };
/** Reads what is in namespaces, except Secrets. */
const clusterView: Grant = { policy: "AmazonEKSViewPolicy" };
const teamPolicies: Record<AccessLevel, string> = {
  view: "AmazonEKSViewPolicy",
  edit: "AmazonEKSEditPolicy",
  admin: "AmazonEKSAdminPolicy",
};

/**
 * Access entries for the deployer, the administrators, the viewers and the teams. Returns what must be there before, and
 * stay until after, every object in the cluster: without it a destroy loses its own access half-way.
 */
export function createAccess(
  context: ClusterContext,
  cluster: aws.eks.Cluster,
  settings: AccessSettings,
): pulumi.Resource[] {
  const deployer = pulumi.output(settings.deployer ?? findDeployer(context));
  const grantAll = (role: string, path: string, principals: pulumi.Input<string>[], what: Grant) =>
    principals.flatMap((principal, index) => {
      const name = `${role}-${keyOf(principal, index)}`;
      return grant(context, cluster, name, notTheDeployer(principal, deployer, `${path}[${index}]`), what);
    });
  return [
    ...grant(context, cluster, "deployer", deployer, clusterAdmin),
    ...grantAll("admin", "access.admins", settings.admins, clusterAdmin),
    ...grantAll("viewer", "access.viewers", settings.viewers, clusterView),
    ...Object.entries(settings.teams).flatMap(([team, { principals, namespaces, level }]) =>
      grantAll(`team-${team}`, `access.teams.${team}.principals`, principals, {
        policy: teamPolicies[level],
        namespaces,
      }),
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

/**
 * EKS refuses a second entry for the same principal with an error that names neither. An ARN that is known only now may be
 * a secret, so only one that stands there in plain text is told.
 */
function notTheDeployer(
  principal: pulumi.Input<string>,
  deployer: pulumi.Output<string>,
  path: string,
): pulumi.Output<string> {
  return pulumi.all([principal, deployer]).apply(([arn, deployerArn]) => {
    if (arn === deployerArn) {
      const got = typeof principal === "string" ? arn : "the deployer";
      throw new Error(`${path}: got ${got}; expected another principal: this one deploys, and has an entry already`);
    }
    return arn;
  });
}

function grant(
  context: ClusterContext,
  cluster: aws.eks.Cluster,
  role: string,
  principalArn: pulumi.Output<string>,
  { policy, namespaces }: Grant,
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
      accessScope: namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces },
    },
    having(context, { dependsOn: [entry], deletedWith: cluster }),
  );
  return [entry, association];
}
