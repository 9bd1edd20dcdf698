import { expect } from "chai";
import { podCarriers } from "../../../catalogue";
import { injection } from "../../../catalogue/rules/injection";
import { brokenIn } from "../support/evaluate";
import { carriers, compliantTemplate, put, type Template } from "../support/pods";

const inject = "sidecar.istio.io/inject";
const mode = "istio.io/dataplane-mode";

const broken = (metadata: Record<string, unknown>, kind = "Deployment") => {
  const template = compliantTemplate();
  Object.assign(template.metadata, metadata);
  return brokenIn(injection, carriers[kind]!(template));
};

/** What stands in the metadata of a pod, and the rules that it breaks. */
const cases: [metadata: Record<string, unknown>, breaks: string[]][] = [
  [{}, []],
  [{ labels: {} }, []],
  [{ labels: { [inject]: "true" }, annotations: { [inject]: "true" } }, []],
  [{ labels: { [inject]: "yes" } }, []],
  [{ labels: { [inject]: "" } }, []],
  [{ labels: { [inject]: "false" } }, ["injection-label"]],
  [{ labels: { [inject]: "no" } }, ["injection-label"]],
  [{ labels: { [inject]: false } }, ["injection-label"]],
  [{ annotations: { [inject]: "false" } }, ["injection-annotation"]],
  [{ annotations: { [inject]: "disabled" } }, ["injection-annotation"]],
  [
    { labels: { [inject]: "false", [mode]: "none" }, annotations: { [inject]: "false" } },
    ["injection-label", "injection-annotation", "ambient-mode"],
  ],
  [{ labels: { [mode]: "none" } }, ["ambient-mode"]],
  [{ labels: { [mode]: "ambient" } }, []],
  [{ annotations: { [mode]: "none" } }, []],
];

describe("catalogue/rules: pods that leave the mesh", () => {
  for (const [metadata, breaks] of cases) {
    it(`${JSON.stringify(metadata)}: ${breaks.join(", ") || "allowed"}`, () => {
      for (const kind of Object.keys(carriers)) expect(broken(metadata, kind), kind).to.deep.equal(breaks);
    });
  }

  it("are judged in every kind that carries pods, by their own labels", () => {
    expect(injection.kinds).to.equal(podCarriers);
    const object = carriers["Deployment"]!(compliantTemplate());
    put(object, "metadata.labels", { [inject]: "false" });
    expect(brokenIn(injection, object)).to.deep.equal([]);
  });

  it("may have no metadata", () => {
    expect(brokenIn(injection, carriers["Deployment"]!({ spec: {} } as unknown as Template))).to.deep.equal([]);
  });

  it("have labels in a map", () => {
    for (const labels of ["false", 7n]) expect(() => broken({ labels }), String(labels)).to.throw("decides neither");
  });
});
