import { celEnv, type CelInput, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { expect } from "chai";
import { Enforcement, gatekeeperObjects, podCarriers, podRules, podVariables } from "../../../catalogue";
import { kyvernoObjects, type ValidatingPolicy } from "../../../catalogue/admission/kyverno";
import { broken } from "../support/evaluate";
import { carriers, compliantTemplate, containerOf, type Json, put, type Template } from "../support/pods";

const input = {
  rules: podRules,
  variables: podVariables,
  exemptNamespaces: ["kube-system", "a-platform"],
  enforcement: Enforcement.Deny,
};

const env = celEnv({ funcs: strings });
const programs = new Map<string, (input: never) => unknown>();

function program(expression: string): (input: never) => unknown {
  const found = programs.get(expression) ?? plan(env, parse(expression));
  programs.set(expression, found);
  return found;
}

/** What a policy says of a request, with the variables that the API server knows and those that it declares itself. */
function admits({ spec }: ValidatingPolicy, object: Json | null, oldObject: Json | null): unknown {
  const variables: Record<string, CelInput> = {};
  const run = (expression: string) => program(expression)({ object, oldObject, variables } as never);
  for (const { name, expression } of spec.variables) variables[name] = run(expression) as CelInput;
  return spec.validations.every(({ expression }) => run(expression) === true);
}

const refusing = (policies: ValidatingPolicy[], object: Json | null, oldObject: Json | null = null) =>
  policies
    .filter((policy) => admits(policy, object, oldObject) !== true)
    .map(({ metadata }) => metadata.name.replace(/^rampart-/, ""));

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

  it("are a policy for each rule, in the order of the rules", () => {
    expect(policies.map(({ metadata }) => metadata.name)).to.deep.equal(podRules.map(({ id }) => `rampart-${id}`));
  });

  it("are this policy, whole", () => {
    const index = podRules.findIndex(({ id }) => id === "host-path");
    const rule = podRules[index]!;
    const operations = ["CREATE", "UPDATE"];
    expect(policies[index]).to.deep.equal({
      apiVersion: "policies.kyverno.io/v1",
      kind: "ValidatingPolicy",
      metadata: {
        name: "rampart-host-path",
        annotations: { "rampart/control": "PSS-01", "rampart/standard": "baseline" },
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
            {
              apiGroups: [""],
              apiVersions: ["v1"],
              operations,
              resources: ["pods", "pods/ephemeralcontainers", "replicationcontrollers"],
            },
            {
              apiGroups: ["apps"],
              apiVersions: ["v1"],
              operations,
              resources: ["deployments", "statefulsets", "daemonsets", "replicasets"],
            },
            { apiGroups: ["batch"], apiVersions: ["v1"], operations, resources: ["jobs", "cronjobs"] },
          ],
        },
        variables: [{ name: "anyObject", expression: "object != null ? object : oldObject" }, ...podVariables],
        validations: [
          { expression: rule.expression, message: `PSS-01/host-path: ${rule.message}. ${rule.remediation}` },
        ],
      },
    });
  });

  it("carry the expressions and messages that Gatekeeper's do, and its variables after the one that it binds itself", () => {
    const { templates: gatekeepers } = gatekeeperObjects(input);
    const sources = gatekeepers.map(({ spec }) => spec.targets[0]!.code[0]!.source);
    expect(policies.map(({ spec }) => spec.validations)).to.deep.equal(sources.map(({ validations }) => validations));
    expect(policies.map(({ spec }) => spec.variables.slice(1))).to.deep.equal(
      sources.map(({ variables }) => variables),
    );
  });

  for (const [what, template] of Object.entries(templates))
    it(`judge ${what} as the rules do, in every kind, new or changed`, () => {
      for (const [kind, carry] of Object.entries(carriers)) {
        const object = carry(template);
        expect(refusing(policies, object), kind).to.deep.equal(broken(object));
        expect(refusing(policies, object, carry(compliantTemplate())), kind).to.deep.equal(broken(object));
      }
    });

  it("judge what was there where an object goes", () => {
    const object = carriers["Pod"]!(templates["a privileged container"]!);
    expect(refusing(policies, null, object))
      .to.deep.equal(broken(object))
      .and.to.not.deep.equal([]);
  });

  it("refuse, warn or report, as told", () => {
    const actions = (enforcement: Enforcement) =>
      new Set(kyvernoObjects({ ...input, enforcement }).flatMap(({ spec }) => spec.validationActions));
    expect(actions(Enforcement.Deny)).to.deep.equal(new Set(["Deny"]));
    expect(actions(Enforcement.Warn)).to.deep.equal(new Set(["Warn"]));
    expect(actions(Enforcement.DryRun)).to.deep.equal(new Set(["Audit"]));
  });

  it("share nothing with the catalogue that a caller could change, and survive JSON", () => {
    const objects = kyvernoObjects(input);
    objects[0]!.spec.matchConstraints.resourceRules[0]!.apiGroups.push("other");
    objects[0]!.spec.variables[1]!.expression = "true";
    expect(podCarriers[0]!.apiGroups).to.deep.equal([""]);
    expect(kyvernoObjects(input)).to.deep.equal(policies);
    expect(JSON.parse(JSON.stringify(policies))).to.deep.equal(policies);
  });
});
