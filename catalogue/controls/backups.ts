import { ComponentType, type Control } from "../contracts";
import { objectTypes } from "./kubernetes-types";
import { gdpr, hipaa, iso, popia } from "./mapping";

export const backupControls: Control[] = [
  {
    id: "BCK-01",
    title: "Velero backs the cluster up every day",
    why: "A cluster can be built again from its program, what is stored in it cannot. A backup that somebody has to think of is missing on the day it is needed.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:eks/cluster:Cluster",
      ComponentType.Velero,
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:helm.sh/v4:Chart",
      "kubernetes:velero.io/v1:Schedule",
    ],
    remediation:
      "Install the chart velero beside each cluster, with a schedule that runs once a day or more often, saves all namespaces or those that it lists, leaves nothing out by label or kind, and keeps backups as long as the regimes ask that none can be deleted (`template.ttl`, 720h or more), and is not `paused`: in the chart's `schedules`, or as a Schedule. Whether a backup can be restored only a test shows.",
    governedBy: { component: ComponentType.CompliantCluster, input: "velero", setting: "rampart:velero" },
    mappings: [
      hipaa("164.308(a)(7)(ii)(A)", "D"),
      hipaa("164.310(d)(2)(iv)", "S"),
      gdpr("32(1)(c)", "D"),
      popia("19(1)(a)", "D"),
      iso("A.8.13", "D", "That backups are made; the control also asks that they are tested."),
    ],
    url: "https://velero.io/docs/main/api-types/schedule/",
  },
  {
    id: "BCK-02",
    title: "Backups are kept in two regions",
    why: "A backup in the same place as what it saves goes with it. A copy in another region outlives the loss of a region, and of everything that one set of rights can reach.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketV2:BucketV2",
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      "aws:s3/bucketVersioning:BucketVersioning",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    ],
    remediation:
      "Give the backups' bucket a `BucketVersioning` with status Enabled, a `BucketPublicAccessBlock` with all four set, and a `BucketReplicationConfig` with an Enabled rule without a filter to a bucket of another region, with `sourceSelectionCriteria.sseKmsEncryptedObjects` Enabled and a `replicaKmsKeyId`: otherwise S3 leaves out what a KMS key encrypts.",
    governedBy: { component: ComponentType.CompliantCluster, input: "backup.replica", setting: "rampart:backup" },
    mappings: [hipaa("164.308(a)(7)(ii)(B)"), gdpr("32(1)(c)"), popia("19(1)(a)"), iso("A.8.13"), iso("A.8.14")],
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
  },
  {
    id: "BCK-03",
    title: "The cluster and its nodes are spread over zones, and nodes can be drained",
    why: "A zone fails as a whole. A cluster whose subnets or nodes are in one of them fails with it. And a budget that spares no pod keeps nodes from being emptied, so that they are never patched, or killed with what is on them.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:eks/cluster:Cluster",
      "aws:eks/nodeGroup:NodeGroup",
      "aws:ec2/subnet:Subnet",
      ...objectTypes("policy/v1:PodDisruptionBudget", "policy/v1beta1:PodDisruptionBudget"),
    ],
    remediation:
      "Give the cluster, and its node groups together, subnets of two availability zones or more. Let every PodDisruptionBudget spare a pod: no `maxUnavailable` of 0, and no `minAvailable` of 100%.",
    governedBy: { component: ComponentType.CompliantCluster, input: "network.zones", setting: "rampart:network" },
    mappings: [
      hipaa("164.308(a)(7)(ii)(C)", "S"),
      gdpr("32(1)(b)"),
      popia("19(1)(a)", "S"),
      iso("A.8.14"),
      iso("A.5.29", "S"),
      iso("A.5.30", "S"),
    ],
    url: "https://docs.aws.amazon.com/eks/latest/best-practices/reliability.html",
  },
  {
    id: "BCK-04",
    title: "The cluster is protected from deletion",
    why: "One command in the wrong terminal deletes a cluster with all that runs in it. Protection makes it two, and the first one says what it is for.",
    severity: "medium",
    level: "advisory",
    kind: "resource",
    appliesTo: ["aws:eks/cluster:Cluster"],
    remediation:
      "Set `deletionProtection: true` on the cluster, and the resource option `protect: true` on it, its keys and its buckets. A development cluster that is taken down every evening may do without: the control is advice.",
    governedBy: { component: ComponentType.CompliantCluster, input: "protect", setting: "rampart:protect" },
    mappings: [hipaa("164.308(a)(7)(ii)(B)", "S"), gdpr("32(1)(b)"), popia("19(1)(a)"), iso("A.8.14", "S")],
    url: "https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html",
  },
];
