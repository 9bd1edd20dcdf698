import { ComponentType, type Control } from "../contracts";
import { gdpr, hipaa, iso, popia } from "./mapping";

export const backupControls: Control[] = [
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
    title: "The cluster and its nodes are spread over zones",
    why: "A zone fails as a whole. A cluster whose subnets or nodes are in one of them fails with it.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: ["aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup", "aws:ec2/subnet:Subnet"],
    remediation: "Give the cluster, and its node groups together, subnets of two availability zones or more.",
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
