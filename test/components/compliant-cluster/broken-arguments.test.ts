import { InputPropertiesError, output } from "@pulumi/pulumi";
import { expect } from "chai";
import type { CompliantClusterArgs } from "../../../index";
import { resolveCompliantClusterArgs } from "../../../components/compliant-cluster/settings";
import { partRows } from "./parts";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

/** Every argument of the component, with something in every list and every map. */
const everything = {
  region: "eu-central-1",
  regimes: ["gdpr"],
  residency: { basis: {} },
  kubernetesVersion: "1.35",
  addonVersions: { coredns: "v1.13.2-eksbuild.1" },
  addons: { networkPolicy: "calico", metricsServer: true, nodeMonitoring: true },
  network: {
    mode: "create",
    cidr: "10.0.0.0/16",
    zones: 3,
    nat: "single",
    serviceCidr: "172.20.0.0/16",
    apiCidrs: ["192.168.0.0/24"],
    flowLogs: { mode: "create", retentionDays: 365, aggregationSeconds: 60 },
    endpoints: { mode: "create", services: ["kms"], s3Accounts: ["111122223333"] },
  },
  controlPlane: { supportType: "STANDARD", zonalShift: true, webhookPorts: [9000] },
  endpoint: { publicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] },
  access: {
    deployer: role("deployer"),
    admins: [role("admin")],
    viewers: [role("viewer")],
    teams: { shop: { principals: [role("shop")], namespaces: ["shop"], level: "edit" } },
  },
  identity: { mechanism: "irsa" },
  nodes: {
    general: {
      instanceTypes: ["m6i.large"],
      amiType: "BOTTLEROCKET_x86_64",
      release: "recommended",
      capacityType: "SPOT",
      minSize: 1,
      maxSize: 3,
      desiredSize: 2,
      diskGiB: 50,
      labels: { tier: "web", "example.com/tier": "web" },
      taints: [{ key: "dedicated", value: "web", effect: "PREFER_NO_SCHEDULE" }],
      maxUnavailablePercentage: 33,
      repair: true,
      zones: [0, 1],
    },
  },
  storage: { accountEncryption: { mode: "create" } },
  keys: { deletionWindowDays: 30, rotationDays: 365, volumes: { mode: "create" } },
  logs: { mode: "create", retentionDays: 365 },
  auditTrail: { mode: "create", retentionDays: 365, lockMode: "COMPLIANCE" },
  detection: { mode: "create", runtimeMonitoring: true, malwareProtection: true, findingFrequency: "ONE_HOUR" },
  alerts: {
    mode: "create",
    subscriptions: [{ protocol: "email", endpoint: "security@example.com" }],
    guardDutySeverity: 4,
    thresholds: {},
    secretReaders: [],
  },
  registry: {
    mode: "create",
    repositories: { shop: {} },
    pullThroughCaches: { quay: {} },
    scanning: { mode: "create" },
  },
  backup: { mode: "create", retentionDays: 90, noncurrentDays: 30, replica: { mode: "create", lockDays: 30 } },
  gatekeeper: { replicas: 3, enforcement: "deny", values: { auditInterval: 30 } },
  protect: true,
  waiversHash: "0".repeat(64),
  tags: { "cost-center": "4711", "a.b": "c", a: "b" },
};

const broken: [string, unknown][] = [
  ["nothing", null],
  ["a number", 5],
  ["a number below", -1],
  ["no number", NaN],
  ["a text", "nonsense"],
  ["an empty text", ""],
  ["a flag", true],
  ["an empty list", []],
  ["an empty map", {}],
  ["a list of nothing", [null]],
  ["a list of lists", [["x"]]],
  ["a map of nothing", { x: null }],
  ["an Output", output("later")],
  ["a promise", Promise.resolve("later")],
];

/** The same arguments once for each place in them, each time with something else there. */
function* replaced(value: unknown, by: unknown, path = ""): Generator<[string, unknown]> {
  yield [path, by];
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value as Record<string, unknown>)) {
    for (const [at, next] of replaced(each, by, `${path}.${key}`)) {
      if (Array.isArray(value)) yield [at, value.map((one: unknown, index) => (String(index) === key ? next : one))];
      else yield [at, { ...value, [key]: next }];
    }
    // Left out, and under a name that nobody expects.
    if (Array.isArray(value)) continue;
    const others = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    yield [`${path}.${key} absent`, others];
    yield [`${path}.${key} renamed`, { ...others, [`${key}.X y`]: each }];
  }
}

const resolve = (args: unknown) => resolveCompliantClusterArgs("main", args as CompliantClusterArgs);

describe("compliant-cluster/settings: arguments with one thing broken", () => {
  it("begin from arguments that are whole", () => {
    for (const args of [everything, ...partRows.map((row) => row.args)]) expect(() => resolve(args)).to.not.throw();
  });

  for (const [what, by] of broken) {
    it(`are refused by their paths, or taken: ${what}`, () => {
      const crashes: string[] = [];
      for (const args of [everything, ...partRows.map((row) => row.args)]) {
        for (const [path, wrong] of replaced(args, by)) {
          try {
            resolve(wrong);
          } catch (error) {
            if (!InputPropertiesError.isInstance(error)) crashes.push(`${path}: ${String(error)}`);
          }
        }
      }
      expect(crashes).to.deep.equal([]);
    });
  }
});
