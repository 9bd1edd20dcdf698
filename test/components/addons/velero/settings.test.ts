import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import { resolveVeleroArgs } from "../../../../components/addons/velero/settings";
import { base } from "./recorded";

/** Paths of what is wrong with arguments, each with what is expected. */
function mistakesOf(args: object): Record<string, string> {
  try {
    resolveVeleroArgs({ ...base, ...args });
  } catch (error) {
    if (!InputPropertiesError.isInstance(error)) throw error;
    return Object.fromEntries(error.errors.map(({ propertyPath, reason }) => [propertyPath, reason]));
  }
  return {};
}

describe("addons/velero: its arguments", () => {
  it("tells every mistake in its arguments at once", () => {
    const args = {
      cluster: { name: "" },
      store: { bucket: "Main", keyArn: "", prefix: "/velero" },
      retentionDays: 0,
      alertTopicArn: 5,
      schedules: { Daily: { cron: "0 3 * *" }, weekly: { cron: "0 3 * * 0", ttlDays: 0, includedNamespaces: [] } },
      nodeAgent: "yes",
      restoreDrill: {
        cron: "daily",
        namespace: "Shop",
        scratchNamespace: "a.b",
        resources: [],
        minimum: { Secrets: 0 },
        deadlineMinutes: 4,
        backupMaxAgeHours: 0,
        successWithinHours: 169,
        every: 1,
      },
      values: { schedules: {}, credentials: { useSecret: true }, deployNodeAgent: { a: 1 } },
    };
    expect(Object.keys(mistakesOf(args))).to.have.members([
      "schedules.Daily",
      "schedules.Daily.cron",
      "schedules.weekly.ttlDays",
      "schedules.weekly.includedNamespaces",
      "nodeAgent",
      "restoreDrill.every",
      "restoreDrill.cron",
      "restoreDrill.namespace",
      "restoreDrill.scratchNamespace",
      "restoreDrill.resources",
      "restoreDrill.minimum.Secrets",
      "restoreDrill.deadlineMinutes",
      "restoreDrill.backupMaxAgeHours",
      "restoreDrill.successWithinHours",
      "cluster.name",
      "store.bucket",
      "store.keyArn",
      "store.prefix",
      "retentionDays",
      "alertTopicArn",
      "values.schedules",
      "values.credentials.useSecret",
      "values.deployNodeAgent",
    ]);
  });

  const daily = { cron: "0 3 * * *" };
  const unfit: [string, object, Record<string, string>][] = [
    [
      "no schedule",
      { schedules: {}, restoreDrill: { enabled: false } },
      { schedules: "got {}; expected one schedule or more" },
    ],
    [
      "snapshots that nobody moves",
      { nodeAgent: false },
      { nodeAgent: "got false; expected true, or none: the agent moves the snapshots of daily" },
    ],
    [
      "a schedule that is not there",
      { restoreDrill: { backupSchedule: "nightly" } },
      { "restoreDrill.backupSchedule": 'got "nightly"; expected one of the schedules: daily' },
    ],
    [
      "a namespace that the schedule does not hold",
      { schedules: { shop: { ...daily, includedNamespaces: ["shop", "bank"] } } },
      { "restoreDrill.namespace": 'got "velero"; expected a namespace that the schedule shop holds: shop, bank' },
    ],
    [
      "volumes whose snapshots stay in EBS",
      { schedules: { daily: { ...daily, snapshotMoveData: false } }, restoreDrill: { volumes: true } },
      { "restoreDrill.volumes": "got true; expected false, or snapshotMoveData of the schedule daily" },
    ],
    [
      "claims without their volumes",
      { restoreDrill: { resources: ["persistentvolumeclaims"], minimum: { persistentvolumeclaims: 1 } } },
      {
        "restoreDrill.resources":
          "got persistentvolumeclaims; expected `volumes: true` beside it, which restores claims with their volumes",
      },
    ],
    [
      "a scratch namespace that is in use",
      { restoreDrill: { scratchNamespace: "velero" } },
      { "restoreDrill.scratchNamespace": 'got "velero"; expected a namespace of its own, that holds nothing else' },
    ],
    [
      "the restored namespace as scratch namespace",
      { restoreDrill: { namespace: "shop", scratchNamespace: "shop" } },
      { "restoreDrill.scratchNamespace": 'got "shop"; expected a namespace of its own, that holds nothing else' },
    ],
    [
      "counts of what is not restored",
      { restoreDrill: { minimum: { secrets: 2 } } },
      { "restoreDrill.minimum.secrets": "got 2; expected how many must come back of configmaps" },
    ],
    [
      "a drill that asks for nothing",
      { restoreDrill: { resources: ["secrets"] } },
      { "restoreDrill.minimum": "got nothing; expected how many must come back of secrets" },
    ],
  ];
  for (const [what, args, expected] of unfit) {
    it(`refuses ${what}`, () => expect(mistakesOf(args)).to.deep.equal(expected));
  }

  it("refuses every scratch namespace that holds something else", () => {
    for (const scratchNamespace of ["velero", "default", "kube-system", "kube-public", "kube-node-lease"])
      expect(Object.keys(mistakesOf({ restoreDrill: { scratchNamespace } }))).to.deep.equal([
        "restoreDrill.scratchNamespace",
      ]);
  });

  it("refuses to restore what runs, opens a way in or gives rights", () => {
    for (const resource of [
      "pods",
      "services",
      "deployments.apps",
      "jobs.batch",
      "networkpolicies.networking.k8s.io",
    ]) {
      const [path] = Object.keys(mistakesOf({ restoreDrill: { resources: ["configmaps", resource] } }));
      expect(path, resource).to.equal("restoreDrill.resources[1]");
    }
  });
});
