import type { Allowed } from "./differences";

const checks = "a provider's own check adds it; the offline preview has no provider";

/** What the engine and the offline preview may see differently. */
export const allowed: Allowed[] = [
  { type: "*", property: "aliases", reason: "the engine resolves aliases and keeps none of a new resource" },
  { type: "*", property: "inputs.region", reason: checks },
  { type: "aws:ec2/launchTemplate:LaunchTemplate", property: "inputs.name", reason: checks },
  { type: "aws:eks/nodeGroup:NodeGroup", property: "inputs.nodeGroupName", reason: checks },
  { type: "aws:iam/role:Role", property: "inputs.name", reason: checks },
  { type: "aws:iam/rolePolicy:RolePolicy", property: "inputs.name", reason: checks },
  {
    type: "aws:iam/rolePolicy:RolePolicy",
    property: "inputs.role",
    reason: "the role's name, which the provider's check has made",
  },
  {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    property: "inputs.role",
    reason: "the role's name, which the provider's check has made",
  },
  {
    type: "pulumi:providers:aws",
    property: "",
    reason: "the engine's JSON leaves out the default providers that it makes",
  },
  { type: "pulumi:providers:kubernetes", property: "inputs.__internal", reason: "the engine's own notes" },
  {
    type: "pulumi:providers:kubernetes",
    property: "inputs.version",
    reason: "the engine writes the SDK's version into the inputs; offline it is an option",
  },
  { type: "pulumi:providers:aws", property: "inputs.__internal", reason: "the engine's own notes" },
  {
    type: "pulumi:providers:aws",
    property: "inputs.version",
    reason: "the engine writes the SDK's version into the inputs; offline it is an option",
  },
  { type: "aws:ssm/parameter:Parameter", property: "inputs.name", reason: checks },
  { type: "aws:kms/key:Key", property: "inputs.tags", reason: `${checks}: the provider's default tags` },
  { type: "aws:s3/bucket:Bucket", property: "inputs.tags.owner", reason: `${checks}: the provider's default tags` },
  { type: "aws:sqs/queue:Queue", property: "inputs.tags.owner", reason: `${checks}: the provider's default tags` },
];
