import { celEnv, type CelInput, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { expect } from "chai";
import { admissionInput, Enforcement, kyvernoObjects } from "../../../catalogue";
import type { ValidatingPolicy } from "../../../catalogue/admission/kyverno";
import { pods } from "../../../catalogue/rules/pods";
import { broken } from "../support/evaluate";
import { carriers, compliantTemplate, containerOf, type Json, put, type Template } from "../support/pods";
import { excluded, exposedAnnotations, exposedValidations, input, services } from "./sample";

const choice = { kubernetesVersion: "1.36", rules: {}, exclusions: [], enforcement: Enforcement.Deny };
const podPolicies = kyvernoObjects({ ...admissionInput(choice), sets: [pods] });

const env = celEnv({ funcs: strings });
const programs = new Map<string, (input: never) => unknown>();

function program(expression: string): (input: never) => unknown {
  const found = programs.get(expression) ?? plan(env, parse(expression));
  programs.set(expression, found);
  return found;
}

/** What a policy refuses a request with, by the variables that the API server knows and those that it declares itself. */
function denials({ spec }: ValidatingPolicy, object: Json | null, oldObject: Json | null): string[] {
  const variables: Record<string, CelInput> = {};
  const run = (expression: string) => program(expression)({ object, oldObject, variables } as never);
  for (const { name, expression } of spec.variables) variables[name] = run(expression) as CelInput;
  return spec.validations.filter(({ expression }) => run(expression) !== true).map(({ message }) => message);
}

const refusing = (policies: ValidatingPolicy[], object: Json | null, oldObject: Json | null = null) =>
  policies
    .flatMap((policy) => denials(policy, object, oldObject))
    .map((message) => /^PSS-01\/([a-z-]+): /.exec(message)![1]!);

const changed = (change: (template: Template) => void): Template => {
  const template = compliantTemplate();
  change(template);
  return template;
};

const templates: Record<string, Template> = {
  "a compliant pod": compliantTemplate(),
  "a pod of the node's network": changed(({ spec }) => put(spec, "hostNetwork", true)),
  "a pod of the node's files": changed(({ spec }) =>
    (spec.volumes as Json[]).push({ name: "n", hostPath: { path: "/" } }),
  ),
  "a privileged container": changed((template) =>
    put(containerOf(template, "containers"), "securityContext.privileged", true),
  ),
  "a debugging container as root": changed((template) =>
    put(containerOf(template, "ephemeralContainers"), "securityContext.runAsUser", 0),
  ),
};

describe("catalogue/admission: Kyverno objects", () => {
  const policies = kyvernoObjects(input);

  it("are a policy for each group of rules, and one more for kinds that are only warned about", () => {
    expect(policies.map(({ metadata }) => metadata.name)).to.deep.equal([
      "rampart-net-08-services",
      "rampart-net-08-services-warn",
      "rampart-net-09-services",
      "rampart-net-09-services-warn",
      "rampart-pss-01-workloads-baseline",
      "rampart-pss-01-workloads-restricted",
    ]);
  });

  it("are this policy, whole", () => {
    expect(policies[0]).to.deep.equal({
      apiVersion: "policies.kyverno.io/v1",
      kind: "ValidatingPolicy",
      metadata: {
        name: "rampart-net-08-services",
        annotations: {
          ...exposedAnnotations,
          "rampart/experimental": "Kyverno's verdicts are not yet compared with the policy pack's on the same objects",
        },
      },
      spec: {
        validationActions: ["Deny"],
        failurePolicy: "Fail",
        webhookConfiguration: { timeoutSeconds: 5 },
        evaluation: { mode: "Kubernetes", admission: { enabled: true }, background: { enabled: true } },
        autogen: { podControllers: { controllers: [] }, validatingAdmissionPolicy: { enabled: false } },
        matchConstraints: {
          namespaceSelector: {
            matchExpressions: [
              { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["a-platform", "kube-system"] },
            ],
          },
          resourceRules: [
            { apiGroups: [""], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["services"] },
          ],
        },
        matchConditions: [
          {
            name: "not-excluded",
            expression: `!${JSON.stringify(excluded.services)}.exists(each, (object.kind + "/" + (has(object.metadata.namespace) ? object.metadata.namespace : "") + "/" + (has(object.metadata.name) ? object.metadata.name : "")).matches(each))`,
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

  it("only warn about kinds that are only warned about, and stop nothing there while Kyverno is down", () => {
    const warning = policies.find(({ metadata }) => metadata.name === "rampart-net-08-services-warn")!;
    expect(warning.spec.validationActions).to.deep.equal(["Warn"]);
    expect(warning.spec.failurePolicy).to.equal("Ignore");
    expect(warning.spec.matchConstraints.resourceRules.map(({ resources }) => resources)).to.deep.equal([
      ["serviceclasses"],
    ]);
    expect(policies.filter(({ spec }) => spec.failurePolicy === "Fail")).to.have.length(4);
  });

  it("have conditions only where something is excluded", () => {
    const of = (name: string) => policies.find(({ metadata }) => metadata.name === name)!.spec;
    expect(of("rampart-net-09-services")).to.not.have.property("matchConditions");
    for (const pattern of excluded.workloads)
      expect(of("rampart-pss-01-workloads-baseline").matchConditions![0]!.expression).to.include(
        JSON.stringify(pattern),
      );
  });

  for (const [what, template] of Object.entries(templates))
    it(`judge ${what} as the rules do, in every kind, new or changed`, () => {
      for (const [kind, carry] of Object.entries(carriers)) {
        const object = carry(template);
        expect(refusing(podPolicies, object), kind).to.deep.equal(broken(object));
        expect(refusing(podPolicies, object, carry(compliantTemplate())), kind).to.deep.equal(broken(object));
      }
    });

  it("judge what was there where an object goes", () => {
    const object = carriers["Pod"]!(templates["a privileged container"]!);
    expect(refusing(podPolicies, null, object))
      .to.deep.equal(broken(object))
      .and.to.not.deep.equal([]);
  });

  it("refuse, warn or report, as told", () => {
    const actions = (enforcement: Enforcement) =>
      kyvernoObjects({ ...input, enforcement }).map(({ spec }) => spec.validationActions.join());
    expect(actions(Enforcement.Deny)).to.deep.equal(["Deny", "Warn", "Deny", "Warn", "Deny", "Deny"]);
    expect(actions(Enforcement.Warn)).to.deep.equal(["Warn", "Warn", "Warn", "Warn", "Warn", "Warn"]);
    expect(actions(Enforcement.DryRun)).to.deep.equal(["Audit", "Audit", "Audit", "Audit", "Audit", "Audit"]);
  });

  it("share nothing with their input that a caller could change, and survive JSON", () => {
    const objects = kyvernoObjects(input);
    objects[0]!.spec.matchConstraints.resourceRules[0]!.apiGroups.push("other");
    objects[0]!.spec.variables[3]!.expression = "true";
    expect(kyvernoObjects(input)).to.deep.equal(policies);
    expect(JSON.parse(JSON.stringify(policies))).to.deep.equal(policies);
  });
});
