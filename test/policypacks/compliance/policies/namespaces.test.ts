import { expect } from "chai";
import { objectCheck } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { unknown } from "../../../support/samples";
import { contextOf, saidBy } from "./rule-samples";

const enforce = "pod-security.kubernetes.io/enforce";
const version = "pod-security.kubernetes.io/enforce-version";

const said = (metadata: unknown, type = "Namespace") =>
  saidBy(objectCheck("PSS-02"), `kubernetes:core/v1:${type}`, { metadata }).map((line) => line.split(":")[0]);
const labelled = (labels: unknown, name: unknown = "shop") => said({ name, labels });
const passed = ["undefined pass"];
const open = (...rules: string[]) => rules.map((rule) => `${rule} unknown`);

describe("PSS-02 namespaces", () => {
  it("enforce the restricted standard, in a version that there is", () => {
    expect(labelled({ [enforce]: "restricted" })).to.deep.equal(passed);
    expect(labelled({ [enforce]: "restricted", [version]: "v1.35" })).to.deep.equal(passed);
    expect(labelled({ [enforce]: "restricted", [version]: "1.35" })).to.deep.equal(["namespace-standard-version fail"]);
    expect(labelled({ [enforce]: "baseline", [version]: "1.35" })).to.have.length(2);
    expect(labelled({})).to.deep.equal(["namespace-standard fail"]);
    expect(labelled(null)).to.deep.equal(["namespace-standard fail"]);
    expect(said(undefined)).to.deep.equal(["namespace-standard fail"]);
  });

  it("are not known where labels are not", () => {
    expect(labelled({ [enforce]: unknown })).to.deep.equal(open("namespace-standard"));
    expect(labelled({ [enforce]: "restricted", [version]: unknown })).to.deep.equal(open("namespace-standard-version"));
    expect(labelled(unknown)).to.deep.equal(open("namespace-standard", "namespace-standard-version"));
    expect(labelled({ [enforce]: "baseline", [version]: unknown })).to.include("namespace-standard fail");
  });

  it("fail where labels are of the wrong type", () => {
    expect(labelled({ [enforce]: true })[0]).to.match(/ fail$/);
    expect(labelled([`${enforce}=restricted`])[0]).to.match(/ fail$/);
  });

  it("of the platform enforce what they need", () => {
    const [own] = contextOf().ruleParameters.platformNamespaces;
    expect(labelled({ [enforce]: "privileged" }, own)).to.deep.equal(passed);
    expect(labelled({ [enforce]: "privileged" }, `${own}-2`)).to.deep.equal(["namespace-standard fail"]);
    expect(labelled({ [enforce]: "privileged" }, unknown)).to.deep.equal(open("namespace-standard"));
  });

  it("are judged by what a patch states", () => {
    const patched = (labels: unknown) => said({ name: "shop", labels }, "NamespacePatch");
    expect(patched({ [enforce]: "privileged" })).to.deep.equal(["namespace-standard fail"]);
    expect(patched({ [enforce]: "restricted", [version]: "latest" })).to.deep.equal(passed);
    expect(patched({ owner: "a" })).to.deep.equal([]);
  });
});
