import { join } from "node:path";
import { expect } from "chai";
import { type Recording, record } from "../support/recorder";
import { configOf, root } from "./config";

const program = join(root, "stacks/index.ts");

function run(config: Record<string, string>, stack = "dev"): Promise<Recording> {
  return record(
    () => {
      delete require.cache[program];
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the program runs when it is loaded
      return require(program) as unknown;
    },
    { project: "rampart", stack, config },
  );
}

describe("stacks/index", () => {
  let recording: Recording;

  before(async () => {
    recording = await run(configOf("Pulumi.dev.yaml"));
  });

  it("hands the waiver file's hash to the cluster", () => {
    const { inputs } = recording.one("rampart:index:CompliantCluster", "dev");
    expect(inputs.waiversHash).to.match(/^[0-9a-f]{64}$/);
  });

  it("exports what its users need", () => {
    expect(Object.keys(recording.outputs).sort()).to.deep.equal([
      "alertTopicArn",
      "backupBucketName",
      "clusterName",
      "endpoint",
      "logGroupName",
      "registryUrl",
      "sampleClaim",
      "sampleNamespace",
      "vpcId",
    ]);
    expect(recording.outputs.sampleNamespace).to.equal("sample");
  });

  it("starts the sample behind its default deny and once admission control is in force", () => {
    const deployment = recording.one("kubernetes:apps/v1:Deployment", "sample");
    const policy = recording.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", "sample-default-deny");
    expect(deployment.dependencies).to.include(policy.urn);
    for (const release of ["dev-gatekeeper-gatekeeper", "dev-istio-istiod"])
      expect(policy.dependencies, release).to.include(recording.one("kubernetes:helm.sh/v3:Release", release).urn);
    expect(policy.inputs.spec).to.deep.equal({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });

  it("puts the sample into the mesh in the way that the settings choose", () => {
    const labels = recording.one("kubernetes:core/v1:Namespace", "sample").inputs.metadata as { labels: object };
    expect(labels.labels).to.include({ "istio.io/dataplane-mode": "ambient" });
  });

  it("runs with every setting that the template shows", async () => {
    const template = await run(configOf("example.yaml"), "example");
    const registered = new Set(template.registrations.map(({ type }) => type));
    expect(registered).to.include.keys(
      ...["Calico", "ExternalSecrets", "Falco", "FluentBit", "Gatekeeper", "Harbor", "Istio", "IstioGateway"]
        .concat("LoadBalancerController", "TrivyOperator", "Velero")
        .map((addon) => `rampart:index:${addon}`),
    );
    const { inputs } = template.one("kubernetes:core/v1:Namespace", "sample");
    // Workloads follow the tag, which stays when control planes come and go.
    expect((inputs.metadata as { labels: object }).labels).to.include({ "istio.io/rev": "stable" });
  });

  it("takes the sample away with the cluster, through the cluster's own provider", () => {
    const cluster = recording.one("aws:eks/cluster:Cluster");
    const provider = recording.one("pulumi:providers:kubernetes");
    for (const type of ["kubernetes:apps/v1:Deployment", "kubernetes:core/v1:Namespace"]) {
      const resource = recording.one(type, "sample");
      expect(resource.options.deletedWith).to.equal(cluster.urn);
      expect(resource.provider.startsWith(`${provider.urn}::`)).to.equal(true);
    }
  });

  it("binds the sample's volume to its namespace, and lets neither go with the cluster", () => {
    const volume = recording.one("aws:ebs/volume:Volume", "sample-data");
    expect(volume.inputs).to.deep.include({ availabilityZone: "eu-central-1a", encrypted: true });
    expect(volume.inputs.tags).to.include({ environment: "dev", "data-classification": "test-data" });
    const claim = recording.one("kubernetes:core/v1:PersistentVolumeClaim", "sample-data");
    expect(claim.inputs.metadata).to.deep.equal({ name: "sample-data", namespace: "sample" });
    expect([volume, claim].map(({ options }) => options.deletedWith || undefined)).to.deep.equal([
      undefined,
      undefined,
    ]);
    expect(claim.dependencies).to.include(recording.one("aws:eks/cluster:Cluster").urn);
  });

  it("says what is wrong with a setting", async () => {
    let failure: unknown;
    await run({ "aws:region": "eu-central-1", "rampart:protect": "maybe" }).catch(
      (error: unknown) => (failure = error),
    );
    expect(String(failure)).to.contain('rampart:protect: got "maybe"; expected true or false');
  });
});
