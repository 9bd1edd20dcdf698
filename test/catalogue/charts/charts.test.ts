import { readdirSync, readFileSync } from "node:fs";
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

const folder = join(__dirname, "..", "..", "..", "catalogue", "charts");
const sources = readdirSync(folder)
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");

describe("catalogue/charts", () => {
  for (const pin of Object.values(charts)) {
    describe(pin.chart, () => {
      const facts = factsOf(pin.chart, pin.version);

      it("is pinned exactly, at the version whose values are on file", () => {
        expect(pin.version).to.match(/^v?\d+\.\d+\.\d+$/);
        expect([facts.chart, facts.version]).to.deep.equal([pin.chart, pin.version]);
        expect(pin.repository).to.match(/^https:\/\/.+[^/]$/);
      });

      it("states the chart's own defaults", () => {
        const stated = Object.entries(pin.securityValues).map(([path, { default: own }]) => [path, own]);
        const own = Object.keys(pin.securityValues).map((path) => [path, facts.values[path]?.default ?? null]);
        expect(stated).to.deep.equal(own);
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
          expect(source).to.match(/template/);
        }
      });

      it("names images with a tag of their own", () => {
        for (const { image } of pin.images)
          expect(image).to.match(/^[a-z0-9.-]+\.[a-z]+\/[a-z0-9./_-]+:v?\d+(\.\d+)*(-[a-z]+)?$/);
      });

      it("names images by values that the chart reads", () => {
        const templateOnly = pin.templateOnlyPaths.map(({ path }) => path);
        for (const { path } of pin.images.flatMap(({ keys }) => keys))
          expect(facts.values[path] !== undefined || templateOnly.includes(path), path).to.equal(true);
      });

      it("asks something of a value that carries a control, and protects nothing without one", () => {
        for (const [path, { control, oneOf, atLeast }] of Object.entries(pin.securityValues))
          expect(control !== undefined, path).to.equal(oneOf !== undefined || atLeast !== undefined);
      });

      it("tells Renovate where the pin comes from, on the line above it", () => {
        const comment = `// renovate: datasource=helm depName=${pin.chart} registryUrl=${pin.repository}`;
        expect(sources).to.include(`${comment}\n  version: "${pin.version}",`);
      });
    });
  }

  describe("gatekeeper", () => {
    const { gatekeeper } = charts;

    it("says that the chart lets everything pass while the webhook is down", () => {
      const own = (path: string) => gatekeeper.securityValues[path]?.default;
      expect(own("validatingWebhookFailurePolicy")).to.equal("Ignore");
      expect(own("replicas")).to.equal(3);
      expect(own("disableAudit")).to.equal(false);
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
        "controllerManager.tlsMinVersion",
        "enableK8sNativeValidation",
        "preUninstall.deleteWebhookConfigurations.enabled",
      ]);
    });

    it("may be given the key without which its uninstall fails", () => {
      expect(gatekeeper.templateOnlyPaths.map(({ path }) => path)).to.include(
        "preUninstall.deleteWebhookConfigurations.name",
      );
    });

    it("runs in its own namespace from three images", () => {
      expect(gatekeeper.namespace).to.equal("gatekeeper-system");
      expect(gatekeeper.images.map(({ image }) => image)).to.deep.equal([
        "docker.io/openpolicyagent/gatekeeper:v3.23.0",
        "docker.io/openpolicyagent/gatekeeper-crds:v3.23.0",
        "docker.io/curlimages/curl:8.20.0",
      ]);
      expect(gatekeeper.crdGroups).to.include("templates.gatekeeper.sh");
    });
  });
});
