import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { charts } from "../../../catalogue";

/** What scripts read from the chart itself: every path of its values, with type and default. */
interface ChartFacts {
  chart: string;
  version: string;
  values: Record<string, { type: string; default?: unknown }>;
}

function factsOf(chart: string, version: string): ChartFacts {
  const file = join(__dirname, "..", "..", "fixtures", "charts", `${chart}-${version}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as ChartFacts;
}

describe("catalogue/charts", () => {
  for (const pin of Object.values(charts)) {
    describe(pin.chart, () => {
      const facts = factsOf(pin.chart, pin.version);

      it("is pinned exactly, at the version whose values are on file", () => {
        expect(pin.version).to.match(/^\d+\.\d+\.\d+$/);
        expect([facts.chart, facts.version]).to.deep.equal([pin.chart, pin.version]);
        expect(pin.repository).to.match(/^https:\/\/.+[^/]$/);
      });

      it("states the chart's own defaults", () => {
        const own = Object.keys(pin.securityDefaults).map((path) => [path, facts.values[path]?.default]);
        expect(pin.securityDefaults).to.deep.equal(Object.fromEntries(own));
      });

      it("protects paths that the chart reads, each once", () => {
        const templateOnly = pin.templateOnlyPaths.map(({ path }) => path);
        for (const { path } of pin.protectedPaths) {
          expect(facts.values[path] !== undefined || templateOnly.includes(path), path).to.equal(true);
        }
        expect(new Set(pin.protectedPaths.map(({ path }) => path)).size).to.equal(pin.protectedPaths.length);
      });

      it("lists as read by templates only what values.yaml does not know", () => {
        for (const { path, source } of pin.templateOnlyPaths) {
          expect(facts.values[path], path).to.equal(undefined);
          expect(source).to.match(/templates/);
        }
      });

      it("names images with a tag of their own", () => {
        for (const image of pin.images) expect(image).to.match(/^[a-z0-9./-]+:v?\d+\.\d+\.\d+$/);
      });

      it("tells Renovate where the pin comes from, on the line above it", () => {
        const source = readFileSync(
          join(__dirname, "..", "..", "..", "catalogue", "charts", `${pin.chart}.ts`),
          "utf8",
        );
        const comment = `// renovate: datasource=helm depName=${pin.chart} registryUrl=${pin.repository}`;
        expect(source).to.include(`${comment}\n  version: "${pin.version}",`);
      });
    });
  }

  describe("gatekeeper", () => {
    const { gatekeeper } = charts;

    it("says that the chart lets everything pass while the webhook is down", () => {
      expect(gatekeeper.securityDefaults.validatingWebhookFailurePolicy).to.equal("Ignore");
      expect(gatekeeper.securityDefaults.replicas).to.equal(3);
      expect(gatekeeper.securityDefaults.disableAudit).to.equal(false);
    });

    it("protects whatever would switch enforcement off or narrow it, for POL-01", () => {
      expect(new Set(gatekeeper.protectedPaths.map(({ control }) => control))).to.deep.equal(new Set(["POL-01"]));
      expect(gatekeeper.protectedPaths.map(({ path }) => path)).to.deep.equal([
        "replicas",
        "disableValidatingWebhook",
        "validatingWebhookFailurePolicy",
        "validatingWebhookCheckIgnoreFailurePolicy",
        "validatingWebhookExemptNamespacesLabels",
        "validatingWebhookObjectSelector",
        "validatingWebhookMatchConditions",
        "validatingWebhookCustomRules",
        "validatingWebhookScope",
        "validatingWebhookURL",
        "disableAudit",
        "audit.disableAuditOperation",
        "controllerManager.disableWebhookOperation",
        "controllerManager.exemptNamespaces",
        "controllerManager.exemptNamespacePrefixes",
        "controllerManager.exemptNamespaceSuffixes",
        "enableK8sNativeValidation",
      ]);
    });

    it("may be given the key without which its uninstall fails", () => {
      expect(gatekeeper.templateOnlyPaths.map(({ path }) => path)).to.include(
        "preUninstall.deleteWebhookConfigurations.name",
      );
    });

    it("runs in its own namespace from three images", () => {
      expect(gatekeeper.namespace).to.equal("gatekeeper-system");
      expect(gatekeeper.images).to.deep.equal([
        "openpolicyagent/gatekeeper:v3.23.0",
        "openpolicyagent/gatekeeper-crds:v3.23.0",
        "curlimages/curl:8.20.0",
      ]);
      expect(gatekeeper.crdGroups).to.include("templates.gatekeeper.sh");
    });
  });
});
