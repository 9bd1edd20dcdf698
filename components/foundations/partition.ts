import * as pulumi from "@pulumi/pulumi";

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

/** CloudWatch Logs is the one service whose principal is regional and bears the partition's own suffix. */
export function logsPrincipal({ region, dnsSuffix }: Place): pulumi.Output<string> {
  return pulumi.interpolate`logs.${region}.${dnsSuffix}`;
}

/** The `kms:ViaService` value of a service; KMS writes it with the partition's own suffix. */
export function viaService({ region, dnsSuffix }: Place, service: string): pulumi.Output<string> {
  return pulumi.interpolate`${service}.${region}.${dnsSuffix}`;
}
