import { expect } from "chai";
import { Enforcement, platformNamespaces, ruleSets } from "../../../../catalogue";
import { ruleGroups } from "../../../../catalogue/admission/groups";
import { kyverno as pin } from "../../../../catalogue/charts/kyverno";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { at, dependenciesOf } from "../../recorded";
import { valueMistakes } from "../chart-values";
import { networkPolicyType, policyType, recordKyverno, releaseType } from "./record";

interface Rule {
  apiGroups: string[];
  resources: string[];
}

const namesOf = ({ apiGroups, resources }: Rule) =>
  apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`));

/** What the policies of a recording refuse, as their messages name it. */
const rulesOf = (recording: Recording) =>
  recording
    .ofType(policyType)
    .flatMap(({ inputs }) => at(inputs, "spec", "validations") as { message: string }[])
    .map(({ message }) => message.split(": ")[0]!);

describe("addons/kyverno", () => {
  let recording: Recording;
  before(async () => (recording = await recordKyverno()));

  for (const [mode, args] of Object.entries({
    "by default": {},
    "one replica": { replicas: 1 },
    mirrored: { mirror: { registries: { "*": "registry.example.com" } } },
  }))
    it(`sets only values that the pinned chart has, with fitting types: ${mode}`, async () => {
      const { inputs } = (await recordKyverno(args)).one(releaseType);
      expect(valueMistakes(pin, inputs["values"] as Values)).to.deep.equal([]);
    });

  it("installs the pinned chart under its own name, rolled back when it fails", () => {
    expect(recording.one(releaseType).inputs).to.deep.include({
      name: "kyverno",
      chart: "kyverno",
      version: pin.version,
      repositoryOpts: { repo: pin.repository },
      namespace: "kyverno",
      atomic: true,
      maxHistory: 5,
    });
  });

  it("fails closed but for the platform, without exceptions, and judges ReplicaSets as well", () => {
    const values = recording.one(releaseType).inputs["values"];
    const exempt = platformNamespaces.map(({ name }) => name).sort();
    expect(exempt).to.include("kube-system");
    expect(at(values, "config")).to.deep.equal({
      excludeKyvernoNamespace: true,
      webhooks: {
        namespaceSelector: {
          matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: exempt }],
        },
      },
      resourceFiltersExclude: ["[ReplicaSet,*,*]"],
    });
    expect(at(values, "features")).to.deep.equal({
      autoUpdateWebhooks: { enabled: true },
      backgroundScan: { enabled: true },
      dumpPayload: { enabled: false },
      forceFailurePolicyIgnore: { enabled: false },
      generateValidatingAdmissionPolicy: { enabled: false },
      logging: { format: "json" },
      policyExceptions: { enabled: false },
      registryClient: { allowInsecure: false },
    });
    expect(at(values, "webhooksCleanup", "enabled")).to.equal(true);
  });

  it("keeps all definitions when it goes, with the policies that others made", () => {
    const values = recording.one(releaseType).inputs["values"];
    const kept = { "helm.sh/resource-policy": "keep" };
    expect(at(values, "crds", "annotations")).to.deep.equal(kept);
    expect(at(values, "kyverno-api", "annotations")).to.deep.equal(kept);
  });

  it("runs four controllers, each over the zones, of which one pod at a time may go", async () => {
    const values = recording.one(releaseType).inputs["values"];
    const replicas = {
      admissionController: 3,
      backgroundController: 2,
      cleanupController: 2,
      reportsController: 2,
    };
    for (const [controller, count] of Object.entries(replicas)) {
      const component = controller.replace("Controller", "-controller");
      expect(at(values, controller), controller).to.deep.include({
        replicas: count,
        priorityClassName: "system-cluster-critical",
        podDisruptionBudget: { enabled: true, minAvailable: count - 1 },
      });
      const spread = at(values, controller, "topologySpreadConstraints", 0);
      expect(at(spread, "labelSelector", "matchLabels", "app.kubernetes.io/component")).to.equal(component);
      const resources = at(values, controller, "resources") ?? at(values, controller, "container", "resources");
      expect(at(resources, "limits", "memory"), controller).to.match(/Mi$/);
    }
    const alone = (await recordKyverno({ replicas: 1 })).one(releaseType).inputs["values"];
    expect(at(alone, "admissionController", "podDisruptionBudget", "enabled")).to.equal(false);
  });

  it("may be asked whether it can read all that its policies name", () => {
    const named = recording
      .ofType(policyType)
      .flatMap(({ inputs }) => at(inputs, "spec", "matchConstraints", "resourceRules") as Rule[])
      .flatMap(namesOf);
    const path = ["values", "reportsController", "rbac", "clusterRole", "extraResources"];
    const extra = at(recording.one(releaseType).inputs, ...path) as (Rule & { verbs: string[] })[];
    for (const { verbs } of extra) expect(verbs).to.deep.equal(["get", "list", "watch"]);
    expect(extra.flatMap(namesOf)).to.have.members([...new Set(named)]);
    expect(named).to.include("/pods/ephemeralcontainers");
  });

  it("takes every image from a mirror, those of the hooks included", async () => {
    const mirrored = await recordKyverno({
      mirror: { registries: { "reg.kyverno.io": "r.example.com/ghcr", "ghcr.io": "r.example.com/hooks" } },
    });
    const values = mirrored.one(releaseType).inputs["values"];
    for (const path of [
      ["admissionController", "container"],
      ["admissionController", "initContainer"],
      ["backgroundController"],
      ["cleanupController"],
      ["reportsController"],
      ["crds", "migration"],
    ])
      expect(at(values, ...path, "image", "registry"), path.join(".")).to.equal("r.example.com/ghcr");
    for (const hook of ["webhooksCleanup", "test"])
      expect(at(values, hook, "image", "registry"), hook).to.equal("r.example.com/hooks");
  });

  it("declares its release for policies, effective values included", async () => {
    const other = await recordKyverno({ replicas: 5, values: { features: { dumpPayload: { enabled: true } } } });
    const [declared, ...further] = at(other.one("rampart:index:Kyverno").inputs, "releases") as unknown[];
    expect(further).to.deep.equal([]);
    expect(declared).to.deep.equal({
      chart: "kyverno",
      release: "kyverno",
      version: pin.version,
      namespace: "kyverno",
      securityValues: {
        "admissionController.replicas": 5,
        "config.excludeKyvernoNamespace": true,
        "features.autoUpdateWebhooks.enabled": true,
        "features.backgroundScan.enabled": true,
        "features.forceFailurePolicyIgnore.enabled": false,
        "features.policyExceptions.enabled": false,
        "features.dumpPayload.enabled": true,
        "features.generateValidatingAdmissionPolicy.enabled": false,
        "features.registryClient.allowInsecure": false,
        "reportsController.enabled": true,
        "webhooksCleanup.enabled": true,
      },
    });
  });

  it("makes its namespace itself: restricted, unknown to Gatekeeper and the mesh", () => {
    const { inputs } = recording.one("kubernetes:core/v1:Namespace");
    expect(at(inputs, "metadata", "name")).to.equal("kyverno");
    expect(at(inputs, "metadata", "labels")).to.deep.include({
      "pod-security.kubernetes.io/enforce": "restricted",
      "admission.gatekeeper.sh/ignore": "no-self-managing",
      "istio-injection": "disabled",
    });
  });

  it("lets the API server call the two controllers that answer, and all out to names and the API server", () => {
    const tcp = (port: number) => ({ protocol: "TCP", port });
    const policyTypes = ["Ingress", "Egress"];
    const dns = {
      to: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
          podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
        },
      ],
      ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
    };
    const answers = (component: string) => ({
      podSelector: { matchLabels: { "app.kubernetes.io/component": component } },
      policyTypes,
      ingress: [{ ports: [tcp(9443)] }],
      egress: [],
    });
    const specs = recording
      .ofType(networkPolicyType)
      .map(({ inputs }) => [at(inputs, "metadata", "name"), inputs["spec"]]);
    expect(Object.fromEntries(specs as [string, unknown][])).to.deep.equal({
      "allow-kyverno": { podSelector: {}, policyTypes, ingress: [], egress: [dns, { ports: [tcp(443)] }] },
      "allow-admission-webhooks": answers("admission-controller"),
      "allow-cleanup-webhooks": answers("cleanup-controller"),
      "default-deny": { podSelector: {}, policyTypes },
    });
  });

  it("installs after its namespace and policies, and makes each policy after the release, until it is ready", () => {
    const release = recording.one(releaseType);
    expect(dependenciesOf(release)).to.include.members([
      "kubernetes:core/v1:Namespace::kyverno-kyverno",
      ...["allow-kyverno", "allow-admission-webhooks", "allow-cleanup-webhooks", "default-deny"].map(
        (each) => `${networkPolicyType}::kyverno-kyverno-${each}`,
      ),
    ]);
    const policies = recording.ofType(policyType);
    const named = new Set(policies.map(({ name }) => name.replace(/-warn$/, "")));
    expect([...named].sort()).to.deep.equal(
      ruleGroups(ruleSets)
        .map(({ name }) => `kyverno-rampart-${name}`)
        .sort(),
    );
    for (const { urn, name, dependencies, inputs } of policies) {
      expect(dependencies, urn).to.include(release.urn);
      const annotations = at(inputs, "metadata", "annotations");
      expect(annotations, urn).to.include({ "pulumi.com/waitFor": "jsonpath={.status.conditionStatus.ready}=true" });
      expect(annotations, urn).to.include.keys("rampart/control", "rampart/experimental");
      expect(at(inputs, "spec", "validationActions"), urn).to.deep.equal([name.endsWith("-warn") ? "Warn" : "Deny"]);
    }
  });

  it("hands its dependencies and what it is deleted with to everything that it makes", () => {
    const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
    const cluster = recording.one("kubernetes:core/v1:ConfigMap", "cluster");
    const component = recording.one("rampart:index:Kyverno");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made).to.have.length(6 + recording.ofType(policyType).length);
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(first.urn);
      expect(each.options.deletedWith, each.urn).to.equal(cluster.urn);
    }
  });

  it("reports what breaks a rule when told so, and has the rules of its Kubernetes version", async () => {
    const other = await recordKyverno({ enforcement: Enforcement.DryRun, kubernetesVersion: "1.33" });
    const policies = other.ofType(policyType);
    expect(rulesOf(other)).to.not.include("PSS-01/host-probes");
    expect(rulesOf(recording)).to.include("PSS-01/host-probes");
    for (const { inputs } of policies) expect(at(inputs, "spec", "validationActions")).to.deep.equal(["Audit"]);
  });

  it("has the parameters and the waived objects in its policies", async () => {
    const exclusions = [{ control: "PSS-01", kind: "Pod", namespace: "shop", name: "agent" }];
    const other = await recordKyverno({ exclusions });
    for (const { inputs, urn } of other.ofType(policyType)) {
      const waived = at(inputs, "metadata", "annotations", "rampart/control") === "PSS-01";
      const [condition] = (at(inputs, "spec", "matchConditions") ?? []) as { expression: string }[];
      expect(condition?.expression.includes('"^Pod/shop/agent$"') ?? false, urn).to.equal(waived);
    }
  });
});
