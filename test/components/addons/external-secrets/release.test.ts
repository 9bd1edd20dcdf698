import { expect } from "chai";
import { externalSecrets as pin } from "../../../../catalogue/charts/external-secrets";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { at } from "../../recorded";
import { keysOf, valueMistakes } from "../chart-values";
import { releaseType, stores, cluster, oidcProvider, recordStores } from "./recorded";

describe("addons/external-secrets/release", () => {
  let recording: Recording;
  let bare: Recording;
  before(async () => {
    recording = await recordStores({ cluster, stores });
    bare = await recordStores({ cluster });
  });

  describe("the release", () => {
    it("sets only values that the pinned chart has, with fitting types, in every mode", async () => {
      const mirrored = await recordStores({ cluster, stores, mirror: { registries: { "*": "registry.example.com" } } });
      const byToken = await recordStores({ cluster: { ...cluster, oidcProvider }, stores });
      for (const each of [recording, bare, mirrored, byToken])
        expect(valueMistakes(pin, each.one(releaseType).inputs["values"] as Values)).to.deep.equal([]);
      const values = mirrored.one(releaseType).inputs["values"];
      for (const workload of [values, at(values, "webhook"), at(values, "certController")])
        expect(at(workload, "image", "repository")).to.equal("registry.example.com/external-secrets/external-secrets");
    });

    it("knows every image of the chart by the value that names it", () => {
      const texts = Object.entries(keysOf(pin).values).filter(
        ([path, { type }]) => /image\.repository$/.test(path) && type === "string" && !path.startsWith("bitwarden"),
      );
      const [{ image, keys }] = pin.images as [(typeof pin.images)[number]];
      expect(keys.map(({ path }) => path)).to.have.members(texts.map(([path]) => path));
      for (const [path, { default: own }] of texts) expect(`${String(own)}:${pin.appVersion}`, path).to.equal(image);
    });

    it("installs the pinned chart under its own name: two of each that must not be missing, budgets for no others", () => {
      const { values, ...rest } = recording.one(releaseType).inputs;
      expect(rest).to.deep.include({
        name: "external-secrets",
        chart: "external-secrets",
        version: "2.9.0",
        repositoryOpts: { repo: "https://charts.external-secrets.io" },
        namespace: "external-secrets",
        atomic: true,
      });
      expect(values).to.deep.include({
        replicaCount: 2,
        leaderElect: true,
        installCRDs: true,
        crds: { annotations: { "helm.sh/resource-policy": "keep" }, unsafeServeV1Beta1: false },
        openshiftFinalizers: false,
        rbac: { serviceAccountTokenCreate: false },
        serviceAccount: { create: true, name: "external-secrets", annotations: {} },
        networkPolicy: { enabled: false },
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        priorityClassName: "system-cluster-critical",
      });
      expect(at(values, "webhook")).to.deep.include({
        create: true,
        replicaCount: 2,
        failurePolicy: "Fail",
        port: 10250,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
      });
      expect(at(values, "certController")).to.deep.include({
        replicaCount: 1,
        podDisruptionBudget: { enabled: false },
      });
      for (const workload of [values, at(values, "webhook"), at(values, "certController")])
        expect(at(workload, "resources", "limits", "memory")).to.match(/^\d+Mi$/);
    });

    it("reconciles stores of the cluster, and nothing that leads around their conditions", () => {
      const values = recording.one(releaseType).inputs["values"] as Values;
      const processed = Object.entries(values).filter(([path]) => path.startsWith("process"));
      expect(Object.fromEntries(processed)).to.deep.equal({
        processClusterStore: true,
        processClusterExternalSecret: false,
        processSecretStore: false,
        processPushSecret: false,
        processClusterPushSecret: false,
        processClusterGenerator: false,
      });
      const known = Object.keys(keysOf(pin).values).filter((path) => path.startsWith("process"));
      expect(processed.map(([path]) => path)).to.have.members(known);
    });

    it("declares itself for policies, effective values included", async () => {
      const other = await recordStores({ cluster, values: { replicaCount: 3 } });
      const [declared, ...further] = other.one("rampart:index:ExternalSecrets").inputs["releases"] as Values[];
      expect(further).to.deep.equal([]);
      expect(declared).to.deep.include({ chart: "external-secrets", version: "2.9.0", namespace: "external-secrets" });
      const security = at(declared, "securityValues") as Values;
      expect(Object.keys(security)).to.have.members(Object.keys(pin.securityValues));
      expect(security).to.deep.include({ replicaCount: 3, processSecretStore: false, "webhook.failurePolicy": "Fail" });
      for (const [path, { oneOf }] of Object.entries(pin.securityValues))
        if (oneOf !== undefined) expect(oneOf, path).to.include(security[path]);
    });
  });
});
