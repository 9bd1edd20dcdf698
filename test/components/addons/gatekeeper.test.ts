import * as kubernetes from "@pulumi/kubernetes";
import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import { Gatekeeper, type GatekeeperArgs } from "../../../index";
import { byWarning, charts, objectRules, platformNamespaces, resourcesOf, ruleSets } from "../../../catalogue";
import { ruleGroups } from "../../../catalogue/admission/groups";
import { resolveGatekeeperArgs } from "../../../components/addons/gatekeeper/settings";
import type { Values } from "../../../components/foundations/values";
import { unknown } from "../../../cli/preview/wire";
import { record, type Recording } from "../../support/recorder";
import { at, dependenciesOf } from "../recorded";
import { keysOf, valueMistakes } from "./chart-values";

const pin = charts.gatekeeper;
const releaseType = "kubernetes:helm.sh/v3:Release";
const templateType = "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate";

function recordGatekeeper(args: GatekeeperArgs = {}): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
    new Gatekeeper("gatekeeper", args, { provider, dependsOn: first, deletedWith: cluster });
  });
}

describe("addons/gatekeeper", () => {
  let recording: Recording;
  before(async () => (recording = await recordGatekeeper()));

  it("sets only values that the pinned chart has, with fitting types", async () => {
    // The chart's default is an empty map, but its template writes the value where the API wants a list.
    const otherTypes = { validatingWebhookCustomRules: "list" };
    const mirrored = await recordGatekeeper({ mirror: { registries: { "*": "registry.example.com" } } });
    for (const { inputs } of [recording, mirrored].map((each) => each.one(releaseType)))
      expect(valueMistakes(pin, inputs["values"] as Values, otherTypes)).to.deep.equal([]);
    expect(valueMistakes(pin, { replicas: "3", audits: 1 })).to.deep.equal([
      "replicas: string; expected number",
      "audits: no such key in gatekeeper 3.23.0",
    ]);
  });

  it("knows every image of the chart by the value that names it", () => {
    const named = pin.images.flatMap(({ image, keys }) =>
      keys.map(({ path }) => [path, image.replace(/^docker\.io\//, "").replace(/:[^:]+$/, "")]),
    );
    const texts = Object.entries(keysOf(pin).values).filter(
      ([path, { type }]) => /epository$/.test(path) && type === "string",
    );
    expect(named).to.have.deep.members(texts.map(([path, { default: image }]) => [path, image]));
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
      postUpgrade: { labelNamespace: { enabled: false } },
      preUninstall: {
        resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
        deleteWebhookConfigurations: { enabled: true, name: "gatekeeper-delete-webhook-configs" },
      },
    });
    expect(at(values, "controllerManager", "tlsMinVersion")).to.equal(1.3);
  });

  it("fails closed for what it judges and for nothing else, and never for the platform", () => {
    const { inputs } = recording.one(releaseType);
    const rules = at(inputs, "values", "validatingWebhookCustomRules") as {
      apiGroups: string[];
      resources: string[];
    }[];
    const asked = rules.flatMap(({ apiGroups, resources }) => resources.map((each) => `${apiGroups.join()}/${each}`));
    const { judged, warned } = byWarning(ruleSets.flatMap(({ kinds }) => kinds));
    const named = (kinds: typeof judged) =>
      kinds.flatMap((each) =>
        each.apiGroups.flatMap((group) => resourcesOf(each.kinds).map((name) => `${group}/${name}`)),
      );
    expect(asked.filter((each) => !each.includes("gatekeeper.sh/"))).to.have.members([...new Set(named(judged))]);
    expect(asked).to.include.members(["/pods", "/pods/ephemeralcontainers", "apps/deployments", "batch/cronjobs"]);
    // What is admitted anyway does not wait for Gatekeeper.
    for (const each of named(warned).filter((name) => !named(judged).includes(name)))
      expect(asked).to.not.include(each);
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
    const releases = other.one("rampart:index:Gatekeeper").inputs["releases"];
    const [declared, ...further] = releases as Record<string, unknown>[];
    expect(further).to.deep.equal([]);
    expect(declared).to.deep.include({ chart: "gatekeeper", version: pin.version, namespace: "gatekeeper-system" });
    const security = at(declared, "securityValues") as Record<string, unknown>;
    expect(Object.keys(security)).to.have.members(Object.keys(pin.securityValues));
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
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
              },
            ],
            ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
          },
          { ports: [tcp(443)] },
          { to: [{ podSelector: {} }], ports: [tcp(8443)] },
        ],
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
    const validations = templates.flatMap(
      ({ inputs }) => at(inputs, "spec", "targets", 0, "code", 0, "source", "validations") as { expression: string }[],
    );
    expect(validations.map(({ expression }) => expression)).to.have.members(
      objectRules.map(({ expression }) => expression),
    );
    for (const template of templates) {
      expect(template.dependencies).to.include(release.urn);
      expect(at(template.inputs, "metadata", "annotations", "pulumi.com/waitFor")).to.equal(
        "jsonpath={.status.created}=true",
      );
      const kind = String(at(template.inputs, "spec", "crd", "spec", "names", "kind"));
      const constraints = recording.ofType(`kubernetes:constraints.gatekeeper.sh/v1beta1:${kind}`);
      expect(constraints).to.not.deep.equal([]);
      for (const { name, dependencies, inputs } of constraints) {
        expect(dependencies).to.include(template.urn);
        expect(at(inputs, "spec", "enforcementAction")).to.equal(name.endsWith("-warn") ? "warn" : "deny");
        expect(at(inputs, "spec", "match", "excludedNamespaces")).to.include("kube-system");
      }
    }
  });

  it("hands its dependencies, its provider and what it is deleted with to everything that it makes", () => {
    const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
    const cluster = recording.one("kubernetes:core/v1:ConfigMap", "cluster");
    const provider = `${recording.one("pulumi:providers:kubernetes").urn}::${unknown}`;
    const component = recording.one("rampart:index:Gatekeeper");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    const constraints = made.filter(({ type }) => type.includes("constraints.gatekeeper.sh"));
    const templates = ruleGroups(ruleSets).length;
    expect(made).to.have.length(5 + templates + constraints.length);
    expect(constraints.length).to.be.at.least(templates);
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(first.urn);
      expect(each.options.deletedWith, each.urn).to.equal(cluster.urn);
      expect(each.provider, each.urn).to.equal(provider);
    }
  });

  it("keeps the platform's namespaces out of the audit, after the release that brings the kind", () => {
    const config = recording.one("kubernetes:config.gatekeeper.sh/v1alpha1:Config");
    expect(config.inputs["metadata"]).to.deep.include({ name: "config", namespace: "gatekeeper-system" });
    const excludedNamespaces = platformNamespaces.map(({ name }) => name).sort();
    expect(config.inputs["spec"]).to.deep.equal({ match: [{ excludedNamespaces, processes: ["audit"] }] });
    expect(config.dependencies).to.include(recording.one(releaseType).urn);
  });

  it("hands the parameters and the waived objects to the constraints, and to nothing else", async () => {
    const rules = { registries: ["registry.example.com/"], exposed: ["shop/web"] };
    const exclusions = [{ control: "PSS-01", kind: "Pod", namespace: "shop", name: "agent" }];
    const other = await recordGatekeeper({ rules, exclusions });
    const specs = ({ registrations }: Recording, ours: boolean) =>
      registrations
        .filter(({ type }) => type.includes("constraints.gatekeeper.sh") === ours)
        .map(({ inputs }) => inputs);
    expect(specs(other, false)).to.deep.equal(specs(recording, false));
    const parameters = (from: Recording) => specs(from, true).map(({ spec }) => at(spec, "parameters"));
    expect(parameters(recording).map((each) => at(each, "exclusions"))).to.deep.equal(specs(other, true).map(() => []));
    const control = (inputs: Record<string, unknown>) => at(inputs, "metadata", "annotations", "rampart/control");
    for (const inputs of specs(other, true)) {
      const { exclusions: left, ...given } = at(inputs, "spec", "parameters") as Record<string, string[]>;
      if (control(inputs) !== "PSS-01") expect(left).to.deep.equal([]);
      else expect(left).to.deep.equal(["^Pod/shop/agent$"]);
      const wanted: Record<string, string[]> = rules;
      for (const [name, value] of Object.entries(given).filter(([key]) => key in wanted))
        expect(value).to.deep.equal(wanted[name]);
    }
  });

  for (const enforcement of ["warn", "dryrun"] as const)
    it(`is promoted from ${enforcement} to deny by that setting, and by nothing else`, async () => {
      const before = await recordGatekeeper({ enforcement });
      const constraints = ({ registrations }: Recording) =>
        registrations.filter(({ type }) => type.includes("constraints.gatekeeper.sh"));
      const actions = constraints(before).map(({ inputs }) => at(inputs, "spec", "enforcementAction"));
      expect(new Set(actions)).to.deep.equal(new Set([enforcement]));
      expect(constraints(before).map(({ urn }) => urn)).to.deep.equal(constraints(recording).map(({ urn }) => urn));
      const others = ({ registrations }: Recording) =>
        registrations.filter(({ type }) => !type.includes("constraints.gatekeeper.sh"));
      expect(others(before).map(({ inputs }) => inputs)).to.deep.equal(others(recording).map(({ inputs }) => inputs));
    });

  it("tells every mistake in its arguments at once", () => {
    const values = {
      disableAudit: true,
      controllerManager: { tlsMinVersion: 1.2 },
      preUninstall: { deleteWebhookConfigurations: { enabled: false } },
    };
    const rules = { registries: ["a b"], exposd: [] };
    const exclusions = [{ control: "PSS-01", kind: "Pod", name: "web-*" }];
    const args = { replicas: 0, enforcement: "maybe", kubernetesVersion: "35", rules, exclusions, values };
    try {
      resolveGatekeeperArgs(args as unknown as GatekeeperArgs);
    } catch (error) {
      if (!InputPropertiesError.isInstance(error)) throw error;
      expect(error.errors.map(({ propertyPath }) => propertyPath)).to.deep.equal([
        "replicas",
        "enforcement",
        "kubernetesVersion",
        "rules.exposd",
        "rules.registries[0]",
        "exclusions[0].name",
        "values.disableAudit",
        "values.controllerManager.tlsMinVersion",
        "values.preUninstall.deleteWebhookConfigurations.enabled",
      ]);
      return;
    }
    throw new Error("no error");
  });
});
