import type { Control, Mapping } from "../contracts";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

const diskCaveat =
  "Encryption of a whole disk or volume does not by itself make stored account numbers unreadable on media that is not removable (since 31 March 2025): the data needs protection of its own as well.";

/** What encryption of a volume claims; the three kinds of volume differ in nothing here. */
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
    appliesTo: ["kubernetes:storage.k8s.io/v1:StorageClass"],
    remediation:
      'Set `parameters: { encrypted: "true", kmsKeyId: <your KMS key> }` on every StorageClass of `ebs.csi.aws.com`, mark exactly one of them with the annotation `storageclass.kubernetes.io/is-default-class: "true"`, and do not create classes of the in-tree `kubernetes.io/aws-ebs` provisioner.',
    mappings: volumeMappings,
    url: "https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html",
  },
];
