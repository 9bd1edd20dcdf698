import type { Control, Mapping } from "../contracts";
import { objectTypes } from "./kubernetes-types";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

const diskCaveat =
  "Encryption of a whole disk or volume does not by itself make stored account numbers unreadable on media that is not removable (since 31 March 2025): the data needs protection of its own as well.";

/** What encryption of a volume claims; the kinds of volume differ in nothing here. */
const volumeMappings: Mapping[] = [
  pci("3.5.1.2", "P", diskCaveat),
  pci("3.5.1.3", "P", diskCaveat),
  pci("3.6.1", "S"),
  hipaa("164.312(a)(2)(iv)", "D"),
  gdpr("32(1)(a)", "D"),
  popia("19(1)(a)"),
  popia("19(1)(b)"),
  iso("A.8.24"),
];

export const encryptionControls: Control[] = [
  {
    id: "ENC-01",
    title: "The cluster's Kubernetes data is encrypted with a customer-managed key",
    why: "EKS encrypts the API server's data with a key that AWS owns. Without a key of your own you can neither revoke access to Secrets, nor see in CloudTrail who used the key, nor set who may.",
    severity: "high",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:eks/cluster:Cluster"],
    remediation:
      'Set `encryptionConfig: { provider: { keyArn: <your KMS key> }, resources: ["secrets"] }` on the cluster. It cannot be taken off again.',
    mappings: [
      pci("3.6.1.2"),
      pci("8.3.2"),
      pci("3.5.1", "S"),
      hipaa("164.312(a)(2)(iv)", "D"),
      gdpr("32(1)(a)", "D"),
      popia("19(1)(b)", "D"),
      iso("A.8.24", "D"),
      cis("5.3.1"),
    ],
    url: "https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html",
  },
  {
    id: "ENC-02",
    title: "Every volume of the stack is encrypted with a customer-managed key",
    why: "A volume that is made beside the nodes, for a database or a cache, has no launch template that would encrypt it. A copy of a plain one, or its snapshot, is readable to whoever gets hold of it.",
    severity: "high",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:ebs/volume:Volume"],
    remediation:
      "Set `encrypted: true` and `kmsKeyId: <your KMS key>` on the volume; a volume that is not encrypted is replaced.",
    mappings: volumeMappings,
    url: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  },
  {
    id: "ENC-03",
    title: "Every node's volumes are encrypted with a customer-managed key",
    why: "A node's disk holds image layers, container logs and emptyDir volumes. The root volume of a node group without a launch template of its own is encrypted only if the account happens to say so.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:ec2/launchTemplate:LaunchTemplate",
      "aws:eks/nodeGroup:NodeGroup",
      "aws:ebs/encryptionByDefault:EncryptionByDefault",
      "aws:ebs/defaultKmsKey:DefaultKmsKey",
    ],
    remediation:
      'Give every node group a launch template whose `blockDeviceMappings` name the root device (`/dev/xvda` or `/dev/sda1`), each with `ebs: { encrypted: "true", kmsKeyId: <your KMS key> }` (a string, not a boolean); or add `aws.ebs.EncryptionByDefault` with `aws.ebs.DefaultKmsKey` to the stack.',
    mappings: volumeMappings,
    url: "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
  },
  {
    id: "ENC-04",
    title: "Persistent volumes are encrypted with a customer-managed key by default",
    why: "A claim that names no class gets the default one. If that class does not encrypt, or if two classes call themselves default, a database ends up on a plain volume without anybody having decided so.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: objectTypes("storage.k8s.io/v1:StorageClass"),
    remediation:
      'Set `parameters: { encrypted: "true", kmsKeyId: <your KMS key> }` on every StorageClass of `ebs.csi.aws.com`, mark exactly one of them with the annotation `storageclass.kubernetes.io/is-default-class: "true"`, and do not create classes of the in-tree `kubernetes.io/aws-ebs` provisioner.',
    mappings: volumeMappings,
    url: "https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html",
  },
  {
    id: "ENC-05",
    title: "Every bucket encrypts with a customer-managed key",
    why: "S3 encrypts each object with a key of its own that nobody can revoke, restrict or see used. With a key of yours, reading an object takes the right to the key as well.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketV2:BucketV2",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    ],
    remediation:
      'Add a `BucketServerSideEncryptionConfiguration` for the bucket with a rule whose `applyServerSideEncryptionByDefault` is `{ sseAlgorithm: "aws:kms", kmsMasterKeyId: <your KMS key> }`.',
    mappings: [
      pci("3.5.1"),
      pci("10.3.2", "S", "Where the bucket holds audit logs."),
      hipaa("164.312(a)(2)(iv)"),
      gdpr("32(1)(a)"),
      popia("19(1)(b)"),
      iso("A.8.24"),
    ],
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  },
  {
    id: "ENC-06",
    title: "Logs, images, files, messages and secrets are encrypted with a customer-managed key",
    why: "Each of these services encrypts with a key of AWS's own unless it is given another. Such a key has no policy that you write, and its use does not show in your trail.",
    severity: "medium",
    level: "mandatory",
    kind: "resource",
    appliesTo: [
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:ecr/repository:Repository",
      "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
      "aws:efs/fileSystem:FileSystem",
      "aws:sns/topic:Topic",
      "aws:secretsmanager/secret:Secret",
    ],
    remediation:
      'Name your KMS key: `kmsKeyId` on log groups and secrets, `kmsMasterKeyId` on topics, `encrypted: true` with `kmsKeyId` on file systems, `encryptionConfigurations: [{ encryptionType: "KMS", kmsKey }]` on repositories and their templates (which replaces a repository).',
    mappings: [
      pci("10.3.2", "S", "Where the log group or bucket holds audit logs."),
      hipaa("164.312(a)(2)(iv)"),
      gdpr("32(1)(a)"),
      popia("19(1)(b)"),
      iso("A.8.24"),
    ],
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  },
];
