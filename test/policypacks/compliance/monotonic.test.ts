import { expect } from "chai";
import fc from "fast-check";
import type { Verdict } from "../../../catalogue";
import { bucketsOfStack, irsaStatement, policyOf } from "../../support/account-samples";
import { broken, compliantStack, type Sample, samples, unknown } from "../../support/samples";
import { run } from "./harness";

/** Every path to a value of the properties, inner ones and leaves. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return path.length === 0 ? [] : [path];
  const below = Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? below : [path, ...below];
}

function withUnknown(sample: Sample, path: readonly (string | number)[]): Sample {
  const props = structuredClone(sample.props);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((each, key) => (each as Record<string | number, unknown>)[key], props);
  (holder as Record<string | number, unknown>)[path.at(-1)!] = unknown;
  return { ...sample, props };
}

const bucketPart = (name: string) => bucketsOfStack().find((each) => each.name === name)!;

/** Each sample, broken in a way that its controls see. */
const faults: Record<string, Sample> = {
  endpoint: broken(samples.cluster(), "vpcConfig.publicAccessCidrs", ["0.0.0.0/0"]),
  access: broken(samples.cluster(), "accessConfig.authenticationMode", "CONFIG_MAP"),
  logs: broken(samples.cluster(), "enabledClusterLogTypes", ["api"]),
  encryption: broken(samples.cluster(), "encryptionConfig.resources", []),
  key: broken(samples.key(), "enableKeyRotation", false),
  metadata: broken(samples.launchTemplate(), "metadataOptions.httpPutResponseHopLimit", 2),
  disks: broken(samples.launchTemplate(), "blockDeviceMappings", [{ ebs: { encrypted: "false" } }]),
  ingress: broken(samples.securityGroup(), "ingress", [{ cidrBlocks: ["0.0.0.0/0"] }]),
  retention: broken(samples.logGroup(), "retentionInDays", 0),
  subnet: broken(samples.subnet(), "mapPublicIpOnLaunch", true),
  storage: broken(samples.storageClass(), "parameters.encrypted", "false"),
  policy: broken(samples.defaultDeny(), "spec.policyTypes", ["Ingress"]),
  pod: broken(samples.deployment(), "spec.template.spec.hostNetwork", true),
  volume: broken(samples.volume(), "encrypted", false),
  flows: broken(samples.flowLog(), "trafficType", "ACCEPT"),
  addon: broken(broken(samples.networkAddon(), "configurationValues", "{}"), "addonVersion", undefined),
  principal: broken(samples.accessEntry(), "principalArn", "arn:aws:iam::111122223333:root"),
  administrator: broken(samples.accessPolicy(), "principalArn", "arn:aws:iam::111122223333:role/other"),
  trust: broken(samples.role(), "assumeRolePolicy", policyOf({ ...irsaStatement, Condition: {} })),
  permissions: broken(samples.rolePolicy(), "policy", {
    Statement: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }],
  }),
  keyPolicy: broken(samples.key(), "policy", {
    Statement: [{ Effect: "Allow", Principal: { AWS: ["*"] }, Action: ["kms:Decrypt"], Resource: "*", Condition: {} }],
  }),
  trail: broken(samples.trail(), "isMultiRegionTrail", false),
  records: broken(bucketPart("audit-logs-lock"), "rule.defaultRetention.days", 0),
  copies: broken(bucketPart("backups-replication"), "rules.0.status", "Disabled"),
  bucketKey: broken(bucketPart("backups-encryption"), "rules", [
    { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
  ]),
  detector: broken(samples.auditFeature(), "status", "DISABLED"),
  images: broken(samples.repository(), "imageScanningConfiguration.scanOnPush", false),
  topic: broken(samples.topic(), "kmsMasterKeyId", "alias/aws/sns"),
  nodes: broken(samples.nodeGroup(), "releaseVersion", undefined),
  zones: broken(samples.secondNodeGroup(), "subnetIds", ["subnet-a"]),
  deletion: broken(samples.cluster(), "deletionProtection", false),
  mode: broken(samples.peerAuthentication(), "spec.mtls.mode", "PERMISSIVE"),
  ports: broken(samples.peerAuthentication(), "spec.portLevelMtls", { "8080": { mode: "DISABLE" } }),
  unmeshed: broken(samples.namespace(), "metadata.labels", { "istio-injection": "disabled" }),
  listener: broken(samples.gateway(), "spec.servers.0.tls.minProtocolVersion", "TLSV1_0"),
  redirect: broken(samples.gateway(), "spec.servers.1.tls.httpsRedirect", false),
  plain: broken(samples.destinationRule(), "spec.trafficPolicy.tls.mode", "DISABLE"),
  authorization: broken(samples.authorizationPolicy(), "spec", {
    action: "ALLOW",
    rules: [{ from: [{ source: {} }] }],
  }),
  accessLog: broken(samples.telemetry(), "spec.accessLogging", [{ providers: [{ name: "envoy" }], disabled: true }]),
  mesh: broken(samples.istio(), "releases", [{ chart: "base", release: "istio-base", securityValues: {} }]),
  watch: broken(samples.falco(), "releases", [{ chart: "falco", release: "falco", securityValues: {} }]),
  store: broken(samples.clusterSecretStore(), "spec.conditions", [{ namespaceSelector: {} }]),
  stores: broken(samples.externalSecrets(), "releases", []),
  schedule: broken(samples.velero(), "schedules", [
    { name: "weekly", cron: "0 3 * * 0", namespaces: ["*"], ttlDays: 30 },
  ]),
  subscriber: broken(samples.subscription(), "topic", "arn:aws:sns:eu-west-1:111122223333:other"),
  alarm: broken(samples.alarm(), "alarmActions", []),
  gatekeeper: broken(samples.gatekeeper(), "releases.0.securityValues.replicas", 1),
};

const open: readonly Verdict[] = ["fail", "unknown", "error"];

describe("compliance pack: unknown is never a pass", () => {
  const stack = compliantStack();
  const withFault = (bad: Sample) =>
    stack.map((each) => (each.type === bad.type && each.name === bad.name ? bad : each));

  it("turns no failure into a pass when any value becomes unknown", async () => {
    const outcomes = await Promise.all(
      Object.entries(faults).map(async ([name, bad]) => [name, await run(withFault(bad))] as const),
    );
    const before = new Map(outcomes);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...before.keys()), fc.nat(), async (name, index) => {
        const bad = faults[name]!;
        const paths = pathsOf(bad.props);
        const path = paths[index % paths.length]!;
        const after = await run(withFault(withUnknown(bad, path)));
        for (const { id, verdict } of before.get(name)!.evidence.controls.filter((each) => open.includes(each.verdict)))
          expect(open, `${id} was ${verdict}, with ${path.join(".")} unknown`).to.include(after.verdict(id));
      }),
      { numRuns: 60 },
    );
  });

  it("breaks nothing, wherever the unknown stands", async () => {
    const places = stack.flatMap((sample) => pathsOf(sample.props).map((path) => ({ sample, path })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), async ({ sample, path }) => {
        const { evidence } = await run(withFault(withUnknown(sample, path)));
        expect(evidence.controls.filter(({ verdict }) => verdict === "error")).to.deep.equal([]);
      }),
      { numRuns: 40 },
    );
  });
});
