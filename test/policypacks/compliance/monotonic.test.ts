import { expect } from "chai";
import fc from "fast-check";
import type { Verdict } from "../../../catalogue";
import { accountProvider, bucketsOfStack, irsaStatement, keyArnFor, policyOf } from "../../support/account-samples";
import { gatekeeperSamples } from "../../support/admission-samples";
import { broken, compliantStack, type Sample, samples, unknown } from "../../support/samples";
import { type Outcome, replacing, run } from "./harness";
import { placesOf, withValue } from "./properties/places";

const bucketPart = (name: string) => bucketsOfStack().find((each) => each.name === name)!;
const constraint = (name: string) => gatekeeperSamples("1.35").find((each) => each.name === name)!;

/** Each sample, broken in a way that its controls see. */
const faults: Record<string, Sample> = {
  endpoint: broken(samples.cluster(), "vpcConfig", { endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] }),
  access: broken(samples.cluster(), "accessConfig.authenticationMode", "CONFIG_MAP"),
  logs: broken(samples.cluster(), "enabledClusterLogTypes", ["api"]),
  encryption: broken(samples.cluster(), "encryptionConfig.resources", []),
  key: broken(samples.key(), "enableKeyRotation", false),
  keyDeletion: broken(samples.key(), "deletionWindowInDays", 1),
  sharedKey: broken(samples.logGroup(), "kmsKeyId", keyArnFor("secrets")),
  remote: broken(samples.nodeGroup(), "remoteAccess", { ec2SshKey: "ops", sourceSecurityGroupIds: [] }),
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
  constraint: broken(constraint("rampart-pss-01-pods-baseline"), "spec.enforcementAction", "dryrun"),
  template: broken(constraint("rampartpss01podsbaseline"), "spec.targets", []),
  listeners: broken(samples.listener(), "sslPolicy", "ELBSecurityPolicy-2016-08"),
  certificate: broken(samples.ingress(), "spec.tls", []),
  host: broken(samples.ingress(), "spec.rules.0.host", "*.example.com"),
  transport: broken(bucketPart("backups-policy"), "policy", policyOf()),
  public: broken(samples.balancer(), "internal", false),
  nodePort: broken(samples.service(), "spec.type", "NodePort"),
  role: broken(samples.kubernetesRole(), "rules.0.verbs", ["*"]),
  binding: broken(samples.kubernetesBinding(), "subjects", [{ kind: "Group", name: "system:authenticated" }]),
  account: broken(samples.kubernetesBinding(), "subjects.0.name", "default"),
  token: broken(samples.deployment(), "spec.template.spec.automountServiceAccountToken", true),
  image: broken(samples.deployment(), "spec.template.spec.containers.0.image", "docker.io/api:latest"),
  tags: broken(samples.repository(), "imageTagMutability", "MUTABLE"),
  namespace: broken(samples.namespace(), "metadata.labels", { "pod-security.kubernetes.io/enforce": "baseline" }),
  writable: broken(
    samples.deployment(),
    "spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem",
    false,
  ),
  secret: broken(samples.deployment(), "spec.template.spec.containers.0.env", [{ name: "DB_PASSWORD", value: "x" }]),
  region: broken(accountProvider(), "region", "us-east-1"),
  unowned: broken(accountProvider(), "defaultTags", { tags: { environment: "prod" } }),
  anyAccount: broken(accountProvider(), "allowedAccountIds", []),
};

/** Each run judges a whole stack. */
const patience = 180_000;

const open: readonly Verdict[] = ["fail", "unknown", "error"];

describe("compliance pack: unknown is never a pass", () => {
  const stack = compliantStack();
  const outcomes = new Map<string, Promise<Outcome>>();
  const before = (name: string): Promise<Outcome> => {
    const made = outcomes.get(name) ?? run(replacing(stack, faults[name]!));
    outcomes.set(name, made);
    return made;
  };

  it("turns no failure into a pass when any value becomes unknown", () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(faults)), fc.nat(), async (name, index) => {
        const bad = faults[name]!;
        const places = placesOf([bad]);
        const place = places[index % places.length]!;
        const after = await run(replacing(stack, ...withValue([bad], place, unknown)));
        const { evidence } = await before(name);
        for (const { id, verdict } of evidence.controls.filter((each) => open.includes(each.verdict)))
          expect(open, `${id} was ${verdict}, with ${place.path.join(".")} unknown`).to.include(after.verdict(id));
      }),
      { numRuns: 40 },
    )).timeout(patience);

  it("breaks nothing, wherever the unknown stands", async () => {
    const places = placesOf(stack);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), async (place) => {
        const { evidence } = await run(withValue(stack, place, unknown));
        expect(evidence.controls.filter(({ verdict }) => verdict === "error")).to.deep.equal([]);
      }),
      { numRuns: 25 },
    );
  }).timeout(patience);
});
