import { expect } from "chai";
import { parse } from "yaml";
import { chartKeys } from "../../scripts/charts/keys";

describe("scripts/charts/keys", () => {
  it("lists every key with its type, and its default where it is short", () => {
    const values = parse(`
replicas: 3
tlsMinVersion: 1.3
name: "x"
enabled: false
url:
pullSecret: null
labels: {}
tolerations: []
nodeSelector: { kubernetes.io/os: linux }
a: { b: { c: 1 } }
rules: [${Array.from({ length: 40 }, (_, index) => index).join(", ")}]
`) as Record<string, unknown>;
    expect(chartKeys(values)).to.deep.equal({
      replicas: { type: "number", default: 3 },
      tlsMinVersion: { type: "number", default: 1.3 },
      name: { type: "string", default: "x" },
      enabled: { type: "boolean", default: false },
      url: { type: "null", default: null },
      pullSecret: { type: "null", default: null },
      labels: { type: "map", default: {} },
      tolerations: { type: "list", default: [] },
      "nodeSelector.kubernetes\\.io/os": { type: "string", default: "linux" },
      "a.b.c": { type: "number", default: 1 },
      rules: { type: "list", defaultOmitted: true },
    });
  });

  it("refuses what no chart can hold", () => {
    expect(() => chartKeys({ a: () => 1 })).to.throw("a function is no value of a chart");
  });
});
