import { ComponentType, type Control } from "../contracts";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

const auditContent = "The audit log of the API server records it; events inside applications are not seen.";

export const loggingControls: Control[] = [
  {
    id: "LOG-01",
    title: "All five control-plane logs are delivered",
    why: "A log type that is off cannot be switched on for the past. Without the audit log nobody can say who read which Secret, and without the authenticator's nobody can say who they were.",
    severity: "high",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:eks/cluster:Cluster"],
    remediation:
      'Set `enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"]` on the cluster.',
    mappings: [
      pci("10.2.1", "D"),
      pci("10.2.1.2", "P", auditContent),
      pci("10.2.1.4", "P", auditContent),
      pci("10.2.1.5", "P", auditContent),
      pci("10.2.1.7", "P", auditContent),
      pci("10.2.2", "P", auditContent),
      hipaa("164.312(b)", "D"),
      hipaa("164.308(a)(1)(ii)(D)", "S"),
      hipaa("164.308(a)(5)(ii)(C)", "S"),
      gdpr("32(1)(d)", "S"),
      gdpr("33", "S"),
      gdpr("5(2)", "S"),
      popia("19(2)(c)"),
      popia("22", "S"),
      iso("A.8.15", "D"),
      cis("2.1.1"),
    ],
    url: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
  },
  {
    id: "LOG-02",
    title: "Control-plane logs are kept as long as required and no longer than justified",
    why: "EKS creates the log group itself when it is missing, and that one keeps everything for ever. Logs that are gone before a year prove nothing; logs of people's actions without an end break the limits on storage.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: ["aws:cloudwatch/logGroup:LogGroup", "aws:eks/cluster:Cluster"],
    remediation:
      "Give the cluster a `name`, and create the log group `/aws/eks/<cluster>/cluster` in the stack, before the cluster, with `retentionInDays` between the minimum and the maximum of the regimes in force (a value that CloudWatch accepts; 0 means for ever).",
    governedBy: { component: ComponentType.CompliantCluster, input: "logs.retentionDays", setting: "rampart:logs" },
    mappings: [
      pci("10.5.1", "D"),
      hipaa("164.312(b)"),
      gdpr(
        "5(1)(e)",
        "P",
        "An upper bound is judged; whether the period fits the purpose is the organisation's to justify.",
      ),
      popia(
        "14",
        "S",
        "An upper bound is judged; whether the period fits the purpose is the organisation's to justify.",
      ),
      iso("A.8.15"),
      iso("A.5.33"),
      iso("A.5.28"),
      cis("2.1.1"),
    ],
    url: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  },
];
