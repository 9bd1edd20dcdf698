import type { RuleSet } from "../contracts";
import { quoted } from "./cel";

/** Provisioners that make EBS volumes: the driver, that of Auto Mode, and the one that left Kubernetes' tree. */
export const ebsProvisioners: readonly string[] = [
  "ebs.csi.aws.com",
  "ebs.csi.eks.amazonaws.com",
  "kubernetes.io/aws-ebs",
];

/** Whether volumes of a class are encrypted; with which key the stack tells. */
export const storageClasses: RuleSet = {
  id: "storage-classes",
  subject: "object",
  kinds: [
    {
      apiGroups: ["storage.k8s.io"],
      kinds: ["StorageClass"],
      warnOnly: "The platform makes its classes while the webhook starts, which would then refuse them.",
    },
  ],
  variables: [],
  rules: [
    {
      id: "class-encryption",
      control: "ENC-04",
      expression: `!(has(variables.anyObject.provisioner) && variables.anyObject.provisioner in ${quoted(ebsProvisioners)}) || (has(variables.anyObject.parameters) && has(variables.anyObject.parameters.encrypted) && variables.anyObject.parameters.encrypted == "true")`,
      message: "the class makes volumes that are not encrypted",
      remediation:
        'Set `parameters: { encrypted: "true", kmsKeyId: <your KMS key> }`; absent is false, and so is any other text.',
    },
  ],
};
