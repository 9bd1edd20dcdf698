import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import { read } from "../../../../catalogue";
import { kyverno as pin } from "../../../../catalogue/charts/kyverno";
import { type KyvernoArgs, kyvernoShape, resolveKyvernoAddon } from "../../../../components/addons/kyverno";
import { resolveKyvernoArgs } from "../../../../components/addons/kyverno/settings";
import { mistakesIn } from "../../part";

function refused(args: unknown): string[] {
  try {
    resolveKyvernoArgs(args as KyvernoArgs);
  } catch (error) {
    if (InputPropertiesError.isInstance(error)) return error.errors.map(({ propertyPath }) => propertyPath);
    throw error;
  }
  return [];
}

describe("addons/kyverno: settings", () => {
  it("tells every mistake at once, with its path", () => {
    const values = {
      admissionController: { replicas: 1, featuresOverride: { policyExceptions: { enabled: true } } },
      config: { webhooks: { objectSelector: { matchLabels: { judged: "yes" } } } },
      features: { dumpPayload: { enabled: [] } },
    };
    const args = {
      replicas: 0,
      enforcement: "maybe",
      kubernetesVersion: "35",
      mirror: { charts: "x" },
      more: 1,
      rules: { registries: ["a b"] },
      exclusions: [{ control: "PSS-01", kind: "Pod" }],
      values,
    };
    expect(refused(args).sort()).to.deep.equal([
      "enforcement",
      "exclusions[0].name",
      "kubernetesVersion",
      "mirror.charts",
      "more",
      "replicas",
      "rules.registries[0]",
      "values.admissionController.featuresOverride",
      "values.admissionController.replicas",
      "values.config.webhooks",
      "values.features.dumpPayload.enabled",
    ]);
  });

  it("refuses every way to take objects from the webhooks, and to let them through", () => {
    for (const { path } of pin.protectedPaths) {
      const value = path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), true);
      expect(refused({ values: value }), path).to.deep.equal([`values.${path}`]);
    }
    expect(pin.protectedPaths.map(({ path }) => path)).to.include.members([
      "admissionController.container.extraArgs",
      "config.resourceFilters",
      "config.resourceFiltersInclude",
      "config.excludeGroups",
      "features.forceFailurePolicyIgnore.enabled",
      "features.policyExceptions.enabled",
      "webhooksCleanup.enabled",
    ]);
    expect(new Set(pin.protectedPaths.map(({ control }) => control))).to.deep.equal(new Set(["POL-01"]));
  });

  it("notes the mistakes of a cluster's argument under its path", () => {
    const found = mistakesIn((mistakes) =>
      resolveKyvernoAddon({ values: { webhooksCleanup: false } }, "kyverno", mistakes),
    );
    expect(Object.keys(found)).to.deep.equal(["kyverno.values.webhooksCleanup.enabled"]);
    expect(read(kyvernoShape, { kubernetesVersion: "1.35" }, "kyverno").mistakes.map(({ path }) => path)).to.deep.equal(
      ["kyverno.kubernetesVersion"],
    );
  });

  it("fills every default", () => {
    const { release, ...settings } = resolveKyvernoArgs({});
    expect(release.path).to.equal("values");
    expect(settings).to.deep.equal({
      replicas: 3,
      enforcement: "deny",
      kubernetesVersion: "1.35",
      rules: {},
      exclusions: [],
    });
  });
});
