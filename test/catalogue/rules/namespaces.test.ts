import { expect } from "chai";
import { namespaces } from "../../../catalogue/rules/namespaces";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const enforce = "pod-security.kubernetes.io/enforce";
const version = "pod-security.kubernetes.io/enforce-version";

const broken = (metadata: Json, ...platformNamespaces: string[]) =>
  brokenIn(
    namespaces,
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", ...metadata } },
    { parameters: { platformNamespaces } },
  );

describe("catalogue/rules: namespaces", () => {
  it("enforce the restricted standard", () => {
    expect(broken({ labels: { [enforce]: "restricted" } })).to.deep.equal([]);
    for (const labels of [
      {},
      { [enforce]: "baseline" },
      { [enforce]: "privileged" },
      { [enforce]: "Restricted" },
      { [enforce]: "" },
      { "pod-security.kubernetes.io/warn": "restricted", "pod-security.kubernetes.io/audit": "restricted" },
    ])
      expect(broken({ labels }), JSON.stringify(labels)).to.deep.equal(["namespace-standard"]);
    expect(broken({})).to.deep.equal(["namespace-standard"]);
    expect(broken({ annotations: { [enforce]: "restricted" } })).to.deep.equal(["namespace-standard"]);
  });

  for (const [value, allowed] of [
    ["latest", true],
    ["v1.36", true],
    ["v1.0", true],
    ["1.36", false],
    ["v1.36.2", false],
    ["v1.036", false],
    ["v2.1", false],
    ["stable", false],
    ["", false],
  ] as const)
    it(`of version ${JSON.stringify(value)}: ${allowed ? "allowed" : "there is none"}`, () => {
      const found = broken({ labels: { [enforce]: "restricted", [version]: value } });
      expect(found).to.deep.equal(allowed ? [] : ["namespace-standard-version"]);
    });

  it("of the platform enforce what they need", () => {
    const labels = { [enforce]: "privileged", [version]: "any" };
    expect(broken({ labels })).to.deep.equal(["namespace-standard", "namespace-standard-version"]);
    expect(broken({ labels }, "kube-system", "shop")).to.deep.equal([]);
    expect(broken({ labels }, "sho", "shop-2")).to.have.length(2);
    expect(broken({ name: undefined, labels }, "shop")).to.have.length(2);
  });
});
