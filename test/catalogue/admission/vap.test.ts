import { expect } from "chai";
import { Enforcement, vapObjects } from "../../../catalogue";
import { excluded, exposedAnnotations, exposedValidations, input, services } from "./sample";

const operations = ["CREATE", "UPDATE"];
const serviceRule = { apiGroups: [""], apiVersions: ["*"], operations, resources: ["services"] };
const classRule = { apiGroups: ["example.com"], apiVersions: ["*"], operations, resources: ["serviceclasses"] };

describe("catalogue/admission: policies of the API server", () => {
  const { policies, bindings } = vapObjects(input);

  it("are this policy, whole: the lists stand in it, and excluded objects do not come to the rule", () => {
    expect(policies[0]).to.deep.equal({
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: "rampart-net-08-services", annotations: exposedAnnotations },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          namespaceSelector: {
            matchExpressions: [
              { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["a-platform", "kube-system"] },
            ],
          },
          resourceRules: [serviceRule, classRule],
        },
        matchConditions: [
          {
            name: "not-excluded",
            expression: `!["^Service/shop/old\\\\.web$", "^ServiceClass//public$"].exists(each, (object.kind + "/" + (has(object.metadata.namespace) ? object.metadata.namespace : "") + "/" + (has(object.metadata.name) ? object.metadata.name : "")).matches(each))`,
          },
        ],
        variables: [
          { name: "anyObject", expression: "object != null ? object : oldObject" },
          { name: "exposed", expression: '["shop/web", "shop/\\"quoted\\""]' },
          { name: "registries", expression: "[]" },
          ...services.variables,
        ],
        validations: exposedValidations,
      },
    });
  });

  it("are these bindings, whole: one for kinds that are judged, and one for those that are only warned about", () => {
    const common = { apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicyBinding" };
    expect(bindings.slice(0, 2)).to.deep.equal([
      {
        ...common,
        metadata: { name: "rampart-net-08-services", annotations: exposedAnnotations },
        spec: {
          policyName: "rampart-net-08-services",
          validationActions: ["Deny"],
          matchResources: { resourceRules: [serviceRule] },
        },
      },
      {
        ...common,
        metadata: { name: "rampart-net-08-services-warn", annotations: exposedAnnotations },
        spec: {
          policyName: "rampart-net-08-services",
          validationActions: ["Warn"],
          matchResources: { resourceRules: [classRule] },
        },
      },
    ]);
    expect(bindings.at(-1)!.spec).to.deep.equal({
      policyName: "rampart-pss-01-workloads-restricted",
      validationActions: ["Deny"],
    });
  });

  it("have conditions only where something is excluded, and ask about debugging containers", () => {
    const [, nodePort, hostPid] = policies;
    expect(nodePort!.spec).to.not.have.property("matchConditions");
    for (const pattern of excluded.workloads)
      expect(hostPid!.spec.matchConditions![0]!.expression).to.include(JSON.stringify(pattern));
    expect(hostPid!.spec.matchConstraints.resourceRules.map(({ resources }) => resources)).to.deep.equal([
      ["pods", "pods/ephemeralcontainers"],
      ["deployments", "replicasets"],
    ]);
  });

  it("deny, warn or report as told, and never deny kinds that are only warned about", () => {
    const actions = (enforcement: Enforcement) =>
      vapObjects({ ...input, enforcement }).bindings.map(({ spec }) => spec.validationActions.join());
    expect(actions(Enforcement.Deny)).to.deep.equal(["Deny", "Warn", "Deny", "Warn", "Deny", "Deny"]);
    expect(actions(Enforcement.Warn)).to.deep.equal(["Warn", "Warn", "Warn", "Warn", "Warn", "Warn"]);
    expect(actions(Enforcement.DryRun)).to.deep.equal(["Audit", "Audit", "Audit", "Audit", "Audit", "Audit"]);
  });

  it("share nothing with their input that a caller could change, and survive JSON", () => {
    const objects = vapObjects(input);
    objects.policies[0]!.spec.matchConstraints.resourceRules[0]!.apiGroups.push("other");
    expect(vapObjects(input)).to.deep.equal({ policies, bindings });
    expect(JSON.parse(JSON.stringify({ policies, bindings }))).to.deep.equal({ policies, bindings });
  });
});
