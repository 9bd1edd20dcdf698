import * as pulumi from "@pulumi/pulumi";

export { partitionOf } from "../../catalogue/contracts";

/** Where a stack is deployed, as the provider answers it; every ARN and service principal is built from this. */
export interface Place {
  /** `aws`, `aws-us-gov`, `aws-cn` … */
  partition: pulumi.Output<string>;
  /** `amazonaws.com`, in China `amazonaws.com.cn`. */
  dnsSuffix: pulumi.Output<string>;
  region: pulumi.Output<string>;
  account: pulumi.Output<string>;
}

/** ARN of an IAM resource of the account, for example `role/name` or `root`. */
export function iamArn({ partition, account }: Place, resource: string): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:iam::${account}:${resource}`;
}

/** ARN of a policy that AWS manages, for example `service-role/AmazonEBSCSIDriverPolicyV2`. */
export function managedPolicyArn({ partition }: Place, name: string): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:iam::aws:policy/${name}`;
}

/** ARN of an EKS access policy, for example `AmazonEKSViewPolicy`. */
export function accessPolicyArn({ partition }: Place, name: string): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:eks::aws:cluster-access-policy/${name}`;
}

/** ARN of a log group of the account, without the `:*` that names its streams. */
export function logGroupArn({ partition, region, account }: Place, name: string): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:logs:${region}:${account}:log-group:${name}`;
}

/** ARN of a resource of one region and account, for example `trail/name` of `cloudtrail`. */
export function regionalArn(
  { partition, region, account }: Place,
  service: string,
  resource: string,
): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** Matches every trail of the account, of any region: what CloudTrail writes into an encryption context. */
export function trailsArn({ partition, account }: Place): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:cloudtrail:*:${account}:trail/*`;
}

/** CloudWatch Logs is the one service whose principal is regional and bears the partition's own suffix. */
export function logsPrincipal({ region, dnsSuffix }: Place): pulumi.Output<string> {
  return pulumi.interpolate`logs.${region}.${dnsSuffix}`;
}

/** The `kms:ViaService` value of a service; KMS writes it with the partition's own suffix. */
export function viaService({ region, dnsSuffix }: Place, service: string): pulumi.Output<string> {
  return pulumi.interpolate`${service}.${region}.${dnsSuffix}`;
}

/** Host name of the account's own registry. */
export function registryUrl({ account, region, dnsSuffix }: Place): pulumi.Output<string> {
  return pulumi.interpolate`${account}.dkr.ecr.${region}.${dnsSuffix}`;
}

/** ARN of a bucket, which names neither its region nor its account. */
export function bucketArnOf({ partition }: Place, name: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:s3:::${name}`;
}
