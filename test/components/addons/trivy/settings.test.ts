import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import { trivyOperator as pin } from "../../../../catalogue/charts/trivy-operator";
import { FlawSeverity, resolveTrivyAddon, type TrivyOperatorArgs } from "../../../../components/addons/trivy";
import { resolveTrivyOperatorArgs } from "../../../../components/addons/trivy/settings";
import type { Mistake } from "../../../../catalogue";
import { at } from "../../recorded";

function mistakesOf(args: unknown): { propertyPath: string; reason: string }[] {
  try {
    resolveTrivyOperatorArgs(args as TrivyOperatorArgs);
  } catch (error) {
    if (!InputPropertiesError.isInstance(error)) throw error;
    return error.errors;
  }
  return [];
}

const cluster = { name: "main" };

describe("addons/trivy/settings", () => {
  it("tells every mistake in its arguments at once", () => {
    const found = mistakesOf({
      cluster: { name: "", tags: { "aws:x": "1" } },
      nodeOperatingSystem: "windows",
      cachePrefixes: ["Main/"],
      complianceSpecs: ["cis-2.0"],
      failEntriesLimit: 501,
      severities: [],
      ignoreUnfixed: "no",
      excludedNamespaces: ["Kube"],
      registryAccounts: ["1234"],
      readPullSecrets: 1,
      scanJobs: { concurrent: 0, timeoutMinutes: 61, memoryMib: 511, tolerations: [{ value: "a" }], pods: 1 },
      serverStorageClass: "gp3",
      server: false,
      mirror: { charts: "ftp://x" },
      values: { trivy: { severity: "LOW" }, targetNamespaces: "default" },
    });
    expect(found.map(({ propertyPath }) => propertyPath)).to.have.members([
      "cluster.name",
      "cluster.tags.aws:x",
      "nodeOperatingSystem",
      "cachePrefixes[0]",
      "complianceSpecs[0]",
      "failEntriesLimit",
      "severities",
      "ignoreUnfixed",
      "excludedNamespaces[0]",
      "registryAccounts[0]",
      "readPullSecrets",
      "scanJobs.concurrent",
      "scanJobs.timeoutMinutes",
      "scanJobs.memoryMib",
      "scanJobs.pods",
      "scanJobs.tolerations[0].key",
      "serverStorageClass",
      "mirror.charts",
      "values.targetNamespaces",
      "values.trivy.severity",
    ]);
  });

  it("asks for a cluster", () => {
    expect(mistakesOf({}).map(({ propertyPath }) => propertyPath)).to.deep.equal(["cluster"]);
  });

  it("refuses what would hide serious flaws, in words that name the control", () => {
    const found = mistakesOf({ cluster, severities: ["LOW", "CRITICAL"] });
    expect(found).to.deep.equal([
      { propertyPath: "severities", reason: 'got ["LOW","CRITICAL"]; expected a list with HIGH and CRITICAL (VUL-01)' },
    ]);
  });

  it("takes each list of severities with the serious ones, and the catalogue takes what it makes of it", () => {
    const others = [FlawSeverity.Unknown, FlawSeverity.Low, FlawSeverity.Medium];
    const lists = others.reduce<FlawSeverity[][]>(
      (before, each) => before.flatMap((list) => [list, [...list, each]]),
      [[FlawSeverity.Critical, FlawSeverity.High]],
    );
    const made = lists.map((severities) =>
      String(at(resolveTrivyOperatorArgs({ cluster, severities }).release.ours, "trivy", "severity")),
    );
    expect(made).to.have.members(pin.securityValues["trivy.severity"]!.oneOf!);
    expect(new Set(made).size).to.equal(8);
  });

  it("says where the arguments of a cluster stand", () => {
    const mistakes: Mistake[] = [];
    resolveTrivyAddon(
      { severities: ["LOW"], scanJobs: { tolerations: [{ value: "a" }] }, values: { trivy: { ignoreUnfixed: true } } },
      "trivy",
      mistakes,
    );
    expect(mistakes.map(({ path }) => path)).to.deep.equal([
      "trivy.severities",
      "trivy.scanJobs.tolerations[0].key",
      "trivy.values.trivy.ignoreUnfixed",
    ]);
  });
});
