import { bucketSamples, bucketsOfStack, copyingRule } from "../../../../support/account-samples";
import { releaseOf } from "../../../../support/addon-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { type Case, cases } from "../../cases";
import { replacing } from "../../harness";

const trail = samples.trail();

/** A stack of buckets in which one resource is another. */
const changing = (stack: readonly Sample[], name: string, path: string, value: unknown) =>
  replacing(
    stack,
    broken(
      stack.find((each) => each.name === name)!,
      path,
      value,
    ),
  );
const without = (stack: readonly Sample[], ...names: string[]) => stack.filter(({ name }) => !names.includes(name));

const copying = copyingRule("arn:aws:s3:::backup-copies");
/** Rules that leave something out. */
const partial: [what: string, rule: object][] = [
  ["that is off", { ...copying, status: "Disabled" }],
  ["for a prefix", { ...copying, filter: { prefix: "daily/" } }],
  ["for a prefix of its own", { ...copying, filter: undefined, prefix: "daily/" }],
  ["for a tag", { ...copying, filter: { tag: { key: "a", value: "b" } } }],
  ["for several tags", { ...copying, filter: { and: { tags: { a: "b" } } } }],
  ["without what KMS encrypts", { ...copying, sourceSelectionCriteria: undefined }],
  [
    "that leaves out what KMS encrypts",
    {
      ...copying,
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Disabled" } },
    },
  ],
  ["without a key of the copies", { ...copying, destination: { bucket: "arn:aws:s3:::backup-copies" } }],
];

describe("LOG-03 buckets of logs and backups", () => {
  const records = [trail, ...bucketSamples("audit-logs", { locked: true })];
  const backups = bucketsOfStack().filter(({ name }) => name.startsWith("backup"));
  const copies = (retention: object) => changing(backups, "backup-copies-lock", "rule.defaultRetention", retention);
  const flow = { ...broken(samples.flowLog(), "logDestinationType", "s3"), name: "to-bucket" };
  const access: Sample = {
    type: "aws:s3/bucketLogging:BucketLogging",
    name: "access",
    props: { bucket: "pages", targetBucket: "access-logs" },
  };
  const autonamed = without(records, "audit", "audit-logs").map((each) => ({
    ...broken(each, "bucket", unknown),
    sources: { bucket: ["audit-logs"] },
  }));
  const within = (days: number) =>
    without(records, "audit-logs-lock", "audit-logs-versioning").map((each) =>
      each.name === "audit-logs" && each.type.startsWith("aws:s3/bucket")
        ? {
            ...each,
            type: "aws:s3/bucketV2:BucketV2",
            props: {
              ...each.props,
              versionings: [{ enabled: true }],
              objectLockConfiguration: { rules: [{ defaultRetentions: [{ mode: "COMPLIANCE", days }] }] },
            },
          }
        : each,
    );
  cases("LOG-03", [
    ["a trail's bucket", records, "pass"],
    ["a lock within the older token", within(2192), "pass"],
    ["a short lock within the older token", within(30), "fail", "locked for 30 days"],
    [
      "one public setting open",
      changing(records, "audit-logs-public", "blockPublicAcls", false),
      "fail",
      "blockPublicAcls is false",
    ],
    ["one public setting left out", changing(records, "audit-logs-public", "restrictPublicBuckets", undefined), "fail"],
    ["a public setting as a text", changing(records, "audit-logs-public", "ignorePublicAcls", "true"), "fail"],
    ["an unknown public setting", changing(records, "audit-logs-public", "blockPublicPolicy", unknown), "unknown"],
    ["public access not blocked", without(records, "audit-logs-public"), "fail", "nothing blocks public access"],
    [
      "versions suspended",
      changing(records, "audit-logs-versioning", "versioningConfiguration.status", "Suspended"),
      "fail",
      'is "Suspended"',
    ],
    ["versions unknown", changing(records, "audit-logs-versioning", "versioningConfiguration", unknown), "unknown"],
    ["no versions", without(records, "audit-logs-versioning"), "fail", "keeps no versions"],
    ["no lock", without(records, "audit-logs-lock"), "fail", "its objects are not locked"],
    ["a lock without retention", changing(records, "audit-logs-lock", "rule", undefined), "fail"],
    ["a lock for no time", changing(records, "audit-logs-lock", "rule.defaultRetention.days", 0), "fail"],
    [
      "a lock for years",
      changing(records, "audit-logs-lock", "rule.defaultRetention", { mode: "GOVERNANCE", years: 1 }),
      "pass",
    ],
    [
      "a lock for less than logs are kept",
      changing(records, "audit-logs-lock", "rule.defaultRetention.days", 364),
      "fail",
      "objects are locked for 364 days; expected 365 days or more",
    ],
    ["copies locked as long as a backup lives", copies({ mode: "COMPLIANCE", days: 30 }), "pass"],
    [
      "copies locked for less than a backup lives",
      copies({ mode: "COMPLIANCE", days: 29 }),
      "fail",
      "29 days; expected 30 days or more",
    ],
    [
      "a record whose copies are locked as long as logs are kept",
      [
        broken(trail, "s3BucketName", "backups"),
        ...changing(backups, "backup-copies-lock", "rule.defaultRetention.days", 365),
      ],
      "pass",
    ],
    [
      "a record whose copies are locked as long as a backup lives",
      [broken(trail, "s3BucketName", "backups"), ...copies({ mode: "COMPLIANCE", days: 30 })],
      "fail",
      "expected 365 days or more",
    ],
    ...partial.map(([what, rule]): Case => [
      `backups with locked copies, by a rule ${what}`,
      changing(backups, "backups-replication", "rules", [rule]),
      "fail",
    ]),
    ["backups with no rule of replication", changing(backups, "backups-replication", "rules", []), "fail"],
    ["a lock of no mode", changing(records, "audit-logs-lock", "rule.defaultRetention.mode", undefined), "fail"],
    ["an unknown lock", changing(records, "audit-logs-lock", "rule.defaultRetention.days", unknown), "unknown"],
    [
      "an unknown bucket of the trail, which may be another",
      changing(records, "audit", "s3BucketName", unknown),
      "unknown",
      "which bucket s3BucketName names",
    ],
    [
      "a bucket without a name",
      [
        { ...broken(trail, "s3BucketName", unknown), sources: { s3BucketName: ["audit-logs"] } },
        broken(records[1]!, "bucket", undefined),
        ...autonamed,
      ],
      "pass",
    ],
    [
      "a bucket of flow logs without a lock",
      [broken(flow, "logDestination", "arn:aws:s3:::flows/prefix/"), ...bucketSamples("flows")],
      "fail",
      "not locked",
    ],
    ["a bucket of access logs, which cannot be locked", [access, ...bucketSamples("access-logs")], "pass"],
    [
      "a bucket of access logs without versions",
      [access, ...without(bucketSamples("access-logs"), "access-logs-versioning")],
      "fail",
    ],
    ["backups with locked copies", backups, "pass"],
    ["backups with copies that are not locked", without(backups, "backup-copies-lock"), "fail"],
    [
      "backups with copies elsewhere",
      backups.filter(({ name }) => !name.startsWith("backup-copies")),
      "unknown",
      "its lock cannot be seen",
    ],
    ["a locked store with copies elsewhere", bucketSamples("backups", { locked: true, replica: "elsewhere" }), "pass"],
    ["a public store of backups", without(backups, "backups-public"), "fail"],
    [
      "inline versions",
      [
        trail,
        broken(records[1]!, "versioning", { enabled: true }),
        ...without(records.slice(2), "audit-logs-versioning"),
      ],
      "pass",
    ],
    [
      "inline versions, off",
      [trail, broken(records[1]!, "versioning", { enabled: false }), ...records.slice(2)],
      "fail",
    ],
    ["any other bucket", bucketSamples("pages"), "not-applicable"],
  ]);
});

describe("LOG-04 trails", () => {
  const set = (property: string, value: unknown) => [broken(trail, property, value)];
  const fields = (...pairs: [unknown, unknown][]) =>
    set("advancedEventSelectors", [{ fieldSelectors: pairs.map(([field, value]) => ({ field, equals: [value] })) }]);
  const excluding = (services: unknown) =>
    set("eventSelectors", [{ readWriteType: "All", excludeManagementEventSources: services }]);
  cases("LOG-04", [
    ["of all regions, with validation and a key", [trail], "pass"],
    ["of one region", set("isMultiRegionTrail", undefined), "fail", "isMultiRegionTrail is not set, which means false"],
    ["without validation", set("enableLogFileValidation", false), "fail", "enableLogFileValidation is false"],
    ["without a key", set("kmsKeyId", undefined), "fail"],
    ["stopped", set("enableLogging", false), "fail"],
    ["without global events", set("includeGlobalServiceEvents", false), "fail"],
    ["unknown", set("isMultiRegionTrail", unknown), "unknown"],
    ["an unknown key", set("kmsKeyId", unknown), "unknown"],
    ["a text for a flag", set("enableLogFileValidation", "true"), "fail"],
    ["with the default selectors written down", set("eventSelectors", [{ includeManagementEvents: true }]), "pass"],
    [
      "of data alone",
      set("eventSelectors", [{ includeManagementEvents: false, readWriteType: "All" }]),
      "fail",
      "includeManagementEvents is false",
    ],
    ["of writes alone", set("eventSelectors", [{ readWriteType: "WriteOnly" }]), "fail", 'is "WriteOnly"'],
    ["with unknown selectors", set("eventSelectors", unknown), "unknown"],
    ["without the events of a service", excluding(["kms.amazonaws.com"]), "fail", "leaves out who used keys"],
    ["without an unknown service", excluding([unknown]), "fail"],
    ["without unknown services", excluding(unknown), "unknown"],
    ["without services of the wrong type", excluding("kms.amazonaws.com"), "fail"],
    ["with every service", excluding([]), "pass"],
    ["of one service by fields", fields(["eventCategory", "Management"], ["eventSource", "kms.amazonaws.com"]), "fail"],
    ["of management by fields", fields(["eventCategory", "Management"]), "pass"],
    ["of data by fields", fields(["eventCategory", "Data"]), "fail", "leaves management events out"],
    ["of writes by fields", fields(["eventCategory", "Management"], ["readOnly", "false"]), "fail"],
    ["of a field that is unknown", fields(["eventCategory", unknown]), "unknown"],
    ["of an unknown field", fields([unknown, "Management"]), "unknown"],
    ["without a category", fields(["readOnly", "false"]), "fail"],
    ["with unknown fields", set("advancedEventSelectors", unknown), "unknown"],
    ["with fields of the wrong type", set("advancedEventSelectors", "Management"), "fail", "wrong type"],
    [
      "a narrow one beside a good one",
      [trail, { ...broken(trail, "isMultiRegionTrail", false), name: "data" }],
      "pass",
      "another trail of this stack records everything",
    ],
    [
      "two narrow ones",
      [{ ...broken(trail, "kmsKeyId", undefined), name: "data" }, broken(trail, "isMultiRegionTrail", false)],
      "fail",
    ],
    ["none", [samples.cluster()], "not-applicable"],
  ]);
});

describe("MON-03 detection", () => {
  const [detector, audit, runtime] = [samples.detector(), samples.auditFeature(), samples.runtimeFeature()];
  const both = [detector, audit, runtime];
  const agents = (value: unknown) => broken(runtime, "additionalConfigurations", value);
  const linked = (each: Sample) => ({ ...broken(each, "detectorId", unknown), sources: { detectorId: ["detector"] } });
  cases("MON-03", [
    ["both features", both, "pass"],
    ["on by default", replacing(both, broken(detector, "enable", undefined)), "pass"],
    ["off", replacing(both, broken(detector, "enable", false)), "fail"],
    ["one feature off", replacing(both, broken(audit, "status", "DISABLED")), "fail", 'is "DISABLED"'],
    ["one feature missing", [detector, runtime], "fail", "EKS_AUDIT_LOGS is not on"],
    [
      "another feature",
      replacing(both, broken(runtime, "name", "S3_DATA_EVENTS")),
      "fail",
      "RUNTIME_MONITORING is not on",
    ],
    ["an unknown feature", replacing(both, broken(runtime, "name", unknown)), "unknown"],
    ["a feature of unknown state", replacing(both, broken(runtime, "status", unknown)), "unknown"],
    ["a feature of an unknown detector", replacing(both, broken(runtime, "detectorId", unknown)), "unknown"],
    ["features of a detector of this stack", [{ ...detector, outputs: {} }, linked(audit), linked(runtime)], "pass"],
    ["features of another detector", replacing(both, broken(runtime, "detectorId", "other")), "fail"],
    ["a text for the flag", replacing(both, broken(detector, "enable", "true")), "fail"],
    ["no detector", [audit, runtime, samples.cluster()], "not-applicable"],
    ["runtime monitoring of EKS alone", replacing(both, broken(runtime, "name", "EKS_RUNTIME_MONITORING")), "pass"],
    ["no agent on the nodes", replacing(both, agents(undefined)), "fail", "no agent watches the nodes"],
    [
      "an agent elsewhere",
      replacing(both, agents([{ name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" }])),
      "fail",
    ],
    ["an agent that is off", replacing(both, agents([{ name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" }])), "fail"],
    ["an unknown agent", replacing(both, agents([{ name: "EKS_ADDON_MANAGEMENT", status: unknown }])), "unknown"],
    ["agents of an unknown name", replacing(both, agents([{ name: unknown, status: "ENABLED" }])), "unknown"],
    ["unknown agents", replacing(both, agents(unknown)), "unknown"],
    ["agents of the wrong type", replacing(both, agents("all")), "fail", "wrong type"],
    [
      "an agent that the stack installs",
      [...replacing(both, agents(undefined)), broken(samples.networkAddon(), "addonName", "aws-guardduty-agent")],
      "pass",
    ],
    ["in China, the audit log alone", [broken(detector, "region", "cn-north-1"), audit], "pass"],
    ["in China, nothing", [broken(detector, "region", "cn-north-1")], "fail", "EKS_AUDIT_LOGS is not on"],
    ["in GovCloud, the audit log alone", [broken(detector, "region", "us-gov-west-1"), audit], "fail"],
    ["in an unknown region, the audit log alone", [broken(detector, "region", unknown), audit], "fail"],
  ]);
});

describe("BCK-02 backups", () => {
  const stack = bucketsOfStack().filter(({ name }) => name.startsWith("backup"));
  const rule = (change: object) => [{ ...copying, ...change }];
  const rules = (value: unknown) => changing(stack, "backups-replication", "rules", value);
  const later = (key: unknown, ...sources: string[]) => [
    samples.key(),
    samples.role(),
    ...replacing(stack, {
      ...rules([
        {
          ...copying,
          destination: { bucket: unknown, encryptionConfiguration: { replicaKmsKeyId: key } },
        },
      ]).find(({ name }) => name === "backups-replication")!,
      sources: { rules: sources },
    }),
  ];
  const here = (each: Sample) => broken(each, "region", undefined);
  const linked = replacing(stack, {
    ...broken(
      stack.find(({ name }) => name === "backups-replication")!,
      "rules",
      [copyingRule(unknown)],
    ),
    sources: { rules: ["backup-copies", "data"] },
  });
  const store = without(stack, "backups-replication");
  const velero = (bucket: unknown): Sample =>
    releaseOf("velero", { "configuration.backupStorageLocation": [{ provider: "aws", bucket }] });
  const location = (bucket: unknown): Sample => ({
    type: "kubernetes:velero.io/v1:BackupStorageLocation",
    name: "default",
    props: { spec: { provider: "aws", objectStorage: { bucket } } },
  });
  cases("BCK-02", [
    ["of Velero, copied nowhere", [...store, velero("backups")], "fail", "replicated nowhere"],
    ["of Velero by its own kind, copied nowhere", [...store, location("backups")], "fail", "replicated nowhere"],
    ["of Velero, copied", [...stack, velero("backups")], "pass"],
    ["of Velero, elsewhere", [...store, velero("elsewhere")], "not-applicable"],
    ["of Velero, in an unknown bucket", [...stack, velero(unknown)], "unknown", "to which bucket Velero writes"],
    [
      "of Velero, in a bucket of the stack whose name comes later",
      [...store, { ...velero(unknown), sources: { values: ["backups"] } }],
      "fail",
    ],
    ["copied to another region", stack, "pass"],
    ["copied to a bucket whose name comes later", [samples.key(), ...linked], "pass"],
    ["copied within the region", changing(stack, "backup-copies", "region", "eu-west-1"), "fail", "same region"],
    ["copied within the provider's region", stack.map(here), "fail", "same region"],
    [
      "copied to another provider's region",
      stack.map(here).map((each) => (each.name === "backup-copies" ? { ...each, provider: "far" } : each)),
      "unknown",
    ],
    ["an unknown region", changing(stack, "backup-copies", "region", unknown), "unknown"],
    [
      "a rule that is off",
      changing(stack, "backups-replication", "rules", rule({ status: "Disabled" })),
      "fail",
      'is "Disabled"',
    ],
    ["a rule of unknown state", changing(stack, "backups-replication", "rules", rule({ status: unknown })), "unknown"],
    ["unknown rules", changing(stack, "backups-replication", "rules", unknown), "unknown"],
    ["copied to a bucket elsewhere", rules([copyingRule("arn:aws:s3:::far")]), "unknown", "not part of this stack"],
    ...partial.map(([what, each]): Case => [`a rule ${what}`, rules([each]), "fail"]),
    ["a rule for a prefix beside one for all", rules([partial[1]![1], copying]), "pass"],
    ["a rule for an empty prefix", rules(rule({ filter: { prefix: "" } })), "pass"],
    ["a rule without a filter", rules(rule({ filter: undefined })), "pass"],
    ["a filter of the wrong type", rules(rule({ filter: "all" })), "fail", "wrong type"],
    ["an unknown filter", rules(rule({ filter: unknown })), "unknown"],
    ["an unknown prefix", rules(rule({ filter: { prefix: unknown } })), "unknown"],
    ["no rule", rules([]), "fail", "replicated nowhere"],
    ["an unknown key of this stack, beside the bucket", later(unknown, "backup-copies", "data"), "pass"],
    ["an unknown key, beside the bucket", later(unknown, "backup-copies"), "unknown"],
    [
      "an unknown key of this stack or of something else",
      later(unknown, "backup-copies", "data", "workload"),
      "unknown",
    ],
    ["a key of AWS's for the copies", later("arn:aws:kms:eu-central-1:1:alias/aws/s3", "backup-copies"), "fail"],
    ["without versions", without(stack, "backups-versioning"), "fail", "keeps no versions"],
    ["open to the public", without(stack, "backups-public"), "fail"],
    ["public access of the wrong type", changing(stack, "backups-public", "blockPublicAcls", "yes"), "fail"],
    [
      "an unknown bucket that is copied",
      changing(stack, "backups-replication", "bucket", unknown),
      "unknown",
      "which bucket bucket names",
    ],
    ["copied nowhere", without(stack, "backups-replication"), "not-applicable"],
  ]);
});

describe("BCK-03 zones", () => {
  const [a, b] = [samples.subnet(), samples.secondSubnet()];
  const [cluster, groupA, groupB] = [samples.cluster(), samples.nodeGroup(), samples.secondNodeGroup()];
  const stack = [a, b, cluster, groupA, groupB];
  const linked = {
    ...broken(cluster, "vpcConfig.subnetIds", unknown),
    sources: { vpcConfig: ["private-a", "private-b"] },
  };
  cases("BCK-03", [
    ["two zones", stack, "pass"],
    ["a cluster without nodes", [a, b, cluster], "pass"],
    [
      "two zones by id",
      [broken(broken(a, "availabilityZone", undefined), "availabilityZoneId", "euw1-az1"), b, cluster],
      "pass",
    ],
    ["nodes in one zone", [a, b, cluster, groupA], "fail", "nodes are in 1 zone; expected 2 or more"],
    [
      "a cluster in one zone",
      replacing(stack, broken(b, "availabilityZone", "eu-west-1a")),
      "fail",
      "the cluster's subnets are in 1 zone",
    ],
    ["one subnet", [a, b, broken(cluster, "vpcConfig.subnetIds", ["subnet-a"])], "fail"],
    ["no subnets", [a, b, broken(cluster, "vpcConfig.subnetIds", undefined)], "fail"],
    ["unknown subnets of this stack", [a, b, linked], "pass"],
    [
      "unknown subnets beside security groups",
      [a, b, samples.securityGroup(), { ...linked, sources: { vpcConfig: ["private-a", "private-b", "nodes"] } }],
      "pass",
    ],
    [
      "unknown subnets, of security groups alone",
      [a, b, samples.securityGroup(), { ...linked, sources: { vpcConfig: ["nodes"] } }],
      "unknown",
    ],
    [
      "unknown subnets beside another source",
      [a, b, samples.vpc(), { ...linked, sources: { vpcConfig: ["private-a", "private-b", "network"] } }],
      "unknown",
    ],
    ["unknown subnets", [a, b, { ...linked, sources: {} }], "unknown"],
    ["a subnet of another stack", [a, cluster], "unknown", "not part of this stack"],
    ["subnets of the wrong type", [a, b, broken(cluster, "vpcConfig.subnetIds", true)], "fail", "wrong type"],
    ["an unknown zone", [a, broken(b, "availabilityZone", unknown), cluster], "unknown"],
    [
      "nodes of an unknown cluster",
      [a, b, cluster, broken(groupA, "clusterName", unknown)],
      "unknown",
      "which cluster",
    ],
    ["a zone whose change is ignored", [a, { ...b, ignoreChanges: ["availabilityZone"] }, cluster], "pass"],
    ["subnets whose change is ignored", [a, b, { ...cluster, ignoreChanges: ["vpcConfig.subnetIds"] }], "unknown"],
    ["a subnet of which everything is ignored", [a, { ...b, ignoreChanges: ["*"] }, cluster], "unknown"],
    ["no cluster", [a, b], "not-applicable"],
  ]);
});

describe("BCK-04 protection from deletion", () => {
  const protection = (value: unknown) => [broken(samples.cluster(), "deletionProtection", value)];
  cases("BCK-04", [
    ["on", [samples.cluster()], "pass"],
    ["off", protection(false), "fail", "is false; expected true"],
    ["off by default", protection(undefined), "fail"],
    ["unknown", protection(unknown), "unknown"],
    ["a text", protection("true"), "fail"],
    ["no cluster", [samples.key()], "not-applicable"],
  ]);
});
