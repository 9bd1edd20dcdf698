import { expect } from "chai";
import { previewOutputs } from "../../../cli/preview/computed";
import { asSecret, type Properties, unknown } from "../../../cli/preview/wire";

const outputs = (type: string, inputs: Properties, more: { custom?: boolean; secretOutputs?: string[] } = {}) =>
  previewOutputs({ type, custom: true, remote: false, inputs, secretOutputs: [], ...more });

describe("outputs of a preview", () => {
  it("are the inputs, and the id of what a provider makes", () => {
    const inputs = { a: 1, metadata: {} };
    expect(outputs("a:b:C", inputs)).to.deep.equal({ a: 1, metadata: {}, id: unknown });
    expect(outputs("a:b:C", inputs, { custom: false })).to.deep.equal({ a: 1, metadata: {} });
    expect(inputs).to.deep.equal({ a: 1, metadata: {} });
  });

  it("hold the name that a cluster makes up for a Kubernetes object without one", () => {
    for (const type of ["kubernetes:core/v1:Pod", "kubernetes:networking.k8s.io/v1:NetworkPolicy"]) {
      expect(outputs(type, { metadata: {} })["metadata"], type).to.deep.equal({ name: unknown });
      expect(outputs(type, { metadata: { name: "n" } })["metadata"], type).to.deep.equal({ name: "n" });
      expect(outputs(type, {}), type).to.deep.equal({ id: unknown });
    }
  });

  it("hold no such name for what is no object of a cluster", () => {
    for (const type of ["kubernetes:helm.sh/v4:Chart", "kubernetes:yaml/v2:ConfigGroup", "other:core/v1:Pod"]) {
      expect(outputs(type, { metadata: {} })["metadata"], type).to.deep.equal({});
    }
  });

  it("leave what the program gave, and take null for not given", () => {
    const type = "aws:kms/key:Key";
    expect(outputs(type, { arn: "mine", keyId: null, policy: "" })).to.deep.equal({
      arn: "mine",
      keyId: unknown,
      policy: "",
      id: unknown,
    });
  });

  it("hold members only inside an object that is there and open", () => {
    const vpcConfig = (value: unknown) => outputs("aws:eks/cluster:Cluster", { vpcConfig: value })["vpcConfig"];
    expect(vpcConfig({ vpcId: "v" })).to.deep.equal({ vpcId: "v", clusterSecurityGroupId: unknown });
    for (const closed of [unknown, asSecret({ vpcId: "v" }), ["a"], undefined]) {
      expect(vpcConfig(closed)).to.deep.equal(closed);
    }
  });

  it("are secret where the program says so", () => {
    const found = outputs("a:b:C", { a: 1 }, { secretOutputs: ["a", "b"] });
    expect(found).to.deep.equal({ a: asSecret(1), b: asSecret(unknown), id: unknown });
  });
});
