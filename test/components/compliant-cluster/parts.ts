import type { CompliantClusterArgs } from "../../../index";
import type { Provision } from "../../../catalogue/contracts";
import type { InvokeFixture } from "../../../cli/preview/fixtures/file";

/** One part, provided in another way than by default, and what that changes. */
export interface PartRow {
  part: string;
  mode: Provision;
  args: CompliantClusterArgs;
  /** How many resources of each type there are less than by default; those more are below zero. Types of AWS without `aws:`. */
  removed: Record<string, number>;
  /** What the cluster declares of it beside the mode. */
  declared?: { reference?: string; vouchedBy?: string };
  /** What the account answers. */
  invokes?: InvokeFixture[];
}

const vouchedBy = "cloud platform team, control register CT-1";
const arnOf = (service: string, rest: string, region = "eu-central-1") =>
  `arn:aws:${service}:${region}:123456789012:${rest}`;
const keyArn = (end: number, region?: string) => arnOf("kms", `key/0a1b2c3d-0000-1111-2222-00000000000${end}`, region);

const bucket = {
  "s3/bucket:Bucket": 1,
  "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
  "s3/bucketOwnershipControls:BucketOwnershipControls": 1,
  "s3/bucketPolicy:BucketPolicy": 1,
  "s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
  "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
  "s3/bucketVersioning:BucketVersioning": 1,
};
const lock = { "s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": 1 };
const role = { "iam/role:Role": 1, "iam/rolePolicy:RolePolicy": 1 };
const key = { "kms/alias:Alias": 1, "kms/key:Key": 1 };
const logGroup = { "cloudwatch/logGroup:LogGroup": 1 };
const topic = { "sns/topic:Topic": 1, "sns/topicPolicy:TopicPolicy": 1 };
const alarms = (count: number) => ({
  "cloudwatch/logMetricFilter:LogMetricFilter": count,
  "cloudwatch/metricAlarm:MetricAlarm": count,
});
const trail = { "cloudtrail/trail:Trail": 1, ...bucket, ...lock, ...role, ...logGroup, ...alarms(7) };
const replica = { ...bucket, ...lock, ...key };
/** With it goes the alarm on copies that failed. */
const replication = {
  "s3/bucketReplicationConfig:BucketReplicationConfig": 1,
  "cloudwatch/metricAlarm:MetricAlarm": 1,
  ...role,
};
const backup = { ...sum(bucket, replica), ...replication };
/** Those of the restore drill go to the same topic. */
const drillAlarms = { "cloudwatch/metricAlarm:MetricAlarm": 2 };
const alerts = {
  ...topic,
  ...sum(alarms(20), { "cloudwatch/metricAlarm:MetricAlarm": 1 }, drillAlarms),
  "cloudwatch/eventRule:EventRule": 9,
  "cloudwatch/eventTarget:EventTarget": 9,
};
const roleOfPods = { ...role, "eks/podIdentityAssociation:PodIdentityAssociation": 1 };
/** A namespace with so many policies, and one release. */
const chart = (policies: number) => ({
  "kubernetes:core/v1:Namespace": 1,
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": policies,
  "kubernetes:helm.sh/v3:Release": 1,
});
const meshPolicies = "kubernetes:security.istio.io/v1:AuthorizationPolicy";
const istio = {
  "rampart:index:Istio": 1,
  "rampart:index:IstioGateway": 1,
  "kubernetes:core/v1:Namespace": 3,
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": 6,
  "kubernetes:helm.sh/v3:Release": 4,
  "kubernetes:security.istio.io/v1:PeerAuthentication": 1,
  "kubernetes:telemetry.istio.io/v1:Telemetry": 1,
  [meshPolicies]: 2,
};
const falco = {
  "rampart:index:Falco": 1,
  ...chart(4),
  "kubernetes:helm.sh/v3:Release": 3,
  "kubernetes:policy/v1:PodDisruptionBudget": 1,
  ...sum(roleOfPods, roleOfPods),
  ...logGroup,
};
const velero = {
  "rampart:index:Velero": 1,
  ...chart(4),
  "kubernetes:core/v1:Namespace": 2,
  "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy": 1,
  "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding": 1,
  "kubernetes:batch/v1:CronJob": 1,
  "kubernetes:core/v1:ConfigMap": 3,
  "kubernetes:core/v1:ServiceAccount": 1,
  "kubernetes:rbac.authorization.k8s.io/v1:Role": 2,
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": 2,
  ...sum(roleOfPods, roleOfPods),
  ...drillAlarms,
};
const trivy = { "rampart:index:TrivyOperator": 1, ...chart(3), ...roleOfPods };
const externalSecrets = { "rampart:index:ExternalSecrets": 1, ...chart(4) };
const fluentBit = { "rampart:index:FluentBit": 1, ...chart(2), ...roleOfPods, "cloudwatch/logGroup:LogGroup": 3 };
const loadBalancers = { "rampart:index:LoadBalancerController": 1, ...chart(2), ...roleOfPods };
const detection = { "guardduty/detector:Detector": 1, "guardduty/detectorFeature:DetectorFeature": 3 };
const registry = {
  "ecr/pullThroughCacheRule:PullThroughCacheRule": 3,
  "ecr/repositoryCreationTemplate:RepositoryCreationTemplate": 3,
  ...role,
};
const flowLogs = { "ec2/flowLog:FlowLog": 1, ...logGroup, ...role };
const endpoints = {
  "ec2/securityGroup:SecurityGroup": 1,
  "ec2/vpcEndpoint:VpcEndpoint": 14,
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": 6,
};
const vpc = {
  "ec2/vpc:Vpc": 1,
  "ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
  "ec2/internetGateway:InternetGateway": 1,
  "ec2/subnet:Subnet": 9,
  "ec2/routeTable:RouteTable": 5,
  "ec2/routeTableAssociation:RouteTableAssociation": 9,
  "ec2/route:Route": 4,
  "ec2/eip:Eip": 3,
  "ec2/natGateway:NatGateway": 3,
};

/** The numbers of two tables together. */
function sum(...tables: Record<string, number>[]): Record<string, number> {
  const types = new Set(tables.flatMap(Object.keys));
  return Object.fromEntries([...types].map((type) => [type, tables.reduce((all, each) => all + (each[type] ?? 0), 0)]));
}

const subnets = ["a", "b", "c"].map((zone, index) => ({ id: `subnet-0123456789abcdef${index}`, zone }));
const account: InvokeFixture[] = [
  {
    token: "aws:ec2/getVpc:getVpc",
    result: {
      id: "vpc-0123456789abcdef0",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      cidrBlock: "10.0.0.0/16",
      cidrBlockAssociations: [{ cidrBlock: "10.0.0.0/16" }],
    },
  },
  ...subnets.map(({ id, zone }) => ({
    token: "aws:ec2/getSubnet:getSubnet",
    args: { id },
    result: {
      id,
      vpcId: "vpc-0123456789abcdef0",
      availabilityZone: `eu-central-1${zone}`,
      availabilityZoneId: `euc1-az${zone}`,
      availableIpAddressCount: 4000,
      mapPublicIpOnLaunch: false,
      cidrBlock: "10.0.0.0/19",
    },
  })),
];

const keyRows = ["secrets", "volumes", "logs", "backups", "registry", "alerts"].map((purpose, index): PartRow => ({
  part: `keys.${purpose}`,
  mode: "existing",
  args: { keys: { [purpose]: { mode: "existing", keyArn: keyArn(index) } } },
  removed: key,
  declared: { reference: keyArn(index) },
}));

const replicaArgs = { mode: "existing", bucketArn: "arn:aws:s3:::copies", keyArn: keyArn(9, "eu-west-1") } as const;

export const partRows: PartRow[] = [
  {
    part: "network",
    mode: "existing",
    args: {
      network: {
        mode: "existing",
        vpcId: "vpc-0123456789abcdef0",
        privateSubnetIds: subnets.map(({ id }) => id),
        endpoints: { mode: "create" },
      },
    },
    // Without route tables there is no gateway for S3; the other endpoints and the flow log are made there too.
    removed: { ...vpc, "ec2/vpcEndpoint:VpcEndpoint": 1, "vpc/securityGroupIngressRule:SecurityGroupIngressRule": 6 },
    declared: { reference: "vpc-0123456789abcdef0" },
    invokes: account,
  },
  {
    part: "network.flowLogs",
    mode: "inherited",
    args: { network: { flowLogs: { mode: "inherited", vouchedBy } } },
    removed: flowLogs,
  },
  {
    part: "network.endpoints",
    mode: "inherited",
    args: { network: { endpoints: { mode: "inherited", vouchedBy } } },
    removed: endpoints,
  },
  ...keyRows,
  {
    part: "logs",
    mode: "existing",
    args: { logs: { mode: "existing" } },
    removed: logGroup,
    declared: { reference: "/aws/eks/main/cluster" },
  },
  { part: "logs", mode: "inherited", args: { logs: { mode: "inherited", vouchedBy } }, removed: logGroup },
  {
    part: "storage.accountEncryption",
    mode: "inherited",
    args: { storage: { accountEncryption: { mode: "inherited", vouchedBy } } },
    removed: { "ebs/defaultKmsKey:DefaultKmsKey": 1, "ebs/encryptionByDefault:EncryptionByDefault": 1 },
  },
  {
    part: "auditTrail",
    mode: "existing",
    args: { auditTrail: { mode: "existing", trailArn: arnOf("cloudtrail", "trail/organisation") } },
    // The alarms on its log group go with it: nobody knows where an existing trail writes.
    removed: trail,
    declared: { reference: arnOf("cloudtrail", "trail/organisation") },
  },
  { part: "auditTrail", mode: "inherited", args: { auditTrail: { mode: "inherited", vouchedBy } }, removed: trail },
  {
    part: "detection",
    mode: "existing",
    args: { detection: { mode: "existing", detectorId: "0123456789abcdef0123456789abcdef" } },
    removed: detection,
    declared: { reference: "0123456789abcdef0123456789abcdef" },
  },
  { part: "detection", mode: "inherited", args: { detection: { mode: "inherited", vouchedBy } }, removed: detection },
  {
    part: "alerts",
    mode: "existing",
    args: { alerts: { mode: "existing", topicArn: arnOf("sns", "security") } },
    // Filters, alarms and rules stay, and send to the topic that exists.
    removed: topic,
    declared: { reference: arnOf("sns", "security") },
  },
  { part: "alerts", mode: "inherited", args: { alerts: { mode: "inherited", vouchedBy } }, removed: alerts },
  {
    part: "registry",
    mode: "existing",
    args: { registry: { mode: "existing", url: "123456789012.dkr.ecr.eu-central-1.amazonaws.com" } },
    removed: registry,
    declared: { reference: "123456789012.dkr.ecr.eu-central-1.amazonaws.com" },
  },
  { part: "registry", mode: "inherited", args: { registry: { mode: "inherited", vouchedBy } }, removed: registry },
  {
    part: "registry.scanning",
    mode: "inherited",
    args: { registry: { scanning: { mode: "inherited", vouchedBy } } },
    removed: {
      "ecr/registryScanningConfiguration:RegistryScanningConfiguration": 1,
      "inspector2/enabler:Enabler": 1,
    },
  },
  {
    part: "backup",
    mode: "existing",
    args: { backup: { mode: "existing", bucket: "company-backups", replica: { mode: "inherited", vouchedBy } } },
    removed: backup,
    declared: { reference: "company-backups" },
  },
  // Without a store there is nothing that Velero could write to.
  {
    part: "backup",
    mode: "inherited",
    args: { backup: { mode: "inherited", vouchedBy } },
    removed: sum(backup, velero),
  },
  {
    part: "backup.replica",
    mode: "existing",
    args: { backup: { replica: replicaArgs } },
    removed: replica,
    declared: { reference: replicaArgs.bucketArn },
  },
  {
    part: "backup.replica",
    mode: "inherited",
    args: { backup: { replica: { mode: "inherited", vouchedBy } } },
    removed: { ...replica, ...replication },
  },
  ...addonRow("istio", istio),
  ...addonRow("falco", falco),
  ...addonRow("velero", velero),
  ...addonRow("trivy", trivy),
  ...addonRow("externalSecrets", externalSecrets),
  ...addonRow("fluentBit", fluentBit),
  ...addonRow("loadBalancerController", loadBalancers),
].map((row) => (row.mode === "inherited" ? { ...row, declared: { vouchedBy } } : row)) as PartRow[];

/** An add-on that another tool stands in for. */
function addonRow(part: keyof CompliantClusterArgs, removed: Record<string, number>): PartRow[] {
  return [{ part, mode: "inherited", args: { [part]: { mode: "inherited", vouchedBy } }, removed }];
}
