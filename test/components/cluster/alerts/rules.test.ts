import { expect } from "chai";
import { alertRules } from "../../../../components/cluster/alerts/rules";
import { trail } from "./events";

const patterns = Object.fromEntries(alertRules.map((rule) => [rule.id, rule.pattern({ guardDutySeverity: 7 })]));

/** The part of EventBridge's matching that the rules use: lists of values, `numeric`, `$or`, nested keys. */
function matches(pattern: unknown, event: unknown): boolean {
  return Object.entries(pattern as Record<string, unknown>).every(([key, wanted]) => {
    if (key === "$or") return (wanted as unknown[]).some((each) => matches(each, event));
    const value = (event as Record<string, unknown> | undefined)?.[key];
    if (!Array.isArray(wanted)) return value !== undefined && matches(wanted, value);
    return wanted.some((each) => fits(each, value));
  });
}

function fits(wanted: unknown, value: unknown): boolean {
  if (typeof wanted !== "object") return wanted === value;
  const [operator, limit] = (wanted as { numeric: [string, number] }).numeric;
  if (typeof value !== "number") return false;
  return operator === ">=" ? value >= limit : operator === ">" && value > limit;
}

const call = (service: string, name: string) => ({
  source: `aws.${service}`,
  "detail-type": "AWS API Call via CloudTrail",
  detail: trail(service, name),
});
const event = (source: string, type: string, detail: unknown) => ({ source, "detail-type": type, detail });
const finding = (severity: number) => event("aws.guardduty", "GuardDuty Finding", { severity });
const job = (type: string, detail: unknown) => event("aws.backup", `${type} Job State Change`, detail);
const scan = (counts: unknown) => event("aws.ecr", "ECR Image Scan", { "finding-severity-counts": counts });
const vulnerability = (severity: string, status: string, type: string) =>
  event("aws.inspector2", "Inspector2 Finding", { severity, status, resources: { type } });
const image = "AWS_ECR_CONTAINER_IMAGE";

const cases: Record<string, { heard: unknown[]; silent: unknown[] }> = {
  "guardduty-finding": {
    heard: [finding(7), finding(9.5)],
    silent: [finding(6.9), event("x", "GuardDuty Finding", { severity: 9 })],
  },
  "access-entry": {
    heard: [
      ...["CreateAccessEntry", "UpdateAccessEntry", "DeleteAccessEntry", "AssociateAccessPolicy"].map((each) =>
        call("eks", each),
      ),
      ...["DisassociateAccessPolicy", "CreatePodIdentityAssociation", "UpdatePodIdentityAssociation"].map((each) =>
        call("eks", each),
      ),
      ...["DeletePodIdentityAssociation", "AssociateIdentityProviderConfig"].map((each) => call("eks", each)),
    ],
    silent: [call("eks", "DescribeAccessEntry"), call("eks", "DeleteCluster"), call("iam", "CreateAccessEntry")],
  },
  "cluster-change": {
    heard: ["UpdateClusterConfig", "UpdateClusterVersion", "DeleteCluster", "DeleteAddon", "DeleteNodegroup"].map(
      (each) => call("eks", each),
    ),
    silent: [call("eks", "DescribeCluster"), call("eks", "CreateAccessEntry")],
  },
  "key-deletion": {
    heard: [call("kms", "DisableKey"), call("kms", "ScheduleKeyDeletion")],
    silent: [call("kms", "Decrypt"), call("kms", "CancelKeyDeletion")],
  },
  "detection-change": {
    heard: [
      ...["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"].map((each) => call("cloudtrail", each)),
      ...["CreateTrail", "StartLogging", "PutInsightSelectors"].map((each) => call("cloudtrail", each)),
      ...["DeleteDetector", "UpdateDetector", "CreateFilter", "UpdateFilter"].map((each) => call("guardduty", each)),
      ...["StopMonitoringMembers", "DisassociateFromAdministratorAccount"].map((each) => call("guardduty", each)),
    ],
    silent: [call("cloudtrail", "LookupEvents"), call("guardduty", "GetFindings"), call("s3", "DeleteTrail")],
  },
  "alerting-change": {
    heard: [
      ...["DeleteAlarms", "DisableAlarmActions"].map((each) => call("monitoring", each)),
      ...["DeleteMetricFilter", "DeleteLogGroup", "DeleteLogStream"].map((each) => call("logs", each)),
      ...["PutRetentionPolicy", "DeleteSubscriptionFilter"].map((each) => call("logs", each)),
      ...["DeleteRule", "DisableRule", "RemoveTargets"].map((each) => call("events", each)),
      ...["DeleteTopic", "SetTopicAttributes", "Unsubscribe"].map((each) => call("sns", each)),
      call("ec2", "DeleteFlowLogs"),
      ...["PutBucketVersioning", "PutBucketObjectLockConfiguration"].map((each) => call("s3", each)),
    ],
    silent: [
      ...["PutMetricAlarm", "DescribeAlarms"].map((each) => call("monitoring", each)),
      // Names of one service that are none of another's.
      call("elasticloadbalancing", "DeleteRule"),
      call("sns", "DeleteRule"),
      call("logs", "CreateLogGroup"),
      call("s3", "PutObject"),
    ],
  },
  "backup-failure": {
    heard: [
      job("Backup", { state: "FAILED" }),
      job("Backup", { state: "EXPIRED" }),
      job("Backup", { state: "PARTIAL" }),
      job("Copy", { state: "ABORTED" }),
      job("Restore", { status: "FAILED" }),
    ],
    silent: [
      job("Backup", { state: "COMPLETED" }),
      job("Restore", { status: "RUNNING" }),
      job("Report", { state: "FAILED" }),
    ],
  },
  "image-scan": {
    heard: [scan({ CRITICAL: 1, LOW: 3 })],
    silent: [scan({ CRITICAL: 0 }), scan({ HIGH: 4 }), scan({})],
  },
  "inspector-finding": {
    heard: [vulnerability("CRITICAL", "ACTIVE", image)],
    silent: [
      vulnerability("HIGH", "ACTIVE", image),
      vulnerability("CRITICAL", "CLOSED", image),
      vulnerability("CRITICAL", "ACTIVE", "AWS_EC2_INSTANCE"),
    ],
  },
};

describe("cluster/alerts/rules", () => {
  it("have cases each", () => expect(Object.keys(patterns)).to.deep.equal(Object.keys(cases)));

  for (const [id, { heard, silent }] of Object.entries(cases)) {
    it(`${id} hears what it must and nothing else`, () => {
      expect(heard.filter((each) => !matches(patterns[id], each))).to.deep.equal([]);
      expect(silent.filter((each) => matches(patterns[id], each))).to.deep.equal([]);
    });
  }

  it("tell of an image where Inspector writes it: one that the registry can be asked about", () => {
    const { tells } = alertRules.find(({ id }) => id === "inspector-finding")!;
    const container = "$.detail.resources[0].details.awsEcrContainerImage";
    expect(tells).to.deep.include({ repositoryName: `${container}.repositoryName`, image: `${container}.imageHash` });
  });

  it("fit EventBridge, and tell nothing of a call's parameters or its answer", () => {
    for (const { id, tells, title } of alertRules) {
      expect(JSON.stringify(patterns[id]).length, id).to.be.at.most(2048);
      for (const path of Object.values(tells)) {
        expect(path).to.match(/^\$(\.[\w-]+|\[\d+\])+$/);
        expect(path).not.to.match(/requestParameters|responseElements|service\.action|description/);
      }
      expect(Object.keys(tells).filter((label) => !/^[a-zA-Z]+$/.test(label))).to.deep.equal([]);
      expect(title).not.to.match(/[<>"]/);
    }
  });
});
