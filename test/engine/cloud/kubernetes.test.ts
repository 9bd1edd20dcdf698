import { expect } from "chai";
import { connect, type Engine, failure, urnOf } from "./client";
import type { Cloud, Providers } from "./index";
import { asSecret, isSecret } from "./wire";
import { openStandIn, type StandIn } from "./stand-in";

const namespaceUrn = urnOf("kubernetes:core/v1:Namespace", "sample");
const policyUrn = urnOf("kubernetes:networking.k8s.io/v1:NetworkPolicy", "deny");
const releaseUrn = urnOf("kubernetes:helm.sh/v3:Release", "gatekeeper");
const templateUrn = urnOf("kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate", "labels");
const constraintUrn = urnOf("kubernetes:constraints.gatekeeper.sh/v1beta1:Labels", "labels");

const namespace = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
const policy = { metadata: { name: "deny", namespace: "sample" }, spec: {} };
const template = { metadata: { name: "labels" }, spec: { crd: { spec: { names: { kind: "Labels" } } } } };

describe("the stand-in for Kubernetes", () => {
  let standIn: StandIn;
  let cloud: Cloud;
  let providers: Providers;
  let kubernetes: Engine;

  beforeEach(async () => {
    standIn = await openStandIn("kubernetes", { kubeconfig: kubeconfigOf("https://api.test") });
    ({ cloud, providers, engine: kubernetes } = standIn);
  });
  afterEach(() => standIn.close());

  it("names an unnamed object and puts it into the default namespace", async () => {
    const { inputs } = await kubernetes.check(policyUrn, { spec: {} });
    expect(inputs["metadata"])
      .to.have.property("name")
      .that.matches(/^deny-[0-9a-f]{8}$/);
    expect(inputs["metadata"]).to.have.property("namespace", "default");
    expect((await kubernetes.check(namespaceUrn, namespace("a"))).inputs).to.deep.equal(namespace("a"));
  });

  it("creates nothing in a namespace that does not exist", async () => {
    expect(await failure(kubernetes.create(policyUrn, policy))).to.contain('namespaces "sample" not found');
    await kubernetes.create(namespaceUrn, namespace("sample"));
    expect((await kubernetes.create(policyUrn, policy)).id).to.equal("sample/deny");
    expect(await failure(kubernetes.create(policyUrn, policy))).to.contain('"deny" already exists');
  });

  it("deletes a namespace together with what is in it", async () => {
    await kubernetes.create(namespaceUrn, namespace("sample"));
    await kubernetes.create(policyUrn, policy);
    await kubernetes.delete(namespaceUrn, "sample");
    expect(cloud.all()).to.deep.equal([]);
    await kubernetes.delete(policyUrn, "sample/deny");
  });

  it("knows a kind only after who brings it", async () => {
    const constraint = { metadata: { name: "labels" } };
    expect(await failure(kubernetes.create(templateUrn, template))).to.contain(
      'no matches for kind "ConstraintTemplate"',
    );
    await kubernetes.create(releaseUrn, { name: "gatekeeper", namespace: "default", chart: "gatekeeper" });
    expect(await failure(kubernetes.create(constraintUrn, constraint))).to.contain('no matches for kind "Labels"');
    const made = await kubernetes.create(templateUrn, template);
    expect(made.outputs["status"]).to.deep.equal({ created: true });
    await kubernetes.create(constraintUrn, constraint);
    await kubernetes.delete(templateUrn, made.id);
    expect(cloud.find(constraintUrn)).to.deep.equal([]);
  });

  it("knows the kinds of a chart whose definitions are resources, and those for which another API server answers", async () => {
    const calico = (kind: string) => urnOf(`kubernetes:${kind}`, "x");
    const object = { metadata: { name: "x" }, spec: {} };
    const [installation, server, tier] = [
      calico("operator.tigera.io/v1:Installation"),
      calico("operator.tigera.io/v1:APIServer"),
      calico("projectcalico.org/v3:Tier"),
    ];
    expect(await failure(kubernetes.create(installation, object))).to.contain('no matches for kind "Installation"');
    const group = "operator.tigera.io";
    await kubernetes.create(urnOf("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "d"), {
      metadata: { name: `installations.${group}` },
      spec: { group, names: { plural: "installations" } },
    });
    await kubernetes.create(installation, object);
    expect(await failure(kubernetes.create(tier, object))).to.contain('no matches for kind "Tier"');
    await kubernetes.create(server, object);
    await kubernetes.create(tier, object);
  });

  it("puts no object of the whole cluster into a namespace", async () => {
    for (const kind of [
      "external-secrets.io/v1:ClusterSecretStore",
      "operator.tigera.io/v1:APIServer",
      "operator.tigera.io/v1:Installation",
      "policies.kyverno.io/v1:ValidatingPolicy",
      "projectcalico.org/v3:GlobalNetworkPolicy",
      "projectcalico.org/v3:Tier",
      "rbac.authorization.k8s.io/v1:ClusterRole",
    ]) {
      const { inputs } = await kubernetes.check(urnOf(`kubernetes:${kind}`, "x"), { metadata: { name: "x" } });
      expect(inputs["metadata"], kind).to.deep.equal({ name: "x" });
    }
  });

  it("counts a release's revisions", async () => {
    const inputs = { name: "gatekeeper", namespace: "default", chart: "gatekeeper", version: "1" };
    const { id, outputs } = await kubernetes.create(releaseUrn, inputs);
    expect(outputs["status"]).to.include({ revision: 1, namespace: "default", status: "deployed" });
    const after = await kubernetes.update(releaseUrn, id, outputs, inputs, { ...inputs, version: "2" });
    expect(after["status"]).to.include({ revision: 2 });
    expect(await failure(kubernetes.create(releaseUrn, inputs))).to.contain(
      "cannot re-use a name that is still in use",
    );
  });

  it("gives the data of a Secret back as secret", async () => {
    const inputs = {
      metadata: { name: "s", namespace: "default" },
      data: { a: "Yg==" },
      stringData: asSecret({ c: "d" }),
    };
    const { outputs } = await kubernetes.create(urnOf("kubernetes:core/v1:Secret", "s"), inputs);
    expect([isSecret(outputs["data"]), isSecret(outputs["stringData"])]).to.deep.equal([true, true]);
  });

  it("keeps the objects of two clusters apart, and each goes with its own", async () => {
    const other = connect(providers.attach, "kubernetes");
    const server = "https://OTHER.gr7.eu-central-1.eks.amazonaws.com";
    await other.configure({ kubeconfig: kubeconfigOf(server) });
    expect(await failure(other.create(namespaceUrn, namespace("a")))).to.contain("cluster is unreachable");
    cloud.write({
      provider: "aws",
      type: "aws:eks/cluster:Cluster",
      id: "c",
      urn: "",
      inputs: {},
      outputs: { endpoint: server },
    });
    await kubernetes.create(namespaceUrn, namespace("a"));
    await other.create(namespaceUrn, namespace("a"));
    const aws = connect(providers.attach, "aws");
    await aws.delete(urnOf("aws:eks/cluster:Cluster", "c"), "c");
    for (const each of [other, aws]) each.close();
    expect(cloud.all().map(({ cluster }) => cluster)).to.deep.equal(["https://api.test"]);
  });

  it("forbids what an API server forbids to change", async () => {
    const urn = urnOf("kubernetes:storage.k8s.io/v1:StorageClass", "fast");
    const inputs = { metadata: { name: "fast" }, provisioner: "p", reclaimPolicy: "Delete" };
    const { id, outputs } = await kubernetes.create(urn, inputs);
    const change = kubernetes.update(urn, id, outputs, inputs, { ...inputs, reclaimPolicy: "Retain" });
    expect(await failure(change)).to.contain("updates to reclaimPolicy are forbidden");
  });
});

function kubeconfigOf(server: string): string {
  return JSON.stringify({
    "current-context": "x",
    contexts: [{ name: "x", context: { cluster: "y" } }],
    clusters: [{ name: "y", cluster: { server } }],
  });
}
