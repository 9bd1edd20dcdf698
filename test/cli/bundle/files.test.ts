import { expect } from "chai";
import { parse } from "yaml";

import {
  admissionInput,
  Enforcement,
  gatekeeperObjects,
  kyvernoObjects,
  objectRules,
  vapObjects,
} from "../../../catalogue";
import { bundleOf } from "../../../cli/bundle/files";
import { type BundleSettings, Engine } from "../../../cli/bundle/settings";

const settings = (engine: Engine): BundleSettings => ({
  engine,
  out: "bundle",
  kubernetesVersion: "1.36",
  enforcement: Enforcement.Deny,
  rules: { registries: ["yes", "registry.example.com/"] },
  exclusions: [{ control: "PSS-01", kind: "Pod", namespace: "shop", name: "agent" }],
  leftOut: [],
});

/** Objects of a folder of the bundle, read as the API server's clients do, by name. */
function objectsIn(engine: Engine, folder: string): Map<string, unknown> {
  const { files } = bundleOf(settings(engine));
  const inside = files.filter(({ path }) => path.startsWith(`${folder}/`) && !path.endsWith("/kustomization.yaml"));
  return new Map(
    inside.map(({ path, content }) => [path.slice(folder.length + 1, -5), parse(content, { version: "1.1" })]),
  );
}

const named = (objects: readonly { metadata: { name: string } }[]) =>
  new Map(objects.map((each) => [each.metadata.name, each]));

describe("rampart bundle: its files", () => {
  const input = (engine: Engine) => admissionInput(settings(engine));

  it("hold the objects of Gatekeeper, as the component makes them, and its configuration", () => {
    const { templates, constraints } = gatekeeperObjects(input(Engine.Gatekeeper));
    expect(objectsIn(Engine.Gatekeeper, "templates")).to.deep.equal(named(templates));
    expect(objectsIn(Engine.Gatekeeper, "constraints")).to.deep.equal(named(constraints));
    const config = objectsIn(Engine.Gatekeeper, "config").get("config") as { spec: { match: unknown[] } };
    expect(config.spec.match).to.have.length(1);
    expect(bundleOf(settings(Engine.Gatekeeper)).folders.map(({ name }) => name)).to.deep.equal([
      "templates",
      "constraints",
      "config",
    ]);
  });

  it("hold the policies of Kyverno, each of which says that it is experimental", () => {
    const policies = objectsIn(Engine.Kyverno, "policies");
    expect(policies).to.deep.equal(named(kyvernoObjects(input(Engine.Kyverno))));
    for (const policy of policies.values())
      expect((policy as { metadata: { annotations: object } }).metadata.annotations).to.include.keys(
        "rampart/experimental",
      );
  });

  it("hold the policies of the API server and their bindings", () => {
    const { policies, bindings } = vapObjects(input(Engine.Vap));
    expect(objectsIn(Engine.Vap, "policies")).to.deep.equal(named(policies));
    expect(objectsIn(Engine.Vap, "bindings")).to.deep.equal(named(bindings));
    expect(policies.flatMap(({ spec }) => spec.validations)).to.have.length(objectRules.length);
  });

  for (const engine of Object.values(Engine))
    it(`are sorted, listed folder by folder, and the same every time: ${engine}`, () => {
      const { files, folders } = bundleOf(settings(engine));
      const paths = files.map(({ path }) => path);
      expect(paths).to.deep.equal([...paths].sort());
      expect(bundleOf(settings(engine)).files).to.deep.equal(files);
      for (const { name, objects } of folders) {
        const members = paths.filter((path) => path.startsWith(`${name}/`) && !path.endsWith("/kustomization.yaml"));
        expect(members).to.have.length(objects);
        const list = files.find(({ path }) => path === `${name}/kustomization.yaml`)!;
        expect(parse(list.content)).to.deep.equal({
          apiVersion: "kustomize.config.k8s.io/v1beta1",
          kind: "Kustomization",
          resources: members.map((path) => path.slice(name.length + 1)),
        });
      }
      for (const { content } of files) expect(content).to.match(/^apiVersion: /);
    });
});
