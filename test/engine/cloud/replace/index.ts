import { ec2 } from "./ec2";
import { eks } from "./eks";
import { iam } from "./iam";
import { registry } from "./registry";
import { s3 } from "./s3";
import { watching } from "./watching";

export { documents, sets } from "./alike";
export { kubernetesImmutable, kubernetesReplaces } from "./kubernetes";

/**
 * Properties whose change makes a new resource: what the AWS provider's schema or its CustomizeDiff marks ForceNew. Files
 * are those of github.com/hashicorp/terraform-provider-aws. `region` is in all that have it
 * (internal/provider/sdkv2/region.go).
 */
export const awsReplaces: Record<string, string[]> = { ...ec2, ...eks, ...iam, ...registry, ...s3, ...watching };

/** What a rule of a security group lets in or out; one kind cannot become another. */
const partner = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

/** Properties that can be set but never be taken away again without a new resource: CustomizeDiff of the same files. */
export const awsReplacesWhenRemoved: Record<string, string[]> = {
  "aws:eks/cluster:Cluster": ["encryptionConfig"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": partner,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": partner,
};

/**
 * Types that Pulumi deletes first: a second one is the same to AWS, and deleting the first would take it away too. They
 * are marked DeleteBeforeReplace in provider/resource_overrides.go of github.com/pulumi/pulumi-aws.
 */
export const deletedFirst: ReadonlySet<string> = new Set([
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
]);
