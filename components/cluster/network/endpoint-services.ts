import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../../foundations/partition";

/** Services with an interface endpoint, in the order in which they are made. */
export const endpointServices = [
  "ecr.api",
  "ecr.dkr",
  "sts",
  "logs",
  "kms",
  "ec2",
  "eks",
  "eks-auth",
  "autoscaling",
  "elasticloadbalancing",
  "secretsmanager",
  "sns",
  "guardduty-data",
  "monitoring",
] as const;
export type EndpointService = (typeof endpointServices)[number];

/**
 * Without these no node joins, no image is pulled, and no pod gets its role, once there is no way out of the VPC. The
 * others serve single add-ons: https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
export const neededWithoutNat: readonly EndpointService[] = [
  "ecr.api",
  "ecr.dkr",
  "sts",
  "logs",
  "ec2",
  "eks",
  "eks-auth",
];

/** The default leaves these out while there is another way out: they carry a metric a day, of the restore drill. */
export const onlyWithoutNat: readonly EndpointService[] = ["monitoring"];

/** What differs in a partition; what is not named here is `com.amazonaws.<region>.<service>`. */
interface PartitionFacts {
  /** Services under another prefix than `com.amazonaws`. */
  prefixed?: { prefix: string; services: readonly EndpointService[] };
  /** Services under another name. */
  renamed?: Partial<Record<EndpointService, string>>;
  /** Services that are not offered, each with where that is written. */
  absent?: Partial<Record<EndpointService, string>>;
}

const partitions: Record<string, PartitionFacts> = {
  // The list of exceptions in aws-cdk-lib/aws-ec2/lib/vpc-endpoint.ts, the same for both regions. It lacks eks-auth: that
  // this one bears the prefix of eks is taken from a project's use of it, not from a page of AWS.
  "aws-cn": {
    prefixed: {
      prefix: "cn.com.amazonaws",
      services: ["ecr.api", "ecr.dkr", "sts", "ec2", "eks", "eks-auth", "autoscaling", "monitoring"],
    },
    // Runtime Monitoring is not there.
    absent: { "guardduty-data": "https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html" },
  },
  // https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-guardduty.html
  "aws-us-gov": { renamed: { "guardduty-data": "guardduty-data-fips" } },
};

/** Where it is written that a partition does not offer a service; undefined where it does. */
export function absence(partition: string, service: EndpointService): string | undefined {
  return partitions[partition]?.absent?.[service];
}

/** The name by which EC2 knows a service's interface endpoint. */
function nameInPartition(partition: string, region: string, service: EndpointService): string {
  const { prefixed, renamed = {} } = partitions[partition] ?? {};
  const prefix = prefixed?.services.includes(service) ? prefixed.prefix : "com.amazonaws";
  return `${prefix}.${region}.${renamed[service] ?? service}`;
}

/** That name where the stack is deployed. A stack that does not say its region learns only here what is not offered there. */
export function interfaceServiceName({ partition, region }: Place, service: EndpointService): pulumi.Output<string> {
  return pulumi.all([partition, region]).apply(([there, where]) => {
    const source = absence(there, service);
    if (source === undefined) return nameInPartition(there, where, service);
    throw new Error(
      `network.endpoints.services: got "${service}"; expected services of ${there} (${source}): leave it out, or set region, by which the default is chosen`,
    );
  });
}

/** The name of the S3 gateway, which bears no other prefix in any partition. */
export function gatewayServiceName({ region }: Place): pulumi.Output<string> {
  return pulumi.interpolate`com.amazonaws.${region}.s3`;
}
