import { type Change, inherited, losing, rare, row } from "./row";

/** Logs, the trail, detection and alerts. */
export const watching: Change[] = [
  row("rampart:logs.retentionDays", 731, "a longer retention", [
    "update LogGroup prod-{control-plane,falco-alerts,logs-application,logs-node,logs-platform}: retentionInDays",
  ]),
  row("rampart:logs", inherited, "the control plane's log group by somebody else: what is recorded is protected", [], {
    ...rare,
    keys: ["rampart:logs.mode"],
    refused: losing("prod-control-plane"),
  }),
  row("rampart:auditTrail", inherited, "the account's own trail, vouched for: what is recorded is protected", [], {
    ...rare,
    keys: ["rampart:auditTrail.mode"],
    refused: losing("prod-audit-trail"),
  }),
  row(
    "rampart:auditTrail",
    { mode: "existing", trailArn: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/organisation" },
    "a trail that exists: what is recorded is protected",
    [],
    { ...rare, keys: ["rampart:auditTrail.mode"], refused: losing("prod-audit-trail") },
  ),
  row("rampart:auditTrail.retentionDays", 731, "recordings kept and locked for longer", [
    "update BucketLifecycleConfiguration prod-audit-trail: rules",
    "update BucketObjectLockConfiguration prod-audit-trail: rule",
    "update LogGroup prod-audit-trail: retentionInDays",
  ]),
  row("rampart:auditTrail.lockMode", "COMPLIANCE", "a lock that nobody can open", [
    "update BucketObjectLockConfiguration prod-audit-trail: rule",
  ]),
  row("rampart:auditTrail.dataEvents", false, "no events of objects", [
    "update Trail prod-audit-trail: advancedEventSelectors",
  ]),
  row("rampart:detection", inherited, "detection by the account: the detector is protected", [], {
    ...rare,
    keys: ["rampart:detection.mode"],
    refused: losing("prod-detection"),
  }),
  row(
    "rampart:detection",
    { mode: "existing", detectorId: "0123456789abcdef0123456789abcdef" },
    "a detector that exists: ours is protected",
    [],
    { ...rare, keys: ["rampart:detection.mode"], refused: losing("prod-detection") },
  ),
  row("rampart:detection.runtimeMonitoring", false, "no agent on nodes", [
    "update DetectorFeature prod-runtime-monitoring: additionalConfigurations, status",
  ]),
  row("rampart:detection.malwareProtection", false, "no scans of volumes", [
    "update DetectorFeature prod-ebs-malware-protection: status",
  ]),
  row("rampart:detection.findingFrequency", "ONE_HOUR", "findings told less often", [
    "update Detector prod-detection: findingPublishingFrequency",
  ]),
  row(
    "rampart:alerts",
    inherited,
    "alerts by the account: no alarm, no topic",
    [
      "delete LogMetricFilter prod-{admission-change,admission-removed,anonymous-access,authenticator-denied,bucket-policy-change,cluster-admin-binding,console-failures,console-without-mfa,ephemeral-container,failed-authentication,forbidden-burst,iam-change,impersonation,pod-session-denied,pod-session-opened,rbac-change,root-use,secret-read,security-group-change,unauthorised-calls}",
      "delete MetricAlarm prod-{admission-change,admission-removed,anonymous-access,authenticator-denied,bucket-policy-change,cluster-admin-binding,console-failures,console-without-mfa,ephemeral-container,failed-authentication,forbidden-burst,iam-change,impersonation,pod-session-denied,pod-session-opened,rbac-change,replication-failure,root-use,secret-read,security-group-change,unauthorised-calls,velero-restore-drill-failed,velero-restore-drill-missing}",
      "delete TopicSubscription prod-alerts-{d1f0b6,de512b}",
      "delete {EventRule,EventTarget} prod-{access-entry,alerting-change,backup-failure,cluster-change,detection-change,guardduty-finding,image-scan,inspector-finding,key-deletion}",
      "delete {Topic,TopicPolicy} prod-alerts",
      "update CompliantCluster prod",
      "update Falco prod-falco",
      "update Release prod-falco-falcosidekick: values",
      "update RolePolicy prod-falco-falcosidekick: policy",
    ],
    { ...rare, keys: ["rampart:alerts.mode"] },
  ),
  row(
    "rampart:alerts",
    { mode: "existing", topicArn: "arn:aws:sns:eu-central-1:111122223333:security" },
    "alerts to a topic that exists",
    [
      "delete TopicSubscription prod-alerts-{d1f0b6,de512b}",
      "delete {Topic,TopicPolicy} prod-alerts",
      "update CompliantCluster prod",
      "update EventTarget prod-{access-entry,alerting-change,backup-failure,cluster-change,detection-change,guardduty-finding,image-scan,inspector-finding,key-deletion}: arn",
      "update LogMetricFilter prod-secret-read: pattern",
      "update MetricAlarm prod-{admission-change,admission-removed,anonymous-access,authenticator-denied,bucket-policy-change,cluster-admin-binding,console-failures,console-without-mfa,ephemeral-container,failed-authentication,forbidden-burst,iam-change,impersonation,pod-session-denied,pod-session-opened,rbac-change,replication-failure,root-use,secret-read,security-group-change,unauthorised-calls,velero-restore-drill-failed,velero-restore-drill-missing}: alarmActions",
      "update Release prod-falco-falcosidekick: values",
      "update RolePolicy prod-falco-falcosidekick: policy",
    ],
    { keys: ["rampart:alerts.mode"] },
  ),
  row(
    "rampart:alerts.subscriptions",
    [
      { protocol: "email", endpoint: "platform@example.com" },
      { protocol: "https", endpoint: "https://example.com/hook" },
    ],
    "a subscriber in place of another",
    ["create TopicSubscription prod-alerts-06c71a", "delete TopicSubscription prod-alerts-d1f0b6"],
  ),
  row("rampart:alerts.guardDutySeverity", 2, "findings of a lower severity", [
    "update EventRule prod-guardduty-finding: eventPattern",
  ]),
  row("rampart:alerts.thresholds", { "forbidden-burst": 50 }, "an alarm that rings later", [
    "update MetricAlarm prod-forbidden-burst: threshold",
  ]),
  row("rampart:alerts.secretReaders", [], "nobody reads Secrets by profession", [
    "update LogMetricFilter prod-secret-read: pattern",
  ]),
];
