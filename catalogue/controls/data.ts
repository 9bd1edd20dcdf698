import { ComponentType, type Control } from "../contracts";
import { gdpr, iso, popia } from "./mapping";

const regionOnly = "Where data lies; whether a transfer has a lawful ground is the organisation's to show.";
const tagsOnly = "That what holds data bears the tags; the register itself is the organisation's.";

/** Where data lies, whose it is, and what it is. */
export const dataControls: Control[] = [
  {
    id: "RES-01",
    title: "Everything is in regions that the regimes allow",
    why: "One resource in another region, a copy of a backup or a log, is a transfer of all that it holds. Since each resource may name a region of its own, that of the provider no longer tells where they are.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: ["pulumi:providers:aws", ComponentType.CompliantCluster],
    remediation:
      "Set `region` of the AWS provider, and of each resource that names one, to a region where all regimes in force let data lie (GDPR: in the EU; POPIA: in South Africa or the EU), or document the ground on which data may lie elsewhere (`residency.basis` of the CompliantCluster). `regions` of the pack narrows the list.",
    governedBy: { component: ComponentType.CompliantCluster, input: "region", setting: "aws:region" },
    mappings: [
      gdpr("44", "S", regionOnly),
      gdpr("45", "S", regionOnly),
      gdpr("46", "S", regionOnly),
      popia("72", "S", regionOnly),
      iso("A.5.34", "S"),
      iso("A.5.23", "S"),
    ],
    url: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
  },
  {
    id: "TAG-01",
    title: "What holds data says whose it is and what it is",
    why: "A bucket that nobody claims is one that nobody patches, reviews or deletes, and what is not marked as in scope is left out of every assessment.",
    severity: "low",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:eks/cluster:Cluster",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketV2:BucketV2",
      "aws:ebs/volume:Volume",
      "aws:kms/key:Key",
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:ecr/repository:Repository",
      "aws:sns/topic:Topic",
      "aws:sqs/queue:Queue",
      "aws:efs/fileSystem:FileSystem",
      "aws:rds/instance:Instance",
      "aws:rds/cluster:Cluster",
      "aws:dynamodb/table:Table",
      "aws:secretsmanager/secret:Secret",
    ],
    remediation:
      "Set the tags `data-classification`, `owner` and `scope` (or those in `requiredTags` of the pack) in `tags` of the resource or in `defaultTags` of its provider, none of them empty.",
    governedBy: { component: ComponentType.CompliantCluster, input: "tags", setting: "rampart:tags" },
    mappings: [
      gdpr("30", "S", tagsOnly),
      popia("17", "S", tagsOnly),
      iso("A.5.9", "S", tagsOnly),
      iso("A.5.12", "S"),
      iso("A.5.13", "S"),
    ],
    url: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  },
];
