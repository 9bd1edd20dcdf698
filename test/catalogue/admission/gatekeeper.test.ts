import { expect } from "chai";
import { charts, Enforcement, gatekeeperConfig, gatekeeperObjects, platformNamespaces } from "../../../catalogue";
import { excluded, exposedAnnotations, exposedValidations, input, services, workloads } from "./sample";

const texts = { type: "array", items: { type: "string" } };

const notExcluded = {
  name: "not-excluded",
  expression:
    '!variables.params.exclusions.exists(each, (variables.anyObject.kind + "/" + (has(variables.anyObject.metadata.namespace) ? variables.anyObject.metadata.namespace : "") + "/" + (has(variables.anyObject.metadata.name) ? variables.anyObject.metadata.name : "")).matches(each))',
};

describe("catalogue/admission: Gatekeeper objects", () => {
  const { templates, constraints } = gatekeeperObjects(input);
  const byName = (name: string) => constraints.find(({ metadata }) => metadata.name === name)!;

  it("are a template and a constraint for each group of rules, and one more for kinds that are only warned about", () => {
    expect(templates.map(({ metadata }) => metadata.name)).to.deep.equal([
      "rampartnet08services",
      "rampartnet09services",
      "rampartpss01workloadsbaseline",
      "rampartpss01workloadsrestricted",
    ]);
    expect(constraints.map(({ metadata, kind }) => [metadata.name, kind])).to.deep.equal([
      ["rampart-net-08-services", "RampartNet08Services"],
      ["rampart-net-08-services-warn", "RampartNet08Services"],
      ["rampart-net-09-services", "RampartNet09Services"],
      ["rampart-net-09-services-warn", "RampartNet09Services"],
      ["rampart-pss-01-workloads-baseline", "RampartPss01WorkloadsBaseline"],
      ["rampart-pss-01-workloads-restricted", "RampartPss01WorkloadsRestricted"],
    ]);
  });

  it("are this template, whole: a structural schema, the parameters before the variables of the set, and the rules' texts", () => {
    expect(templates[0]).to.deep.equal({
      apiVersion: "templates.gatekeeper.sh/v1",
      kind: "ConstraintTemplate",
      metadata: { name: "rampartnet08services", annotations: exposedAnnotations },
      spec: {
        crd: {
          spec: {
            names: { kind: "RampartNet08Services" },
            validation: {
              openAPIV3Schema: { type: "object", properties: { exposed: texts, registries: texts, exclusions: texts } },
            },
          },
        },
        targets: [
          {
            target: "admission.k8s.gatekeeper.sh",
            code: [
              {
                engine: "K8sNativeValidation",
                source: {
                  failurePolicy: "Fail",
                  generateVAP: false,
                  matchCondition: [notExcluded],
                  variables: [
                    { name: "exposed", expression: "variables.params.exposed" },
                    { name: "registries", expression: "variables.params.registries" },
                    ...services.variables,
                  ],
                  validations: exposedValidations,
                },
              },
            ],
          },
        ],
      },
    });
  });

  it("are these constraints, whole: every parameter that a rule names, and the excluded objects of their kinds", () => {
    const common = { apiVersion: "constraints.gatekeeper.sh/v1beta1", kind: "RampartNet08Services" };
    const excludedNamespaces = ["a-platform", "kube-system"];
    const parameters = { exposed: ["shop/web", 'shop/"quoted"'], registries: [] };
    expect(byName("rampart-net-08-services")).to.deep.equal({
      ...common,
      metadata: { name: "rampart-net-08-services", annotations: exposedAnnotations },
      spec: {
        enforcementAction: "deny",
        match: { kinds: [{ apiGroups: [""], kinds: ["Service"] }], excludedNamespaces },
        parameters: { ...parameters, exclusions: excluded.services },
      },
    });
    expect(byName("rampart-net-08-services-warn")).to.deep.equal({
      ...common,
      metadata: { name: "rampart-net-08-services-warn", annotations: exposedAnnotations },
      spec: {
        enforcementAction: "warn",
        match: { kinds: [{ apiGroups: ["example.com"], kinds: ["ServiceClass"] }], excludedNamespaces },
        parameters: { ...parameters, exclusions: excluded.classes },
      },
    });
  });

  it("exclude what waivers of the rules' control name, and nothing of other controls", () => {
    expect(byName("rampart-pss-01-workloads-baseline").spec.parameters).to.deep.equal({
      exclusions: excluded.workloads,
    });
    expect(byName("rampart-net-09-services").spec.parameters).to.deep.equal({ exclusions: [] });
    expect(byName("rampart-pss-01-workloads-baseline").metadata.annotations).to.deep.equal({
      "rampart/control": "PSS-01",
      "rampart/standard": "baseline",
    });
  });

  it("deny, warn or report as told, and never deny kinds that are only warned about", () => {
    const actions = (enforcement: Enforcement) =>
      gatekeeperObjects({ ...input, enforcement }).constraints.map(({ spec }) => spec.enforcementAction);
    expect(actions(Enforcement.Deny)).to.deep.equal(["deny", "warn", "deny", "warn", "deny", "deny"]);
    expect(actions(Enforcement.Warn)).to.deep.equal(["warn", "warn", "warn", "warn", "warn", "warn"]);
    expect(actions(Enforcement.DryRun)).to.deep.equal(["dryrun", "dryrun", "dryrun", "dryrun", "dryrun", "dryrun"]);
  });

  it("have no constraint that denies where every kind is only warned about", () => {
    const kinds = services.kinds.map((each) => ({ ...each, warnOnly: "Charts make them." }));
    const made = gatekeeperObjects({ ...input, sets: [{ ...services, kinds }] }).constraints;
    expect(made.map(({ metadata }) => metadata.name)).to.deep.equal([
      "rampart-net-08-services-warn",
      "rampart-net-09-services-warn",
    ]);
  });

  it("share nothing with their input that a caller could change, and survive JSON", () => {
    const objects = gatekeeperObjects(input);
    objects.constraints[0]!.spec.match.kinds[0]!.kinds.push("Secret");
    objects.constraints[0]!.spec.parameters.exposed!.push("all/of-it");
    objects.templates[2]!.spec.targets[0]!.code[0]!.source.variables[0]!.expression = "true";
    expect(workloads.variables[0]!.expression).to.equal("variables.anyObject.spec");
    expect(gatekeeperObjects(input)).to.deep.equal({ templates, constraints });
    expect(JSON.parse(JSON.stringify({ templates, constraints }))).to.deep.equal({ templates, constraints });
  });

  it("come with the one configuration that keeps namespaces out of the audit", () => {
    expect(gatekeeperConfig("gatekeeper-system", ["b", "a"])).to.deep.equal({
      apiVersion: "config.gatekeeper.sh/v1alpha1",
      kind: "Config",
      metadata: { name: "config", namespace: "gatekeeper-system" },
      spec: { match: [{ excludedNamespaces: ["a", "b"], processes: ["audit"] }] },
    });
  });
});

describe("catalogue/admission: platform namespaces", () => {
  it("are few, each once and with a reason, and include the namespaces of exempt charts", () => {
    expect(platformNamespaces.map(({ name }) => name).sort()).to.deep.equal([
      "aws-load-balancer-controller",
      "calico-system",
      "external-secrets",
      "falco",
      "gatekeeper-system",
      "harbor",
      "istio-cni",
      "istio-ingress",
      "istio-system",
      "kube-node-lease",
      "kube-public",
      "kube-system",
      "kyverno",
      "logging",
      "tigera-operator",
      "trivy-system",
      "velero",
    ]);
    for (const { because } of platformNamespaces) expect(because).to.match(/\.$/);
    const found = platformNamespaces.find(({ name }) => name === "gatekeeper-system")!;
    expect(found.because).to.equal(charts.gatekeeper.exemptBecause);
  });
});
