import type { Allowed } from "./differences";

const checks = "a provider's own check adds it; the offline preview has no provider";
const defaultTags = `${checks}: the provider's default tags`;
const options = "a program with every option";

/** Properties that a provider's check fills in. */
const filledIn: [type: string, property: string][] = [
  ["*", "inputs.region"],
  ["aws:cloudwatch/eventRule:EventRule", "inputs.name"],
  ["aws:cloudwatch/logMetricFilter:LogMetricFilter", "inputs.name"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "inputs.name"],
  ["aws:ec2/launchTemplate:LaunchTemplate", "inputs.name"],
  ["aws:ec2/securityGroup:SecurityGroup", "inputs.name"],
  ["aws:eks/nodeGroup:NodeGroup", "inputs.nodeGroupName"],
  ["aws:iam/role:Role", "inputs.name"],
  ["aws:iam/rolePolicy:RolePolicy", "inputs.name"],
  ["aws:s3/bucket:Bucket", "inputs.bucket"],
  ["aws:ssm/parameter:Parameter", "inputs.name"],
];

/** What the engine and the offline preview may see differently. */
export const allowed: Allowed[] = [
  ...filledIn.map(([type, property]): Allowed => ({ type, property, only: "engine", reason: checks })),
  ...["aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"].map((type): Allowed => ({
    type,
    property: "inputs.role",
    reason: "the role's name, which the provider's check has made, and which is unknown offline",
  })),
  {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    property: "inputs.rule",
    reason: "the rule's name, which the provider's check has made, and which is unknown offline",
  },
  ...[
    { type: "aws:iam/role:Role", property: "inputs.assumeRolePolicy" },
    { type: "aws:iam/rolePolicy:RolePolicy", property: "inputs.policy" },
  ].map((document): Allowed => ({
    ...document,
    reason: "the provider's check makes a text of a document, which is unknown where anything in it is",
  })),
  ...["aws", "kubernetes"].flatMap((name): Allowed[] => [
    {
      type: `pulumi:providers:${name}`,
      property: "inputs.__internal",
      only: "engine",
      reason: "the engine's own notes",
    },
    {
      type: `pulumi:providers:${name}`,
      property: "inputs.version",
      only: "engine",
      reason: "the engine writes the SDK's version into the inputs; offline it is an option",
    },
  ]),
  {
    type: "*",
    property: "aliases",
    only: "offline",
    reason: "the engine resolves aliases and keeps none of a new resource",
  },
  ...["dependencies", "inputs", "provider", "retainOnDelete"].map((property): Allowed => ({
    type: "kubernetes:helm.sh/v4:Chart",
    property,
    only: "offline",
    reason: "the provider registers a chart as a component without them; a pack sees none of them offline either",
  })),
  {
    type: "pulumi:providers:aws",
    property: "",
    only: "offline",
    reason: "the engine's JSON leaves out the default providers that it makes",
  },
  { type: "aws:kms/key:Key", property: "inputs.tags", only: "engine", program: options, reason: defaultTags },
  {
    type: "aws:s3/bucket:Bucket",
    property: "inputs.tags.owner",
    only: "engine",
    program: options,
    reason: defaultTags,
  },
  { type: "aws:sqs/queue:Queue", property: "inputs.tags.owner", only: "engine", program: options, reason: defaultTags },
];
