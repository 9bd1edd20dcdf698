import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as kubernetes from "@pulumi/kubernetes";
import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import { Gatekeeper, type GatekeeperArgs } from "../../../index";
import { charts, platformNamespaces, podCarriers, podRules } from "../../../catalogue";
import { resolveGatekeeperArgs } from "../../../components/addons/gatekeeper/settings";
import { gatekeeperImages, renamedImages } from "../../../components/addons/gatekeeper/images";
import { gatekeeperValues } from "../../../components/addons/gatekeeper/values";
import { isMap, type Values } from "../../../components/foundations/values";
import { unknown } from "../../../cli/preview/wire";
import { record, type Recording } from "../../support/recorder";
import { at, dependenciesOf } from "../recorded";

const pin = charts.gatekeeper;
const releaseType = "kubernetes:helm.sh/v3:Release";
const templateType = "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate";

interface KeyList {
  chart: string;
  version: string;
  values: Record<string, { type: string; default?: unknown }>;
}

const keys = JSON.parse(
  readFileSync(join(__dirname, `../../fixtures/charts/gatekeeper-${pin.version}.json`), "utf8"),
) as KeyList;

function recordGatekeeper(args: GatekeeperArgs = {}): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
    new Gatekeeper("gatekeeper", args, { provider, dependsOn: first, deletedWith: cluster });
  });
}

/** Paths that our values set, with what stands there; a map that the chart knows as a whole counts as one. */
function settings(values: Values, prefix = ""): [string, unknown][] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    return isMap(value) && keys.values[path] === undefined
      ? settings(value, `${path}.`)
      : [[path, value] as [string, unknown]];
  });
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "list" : isMap(value) ? "map" : typeof value;
}

/** A key whose declared default has another type than what its template takes. */
const wantsList = "validatingWebhookCustomRules";

describe("addons/gatekeeper", () => {
  let recording: Recording;
  before(async () => (recording = await recordGatekeeper()));

  it("sets only values that the pinned chart has, with fitting types", () => {
    expect([keys.chart, keys.version]).to.deep.equal([pin.chart, pin.version]);
    const undeclared = pin.templateOnlyPaths.map(({ path }) => path);
    const found = settings(gatekeeperValues(3)).filter(([path]) => !undeclared.includes(path));
    expect(found.length).to.be.greaterThan(15);
    const wrong = found.filter(([path, value]) => {
      const expected = path === wantsList ? "list" : keys.values[path]?.type;
      return expected !== typeOf(value);
    });
    expect(wrong).to.deep.equal([]);
    // The chart's default is an empty map, but its template writes the value where the API wants a list.
    expect(keys.values[wantsList]?.type).to.equal("map");
  });

  it("knows every image of the chart by the value that names it", () => {
    const named = gatekeeperImages.map(({ path, image }) => [path, image]);
    const texts = Object.entries(keys.values).filter(
      ([path, { type }]) => /epository$/.test(path) && type === "string",
    );
    expect(named).to.have.deep.members(texts.map(([path, { default: image }]) => [path, image]));
    expect([...new Set(gatekeeperImages.map(({ image }) => image))].sort()).to.deep.equal(
      pin.images.map((image) => image.split(":")[0]).sort(),
    );
  });

  it("gives images other names, but for those that the user names", () => {
    const own = { image: { repository: "r/mine" }, audit: {} };
    expect(renamedImages(own, (image) => (image.includes("curl") ? undefined : `r/${image}`))).to.deep.equal({
      image: { crdRepository: "r/openpolicyagent/gatekeeper-crds" },
      postInstall: { labelNamespace: { image: { repository: "r/openpolicyagent/gatekeeper-crds" } } },
      postUpgrade: { labelNamespace: { image: { repository: "r/openpolicyagent/gatekeeper-crds" } } },
      preUninstall: {
        deleteWebhookConfigurations: { image: { repository: "r/openpolicyagent/gatekeeper-crds" } },
      },
    });
    expect(renamedImages({}, () => undefined)).to.deep.equal({});
  });

  it("installs the pinned chart under its own name, rolled back when it fails", () => {
    const release = recording.one(releaseType);
    const { values, ...rest } = release.inputs;
    expect(rest).to.deep.equal({
      name: "gatekeeper",
      chart: "gatekeeper",
      version: pin.version,
      repositoryOpts: { repo: pin.repository },
      namespace: "gatekeeper-system",
      timeout: 900,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
      ...(rest["compat"] === undefined ? {} : { compat: rest["compat"] }),
    });
    expect(values).to.deep.include({
      replicas: 3,
      validatingWebhookFailurePolicy: "Fail",
      disableAudit: false,
      logDenies: true,
      enableExternalData: false,
      enableTLSHealthcheck: true,
      pdb: { controllerManager: { minAvailable: 2 } },
      postInstall: { labelNamespace: { enabled: false } },
      preUninstall: {
        deleteWebhookConfigurations: { enabled: true, name: "gatekeeper-delete-webhook-configs" },
      },
    });
  });

  it("fails closed for what it judges and for nothing else, and never for the platform", () => {
    const { inputs } = recording.one(releaseType);
    const rules = at(inputs, "values", "validatingWebhookCustomRules") as {
      apiGroups: string[];
      resources: string[];
    }[];
    const asked = rules.flatMap(({ apiGroups, resources }) => resources.map((each) => `${apiGroups.join()}/${each}`));
    const judged = podCarriers.flatMap(({ apiGroups, kinds }) =>
      kinds.map((kind) => `${apiGroups.join()}/${kind.toLowerCase()}s`),
    );
    expect(asked).to.include.members([...judged, "/pods/ephemeralcontainers"]);
    expect(asked).to.not.include.members(["/nodes"]);
    expect(rules.filter(({ apiGroups }) => apiGroups.includes("*"))).to.deep.equal([]);
    const exempt = platformNamespaces.map(({ name }) => name).sort();
    expect(exempt).to.include.members(["kube-system", "kube-node-lease", "gatekeeper-system"]);
    expect(at(inputs, "values", "validatingWebhookExemptNamespacesLabels")).to.deep.equal({
      "kubernetes.io/metadata.name": exempt,
    });
    expect(at(inputs, "values", "controllerManager", "exemptNamespaces")).to.deep.equal(exempt);
  });

  it("declares its release for policies, effective values included", async () => {
    const other = await recordGatekeeper({ replicas: 5, values: { auditInterval: 300 } });
    const declared = other.one("rampart:index:Gatekeeper").inputs["release"];
    expect(declared).to.deep.include({ chart: "gatekeeper", version: pin.version, namespace: "gatekeeper-system" });
    const security = at(declared, "securityValues") as Record<string, unknown>;
    expect(Object.keys(security)).to.have.members(Object.keys(pin.securityDefaults));
    expect(security).to.deep.include({
      replicas: 5,
      auditInterval: 300,
      validatingWebhookFailurePolicy: "Fail",
      "controllerManager.tlsMinVersion": 1.3,
    });
    expect(at(other.one(releaseType).inputs, "values", "auditInterval")).to.equal(300);
  });

  it("makes its namespace itself: restricted, unknown to the mesh, closed but for the webhook", () => {
    const namespace = recording.one("kubernetes:core/v1:Namespace");
    expect(namespace.inputs["metadata"]).to.deep.equal({
      name: "gatekeeper-system",
      labels: {
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "latest",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/audit-version": "latest",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "latest",
        "admission.gatekeeper.sh/ignore": "no-self-managing",
        "istio-injection": "disabled",
      },
    });
    const specs = recording.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy").map(({ inputs }) => inputs["spec"]);
    const tcp = (port: number) => ({ protocol: "TCP", port });
    expect(specs).to.deep.equal([
      {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ ports: [tcp(8443)] }],
        egress: [{ ports: [tcp(443), tcp(8443), tcp(53), { protocol: "UDP", port: 53 }] }],
      },
      { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    ]);
  });

  it("installs after its namespace and policies, makes templates after the release, constraints after their templates", () => {
    const release = recording.one(releaseType);
    expect(dependenciesOf(release)).to.include.members([
      "kubernetes:core/v1:Namespace::gatekeeper-gatekeeper-system",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::gatekeeper-gatekeeper-system-allow-gatekeeper",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::gatekeeper-gatekeeper-system-default-deny",
    ]);
    const templates = recording.ofType(templateType);
    expect(templates).to.have.length(podRules.length);
    for (const template of templates) {
      expect(template.dependencies).to.include(release.urn);
      expect(at(template.inputs, "metadata", "annotations", "pulumi.com/waitFor")).to.equal(
        "jsonpath={.status.created}=true",
      );
      const kind = String(at(template.inputs, "spec", "crd", "spec", "names", "kind"));
      const constraint = recording.one(`kubernetes:constraints.gatekeeper.sh/v1beta1:${kind}`);
      expect(constraint.dependencies).to.include(template.urn);
      expect(at(constraint.inputs, "spec", "enforcementAction")).to.equal("deny");
      expect(at(constraint.inputs, "spec", "match", "excludedNamespaces")).to.include("kube-system");
    }
  });

  it("hands its dependencies, its provider and what it is deleted with to everything that it makes", () => {
    const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
    const cluster = recording.one("kubernetes:core/v1:ConfigMap", "cluster");
    const provider = `${recording.one("pulumi:providers:kubernetes").urn}::${unknown}`;
    const component = recording.one("rampart:index:Gatekeeper");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made).to.have.length(4 + 2 * podRules.length);
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(first.urn);
      expect(each.options.deletedWith, each.urn).to.equal(cluster.urn);
      expect(each.provider, each.urn).to.equal(provider);
    }
  });

  it("warns, or only reports, when told so", async () => {
    const warning = await recordGatekeeper({ enforcement: "warn" });
    const actions = warning.registrations
      .filter(({ type }) => type.includes("constraints.gatekeeper.sh"))
      .map(({ inputs }) => at(inputs, "spec", "enforcementAction"));
    expect(new Set(actions)).to.deep.equal(new Set(["warn"]));
  });

  it("tells every mistake in its arguments at once", () => {
    const args = { replicas: 0, enforcement: "maybe", kubernetesVersion: "35", values: { disableAudit: true } };
    try {
      resolveGatekeeperArgs(args as unknown as GatekeeperArgs);
    } catch (error) {
      if (!InputPropertiesError.isInstance(error)) throw error;
      expect(error.errors.map(({ propertyPath }) => propertyPath)).to.deep.equal([
        "replicas",
        "enforcement",
        "kubernetesVersion",
        "values.disableAudit",
      ]);
      return;
    }
    throw new Error("no error");
  });
});
