import { expect } from "chai";
import type { Call } from "./cloud";
import { chartType } from "./cloud/construct";
import { type Lab, openLab } from "./lab/lab";
import { isMadeByProvider, label } from "./timing/makespan";

/** Calls that a run of the engine made to change something. */
const touching = (journal: readonly Call[]) =>
  journal.filter(({ method, preview }) => method !== "read" && !preview).map(({ method, urn }) => `${method} ${urn}`);

describe("destroy", () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab({ environment: "prod", stateAtEnd: true });
    const up = await lab.up();
    expect(up.ok, up.text).to.equal(true);
  });
  after(() => lab.close());

  /** Everything that a refused run must leave as it is. */
  const picture = () => ({
    cloud: lab.cloud.all(),
    state: new Map(lab.state().resources.map(({ urn, id, protect }) => [urn, { id, protect }])),
  });

  async function refused(destroy: () => ReturnType<Lab["destroy"]>, message: RegExp): Promise<void> {
    const before = picture();
    lab.providers.clear();
    const { ok, text } = await destroy();
    expect(ok).to.equal(false);
    expect(text).to.match(message);
    expect(touching(lab.providers.journal)).to.deep.equal([]);
    expect(picture()).to.deep.equal(before);
  }

  it("of a protected stack refuses before it touches anything, and says what to do", () =>
    refused(() => lab.destroy(), /prod is protected: set protect to false and update, then destroy/));

  it("refuses as well when it runs the program", () =>
    refused(
      () => lab.destroy({ runProgram: true }),
      /before hook "prod is protected: [^"]*" failed: the destroy is refused/,
    ));

  it("refuses a destroy of one resource as well", async () => {
    const deployment = lab.state().resources.find(({ type }) => type === "kubernetes:apps/v1:Deployment")!;
    await refused(() => lab.destroy({ target: [deployment.urn] }), /prod is protected/);
    await refused(() => lab.destroy({ target: [deployment.urn], runProgram: true }), /prod-guard/);
  });

  it("guards everything that the program made", () => {
    const { resources } = lab.state();
    const guard = resources.find(({ type }) => type === "rampart:index:DestroyGuard")!;
    // What the provider of a chart registers is no resource of the program: the guard depends on the chart.
    const own = resources.filter(
      ({ custom, type, parent = "" }) =>
        (custom && type !== "pulumi:providers:aws" && !isMadeByProvider(parent)) || type === chartType,
    );
    expect(own.length).to.be.greaterThan(100);
    expect([...guard.dependencies!].sort()).to.deep.equal(own.map(({ urn }) => urn).sort());
    expect(resources.filter(({ dependencies = [] }) => dependencies.includes(guard.urn))).to.deep.equal([]);
  });

  it("refuses to lose the stack to a program that makes nothing any more", async () => {
    const before = picture();
    lab.providers.clear();
    const { ok, text } = await lab.up({ program: () => Promise.resolve({}) });
    expect(ok).to.equal(false);
    expect(text).to.include("prod is protected");
    expect(touching(lab.providers.journal)).to.deep.equal([]);
    expect(picture()).to.deep.equal(before);
  });

  it("goes all the way once protection is off, and leaves nothing but what stays by design", async () => {
    lab.project.change((settings) => (settings["rampart:protect"] = false));
    const up = await lab.up();
    expect(up.ok, up.text).to.equal(true);
    // The cluster, and what the sample volume says of itself.
    expect(up.changes).to.deep.equal({ update: 2 });
    const retained = lab.state().resources.filter(({ retainOnDelete }) => retainOnDelete === true);
    const cluster = lab.state().resources.find(({ type }) => type === "aws:eks/cluster:Cluster")!.urn;
    // What is retained lies in the cluster, and so it is gone with it.
    expect(new Set(retained.map(({ deletedWith }) => deletedWith))).to.deep.equal(new Set([cluster]));
    lab.providers.clear();
    const { ok, text } = await lab.destroy();
    expect(ok, text).to.equal(true);
    expect(lab.state().resources).to.deep.equal([]);
    const deleted = new Set(lab.providers.journal.map(({ urn }) => urn));
    expect(retained.filter(({ urn }) => deleted.has(urn))).to.deep.equal([]);
    const left = lab.cloud.all().map(({ type, id, urn }) => (urn === "" ? `${type} ${id}` : label(urn)));
    expect(left).to.deep.equal([]);
  });
});

describe("an add-on that goes while the cluster stays", () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab({ environment: "prod", stateAtEnd: true });
    const up = await lab.up();
    expect(up.ok, up.text).to.equal(true);
  });
  after(() => lab.close());

  const definitions = () =>
    lab.cloud
      .all()
      .filter(({ type }) => type.endsWith(":CustomResourceDefinition"))
      .map(({ urn }) => label(urn));

  it("leaves nothing of Calico but its definitions, with which every object of their kinds would go", async () => {
    const before = definitions();
    expect(before.sort()).to.deep.equal([
      "CustomResourceDefinition prod-calico-calico-crds:globalnetworkpolicies.crd.projectcalico.org",
      "CustomResourceDefinition prod-calico-calico-crds:installations.operator.tigera.io",
    ]);
    lab.project.change((settings) => (settings["rampart:addons"] = { networkPolicy: "vpc-cni" }));
    const { ok, text } = await lab.up();
    expect(ok, text).to.equal(true);
    const left = lab.cloud.all().filter(({ urn }) => label(urn).includes(" prod-calico"));
    expect(left.map(({ urn }) => label(urn)).sort()).to.deep.equal(before);
    expect(definitions().sort()).to.deep.equal(before);
  });

  it("comes back once its definitions are adopted: the API server has them already", async () => {
    const kept = lab.cloud.all().filter(({ type }) => type.endsWith(":CustomResourceDefinition"));
    lab.project.change((settings) => delete settings["rampart:addons"]);
    const refused = await lab.up();
    expect(refused.ok).to.equal(false);
    expect(refused.text).to.match(/projectcalico\.org" already exists/);
    lab.project.change((settings) => {
      settings["rampart:adopt"] = Object.fromEntries(kept.map(({ urn, id }) => [urn, id]));
    });
    const { ok, text } = await lab.up();
    expect(ok, text).to.equal(true);
    expect(lab.cloud.all().filter(({ urn }) => label(urn).includes(" prod-calico")).length).to.be.greaterThan(10);
  });
});
