import { expect } from "chai";
import {
  charts,
  Enforcement,
  gatekeeperObjects,
  platformNamespaces,
  podCarriers,
  podRules,
  podVariables,
} from "../../../catalogue";

const input = {
  rules: podRules,
  variables: podVariables,
  exemptNamespaces: ["kube-system", "gatekeeper-system"],
  enforcement: Enforcement.Deny,
};

describe("catalogue/admission: Gatekeeper objects", () => {
  const { templates, constraints } = gatekeeperObjects(input);

  it("are a template and a constraint for each rule, in the order of the rules", () => {
    const rules = podRules.map(({ id }) => `rampart-${id}`);
    expect(constraints.map(({ metadata }) => metadata.name)).to.deep.equal(rules);
    expect(templates.map(({ spec }) => spec.crd.spec.names.kind)).to.deep.equal(constraints.map(({ kind }) => kind));
  });

  it("are this template, whole", () => {
    const index = podRules.findIndex(({ id }) => id === "host-path");
    const rule = podRules[index]!;
    expect(templates[index]).to.deep.equal({
      apiVersion: "templates.gatekeeper.sh/v1",
      kind: "ConstraintTemplate",
      metadata: {
        name: "ramparthostpath",
        annotations: { "rampart/control": "PSS-01", "rampart/standard": "baseline" },
      },
      spec: {
        crd: { spec: { names: { kind: "RampartHostPath" }, validation: { openAPIV3Schema: { type: "object" } } } },
        targets: [
          {
            target: "admission.k8s.gatekeeper.sh",
            code: [
              {
                engine: "K8sNativeValidation",
                source: {
                  failurePolicy: "Fail",
                  generateVAP: false,
                  variables: [...podVariables],
                  validations: [
                    { expression: rule.expression, message: `PSS-01/host-path: ${rule.message}. ${rule.remediation}` },
                  ],
                },
              },
            ],
          },
        ],
      },
    });
  });

  it("are this constraint, whole", () => {
    const index = podRules.findIndex(({ id }) => id === "seccomp-restricted");
    expect(constraints[index]).to.deep.equal({
      apiVersion: "constraints.gatekeeper.sh/v1beta1",
      kind: "RampartSeccompRestricted",
      metadata: {
        name: "rampart-seccomp-restricted",
        annotations: { "rampart/control": "PSS-01", "rampart/standard": "restricted" },
      },
      spec: {
        enforcementAction: "deny",
        match: { kinds: [...podCarriers], excludedNamespaces: ["gatekeeper-system", "kube-system"] },
      },
    });
  });

  it("carry the text of each rule unchanged, in names that Kubernetes accepts", () => {
    for (const [index, rule] of podRules.entries()) {
      const template = templates[index]!;
      expect(template.spec.targets[0]!.code[0]!.source.validations[0]!.expression).to.equal(rule.expression);
      expect(template.metadata.name).to.equal(template.spec.crd.spec.names.kind.toLowerCase());
      expect(template.spec.crd.spec.names.kind).to.match(/^Rampart[A-Za-z]{1,56}$/);
      expect(template.spec.targets[0]!.code[0]!.source.validations[0]!.message).to.not.include("\n");
    }
    expect(new Set(templates.map(({ metadata }) => metadata.name)).size).to.equal(19);
  });

  it("take the enforcement and the kinds that are asked for", () => {
    for (const enforcement of Object.values(Enforcement)) {
      const objects = gatekeeperObjects({ ...input, enforcement, carriers: [{ apiGroups: [""], kinds: ["Pod"] }] });
      for (const { spec } of objects.constraints) {
        expect(spec.enforcementAction).to.equal(enforcement);
        expect(spec.match.kinds).to.deep.equal([{ apiGroups: [""], kinds: ["Pod"] }]);
      }
    }
  });

  it("share nothing with the catalogue that a caller could change", () => {
    const objects = gatekeeperObjects(input);
    objects.constraints[0]!.spec.match.kinds[0]!.kinds.push("Secret");
    objects.templates[0]!.spec.targets[0]!.code[0]!.source.variables[0]!.expression = "true";
    expect(podCarriers[0]!.kinds).to.deep.equal(["Pod", "ReplicationController"]);
    expect(gatekeeperObjects(input)).to.deep.equal({ templates, constraints });
  });

  it("are plain: they survive JSON", () => {
    expect(JSON.parse(JSON.stringify({ templates, constraints }))).to.deep.equal({ templates, constraints });
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
