import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logicalName } from "../foundations/names";
import { managedPolicyArn } from "../foundations/partition";
import { type ClusterContext, tagged } from "./context";
import { policyObject, statement, type Statement } from "./policy-document";

export interface RoleHandle {
  role: aws.iam.Role;
  /** What gives the role its permissions; whoever uses the role waits for these. */
  grants: pulumi.Resource[];
}

interface RoleSpec {
  /** End of its name, for example `nodes`. */
  purpose: string;
  /** Who takes it: a statement, or the text of a whole policy where that is known only later. */
  trust: Statement | pulumi.Output<string>;
  /** Policies that AWS manages, by name. */
  managed?: string[] | undefined;
  /** Statements of a policy of its own. */
  own?: Statement[] | undefined;
}

/** A role with the policies that it needs. Names are left to Pulumi, because a role's name is unique over all regions. */
export function createRole(context: ClusterContext, spec: RoleSpec): RoleHandle {
  const role = new aws.iam.Role(
    logicalName("iamRole", context.name, spec.purpose),
    {
      description: `${context.name}: ${spec.purpose}`,
      assumeRolePolicy: pulumi.Output.isInstance(spec.trust) ? spec.trust : policyObject(spec.trust),
      tags: tagged(context, spec.purpose),
    },
    context.options,
  );
  const grants: pulumi.Resource[] = (spec.managed ?? []).map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(
        `${context.name}-${spec.purpose}-${policy.split("/").at(-1)!}`,
        { role: role.name, policyArn: managedPolicyArn(context.place, policy) },
        context.options,
      ),
  );
  if (spec.own !== undefined) {
    grants.push(
      new aws.iam.RolePolicy(
        logicalName("iamRolePolicy", context.name, spec.purpose),
        { role: role.name, policy: policyObject(...spec.own) },
        context.options,
      ),
    );
  }
  return { role, grants };
}

/** A service of AWS takes the role. */
export function serviceTrust(service: string): Statement {
  return statement({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
}

/** One service account of one cluster takes the role, through EKS Pod Identity. */
export function podIdentityTrust(context: ClusterContext, namespace: string, serviceAccount: string): Statement {
  return statement({
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:SourceAccount": context.place.account,
        "aws:RequestTag/eks-cluster-name": context.clusterName,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
  });
}
