import { expect } from "chai";
import type { Registration } from "../../cli/preview/types";
import { modes } from "../components/compliant-cluster/modes";
import { recordCluster } from "../components/recorded";
import { environments } from "../stacks/config";
import { accepted, messageOf } from "./lab/api-client";
import { type ApiServer, startApiServer } from "./lab/api-server";
import { customKinds, permissiveCrd } from "./lab/custom-kinds";
import { gatekeeperKinds } from "./lab/gatekeeper";
import { knownInputs, knownLater } from "./lab/known-later";
import { define, isConstraint, type Laboratory, startLaboratory } from "./lab/laboratory";
import { inOrder, isObject, objectOf, recordEnvironment, typeOf } from "./lab/recorded";
import { admissionLab } from "./lab/shared";

/** Groups of the kinds that come with Gatekeeper; those of its constraints come with its templates. */
const gatekeeperGroups = () => [
  ...gatekeeperKinds().map(({ spec }) => (spec as { group: string }).group),
  "constraints.gatekeeper.sh",
];

for (const environment of environments) {
  describe(`admission: the objects of ${environment}`, () => {
    let lab: Laboratory;
    // An API server of its own for each environment, because it has to be empty; that of prod goes on to the other tests.
    before(async () => (lab = environment === "prod" ? await admissionLab() : await startLaboratory(environment)));
    after(() => (environment === "prod" ? undefined : lab?.stop()));

    it("are all accepted, and without a warning", () => {
      expect(lab.applied.filter(({ refusal }) => refusal !== undefined)).to.deep.equal([]);
      expect(lab.applied.flatMap(({ warnings }) => warnings)).to.deep.equal([]);
      const urns = lab.registrations.filter(isObject).map(({ urn }) => urn);
      expect(lab.applied.map(({ registration }) => registration.urn)).to.have.members(urns);
      expect(urns.length).to.be.greaterThan(40);
    });

    it("are asked for after what they depend on", () => {
      const order = lab.applied.map(({ registration }) => registration.urn);
      for (const { registration } of lab.applied) {
        const first = registration.dependencies.filter((urn) => order.includes(urn));
        for (const urn of first) expect(order.indexOf(urn)).to.be.lessThan(order.indexOf(registration.urn));
      }
      const constraint = lab.applied.find(({ object }) => isConstraint(object))!;
      expect(constraint.registration.dependencies.join()).to.include("ConstraintTemplate");
    });

    it("are of kinds that the API server, Gatekeeper or the table of kinds brings", async () => {
      const { body } = await lab.admin.raw.send("GET", "/apis");
      const groups = (body["groups"] as { name: string }[]).map(({ name }) => name);
      const builtIn = [...groups.filter((name) => !name.includes(".gatekeeper.sh")), ""].filter(
        (name) => !customKinds.some(({ group }) => group === name),
      );
      const known = [...builtIn, ...gatekeeperGroups()];
      const seen = lab.applied.map(({ registration: { type } }) => typeOf(type));
      const foreign = seen
        .map(({ apiVersion, kind }) => ({ group: apiVersion.includes("/") ? apiVersion.split("/")[0]! : "", kind }))
        .filter(({ group }) => !known.includes(group));
      expect(foreign.length).to.be.greaterThan(0);
      expect(customKinds.map(({ group, kind }) => `${group} ${kind}`)).to.include.members(
        foreign.map(({ group, kind }) => `${group} ${kind}`),
      );
    });
  });
}

for (const [mode, args] of Object.entries(modes)) {
  describe(`admission: the objects of a cluster ${mode}`, () => {
    let server: ApiServer;
    before(async () => (server = await startApiServer()));
    after(() => server?.stop());

    it("are all accepted, in the order of their dependencies, and without a warning", async () => {
      const admin = server.clientOf("admin");
      await define(admin, [...customKinds.map(permissiveCrd), ...gatekeeperKinds()]);
      const { registrations } = await recordCluster(args);
      const told: string[] = [];
      let accepted_ = 0;
      await inOrder(registrations, async (registration) => {
        // Gatekeeper makes the kinds of its constraints, and the environments' laboratories have it.
        if (!isObject(registration) || registration.type.includes("constraints.gatekeeper.sh")) return;
        const answer = await admin.apply(objectOf(registration));
        if (accepted(answer)) accepted_ += 1;
        else told.push(`${registration.name}: ${messageOf(answer)}`);
        told.push(...answer.warnings.map((warning) => `${registration.name}: ${warning}`));
      });
      expect(told).to.deep.equal([]);
      expect(accepted_).to.be.greaterThan(30);
    });
  });
}

describe("admission: the tables of the laboratory", () => {
  let recorded: Registration[];
  before(async () => {
    const ofEnvironments = [];
    for (const each of environments) ofEnvironments.push(...(await recordEnvironment(each)));
    const ofModes = [];
    for (const args of Object.values(modes)) ofModes.push(...(await recordCluster(args)).registrations);
    recorded = [...ofEnvironments, ...ofModes].filter(isObject);
  });

  it("have a value for every unknown, and nothing else", () => {
    const used = new Set<unknown>();
    for (const each of recorded) knownInputs(each, (entry) => used.add(entry));
    expect([...used]).to.have.members([...knownLater]);
  });

  it("have a kind for every foreign object, and nothing else", () => {
    const types = new Set(recorded.map(({ type }) => type.replace(/^kubernetes:/, "")));
    const missing = customKinds.filter(({ group, version, kind }) => !types.has(`${group}/${version}:${kind}`));
    expect(missing).to.deep.equal([]);
  });
});

describe("admission: what the laboratory stands on", () => {
  const policy = (spec: Record<string, unknown>) => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "strict", namespace: "default" },
    spec,
  });

  it("refuses a field that a kind does not have", async () => {
    const { pipeline } = await admissionLab();
    expect(accepted(await pipeline.apply(policy({ podSelector: {} }), { dryRun: true }))).to.equal(true);
    const refused = await pipeline.apply(policy({ podSelector: {}, policyTipes: ["Ingress"] }), { dryRun: true });
    expect(messageOf(refused)).to.match(/^(400|500): .*policyTipes: field not declared in schema/);
  });

  it("takes any fields of a kind from the table, in its place and of its name", async () => {
    const { pipeline, admin } = await admissionLab();
    const kind = { group: "addon.example.com", version: "v1beta2", kind: "Mesh", plural: "meshes" };
    await define(admin, [permissiveCrd({ ...kind, scope: "Namespaced" })]);
    const mesh = {
      apiVersion: "addon.example.com/v1beta2",
      kind: "Mesh",
      metadata: { name: "main", namespace: "default" },
      spec: { mtls: { mode: "STRICT" } },
    };
    const answer = await pipeline.apply(mesh);
    expect(answer.code, messageOf(answer)).to.equal(201);
    expect(answer.body["spec"]).to.deep.equal(mesh.spec);
    expect(await pipeline.serves("addon.example.com/v1", "Mesh")).to.equal(false);
  });

  it("has no value for an unknown that nobody thought of", () => {
    const inputs = { spec: { ports: [{ port: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }] } };
    expect(() => knownInputs({ type: "kubernetes:core/v1:Service", inputs })).to.throw(
      "kubernetes:core/v1:Service: spec.ports[0].port is unknown",
    );
  });
});
