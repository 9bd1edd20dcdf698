import { Severity } from "../../../catalogue";

/** What a rule hears on the account's event bus, and what it tells of it. */
export interface AlertRule {
  /** Kebab case; the end of the rule's name. */
  id: string;
  title: string;
  severity: Severity;
  /** An event pattern of EventBridge; `guardDutySeverity` is a setting. */
  pattern(settings: { guardDutySeverity: number }): Record<string, unknown>;
  /** What is told of the event, by label and path. Never the parameters of a call, which can hold anything. */
  tells: Record<string, string>;
  /** The page in docs/runbooks that says what to do. */
  runbook: string;
  /** What it carries, as a regime and its requirement. */
  requirements: string[];
}

const viaTrail = "AWS API Call via CloudTrail";
const call = {
  call: "$.detail.eventName",
  by: "$.detail.userIdentity.arn",
  from: "$.detail.sourceIPAddress",
  event: "$.detail.eventID",
};

const badStates = ["FAILED", "EXPIRED", "ABORTED", "PARTIAL"];

/** Calls of services as a trail records them: any trail of the account, this stack's or another. */
function calls(services: string[], ...eventName: string[]): () => Record<string, unknown> {
  return () => ({
    source: services.map((service) => `aws.${service}`),
    "detail-type": [viaTrail],
    detail: { eventSource: services.map((service) => `${service}.amazonaws.com`), eventName },
  });
}

/** Calls of several services, each with its own names: those of one may mean something else in another. */
function callsOf(names: Record<string, string[]>): () => Record<string, unknown> {
  const services = Object.keys(names);
  return () => ({
    source: services.map((service) => `aws.${service}`),
    "detail-type": [viaTrail],
    detail: {
      $or: services.map((service) => ({ eventSource: [`${service}.amazonaws.com`], eventName: names[service] })),
    },
  });
}

/** Every rule. Those of EKS and KMS hear of the whole account: a call does not always name its cluster. */
export const alertRules: readonly AlertRule[] = [
  {
    id: "guardduty-finding",
    title: "GuardDuty found a threat",
    severity: Severity.High,
    pattern: ({ guardDutySeverity }) => ({
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", guardDutySeverity] }] },
    }),
    tells: {
      finding: "$.detail.type",
      grade: "$.detail.severity",
      resource: "$.detail.resource.resourceType",
      event: "$.detail.id",
    },
    runbook: "guardduty-finding",
    requirements: ["pci-dss 12.10.5", "hipaa 164.308(a)(6)(ii)", "gdpr 33", "popia 22", "iso-27001 A.5.25"],
  },
  {
    id: "access-entry",
    title: "Who may enter a cluster, or act for its pods, was changed",
    severity: Severity.High,
    pattern: calls(
      ["eks"],
      "CreateAccessEntry",
      "UpdateAccessEntry",
      "DeleteAccessEntry",
      "AssociateAccessPolicy",
      "DisassociateAccessPolicy",
      "CreatePodIdentityAssociation",
      "UpdatePodIdentityAssociation",
      "DeletePodIdentityAssociation",
      "AssociateIdentityProviderConfig",
    ),
    tells: call,
    runbook: "access-change",
    requirements: ["pci-dss 10.2.1.5", "hipaa 164.308(a)(4)(ii)(C)", "iso-27001 A.5.18"],
  },
  {
    id: "cluster-change",
    title: "A cluster's settings, nodes or add-ons were changed or deleted",
    severity: Severity.Medium,
    pattern: calls(
      ["eks"],
      "UpdateClusterConfig",
      "UpdateClusterVersion",
      "DeleteCluster",
      "DeleteAddon",
      "DeleteNodegroup",
    ),
    tells: call,
    runbook: "cluster-change",
    requirements: ["pci-dss 10.2.1.7", "hipaa 164.308(a)(1)(ii)(D)", "iso-27001 A.8.32"],
  },
  {
    id: "key-deletion",
    title: "A KMS key was disabled, or its deletion was scheduled",
    severity: Severity.Critical,
    pattern: calls(["kms"], "DisableKey", "ScheduleKeyDeletion"),
    tells: call,
    runbook: "key-deletion",
    requirements: ["pci-dss 10.2.1.7", "hipaa 164.308(a)(7)(ii)(A)", "iso-27001 A.8.24"],
  },
  {
    id: "detection-change",
    title: "An audit trail or GuardDuty was made, changed, stopped or deleted",
    severity: Severity.Critical,
    pattern: calls(
      ["cloudtrail", "guardduty"],
      "CreateTrail",
      "StartLogging",
      "StopLogging",
      "DeleteTrail",
      "UpdateTrail",
      "PutEventSelectors",
      "PutInsightSelectors",
      "DeleteDetector",
      "UpdateDetector",
      "CreateFilter",
      "UpdateFilter",
      "StopMonitoringMembers",
      "DisassociateFromAdministratorAccount",
    ),
    tells: call,
    runbook: "detection-change",
    requirements: ["pci-dss 10.7.2", "hipaa 164.312(b)", "iso-27001 A.8.15"],
  },
  {
    id: "alerting-change",
    title: "What alerts, or what logs and copies are kept by, was switched off or deleted",
    severity: Severity.High,
    pattern: callsOf({
      monitoring: ["DeleteAlarms", "DisableAlarmActions"],
      logs: [
        "DeleteMetricFilter",
        "DeleteLogGroup",
        "DeleteLogStream",
        "PutRetentionPolicy",
        "DeleteSubscriptionFilter",
      ],
      events: ["DeleteRule", "DisableRule", "RemoveTargets"],
      sns: ["DeleteTopic", "SetTopicAttributes", "Unsubscribe"],
      ec2: ["DeleteFlowLogs"],
      s3: ["PutBucketVersioning", "PutBucketObjectLockConfiguration", "PutObjectLockConfiguration"],
    }),
    tells: call,
    runbook: "alerting-change",
    requirements: ["pci-dss 10.7.2", "hipaa 164.312(b)", "iso-27001 A.8.15"],
  },
  {
    id: "backup-failure",
    title: "A job of AWS Backup did not succeed",
    severity: Severity.High,
    // Jobs of restoring call their state `status`.
    pattern: () => ({
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
      detail: { $or: [{ state: badStates }, { status: badStates }] },
    }),
    tells: { resource: "$.detail.resourceType", state: "$.detail.state", status: "$.detail.status", event: "$.id" },
    runbook: "backup-failure",
    requirements: ["hipaa 164.308(a)(7)(ii)(A)", "gdpr 32(1)(c)", "iso-27001 A.8.13"],
  },
  {
    id: "image-scan",
    title: "The scan of an image found something critical",
    severity: Severity.High,
    pattern: () => ({
      source: ["aws.ecr"],
      "detail-type": ["ECR Image Scan"],
      detail: { "finding-severity-counts": { CRITICAL: [{ numeric: [">", 0] }] } },
    }),
    tells: { repositoryName: "$.detail.repository-name", image: "$.detail.image-digest", event: "$.id" },
    runbook: "image-vulnerability",
    requirements: ["pci-dss 6.3.1", "hipaa 164.308(a)(1)(ii)(B)", "gdpr 32(1)(d)", "iso-27001 A.8.8"],
  },
  {
    id: "inspector-finding",
    title: "Inspector found a critical vulnerability in an image",
    severity: Severity.High,
    pattern: () => ({
      source: ["aws.inspector2"],
      "detail-type": ["Inspector2 Finding"],
      detail: {
        severity: ["CRITICAL"],
        status: ["ACTIVE"],
        resources: { type: ["AWS_ECR_CONTAINER_IMAGE"] },
      },
    }),
    tells: {
      finding: "$.detail.title",
      repositoryName: "$.detail.resources[0].details.awsEcrContainerImage.repositoryName",
      image: "$.detail.resources[0].details.awsEcrContainerImage.imageHash",
      event: "$.detail.findingArn",
    },
    runbook: "image-vulnerability",
    requirements: ["pci-dss 6.3.1", "hipaa 164.308(a)(1)(ii)(B)", "gdpr 32(1)(d)", "iso-27001 A.8.8"],
  },
];
