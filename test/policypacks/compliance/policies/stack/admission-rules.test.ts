import { expect } from "chai";
import { podRules, type Verdict } from "../../../../../catalogue";
import { releaseOf } from "../../../../support/addon-samples";
import { gatekeeperSamples, kyvernoSamples, nativeSamples } from "../../../../support/admission-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { at } from "../../../../components/recorded";
import { cases } from "../../cases";
import { run } from "../../harness";

const version = "1.35";
const cluster = samples.cluster();
const [gatekeeper, kyverno] = [releaseOf("gatekeeper"), releaseOf("kyverno")];
const withGatekeeper = [cluster, gatekeeper, ...gatekeeperSamples(version)];
const withKyverno = [cluster, kyverno, ...kyvernoSamples(version)];
const native = [cluster, ...nativeSamples(version)];

const template = "rampartpss01podsbaseline";
const policy = "rampart-pss-01-pods-baseline";
/** Where the rule `privileged` is among those of that template, and of that policy. */
const rule = "validations.5";
/** How a finding names all of them. */
const allOfThem = "(host-process, host-namespaces, ";
const source = "spec.targets.0.code.0.source";
const kindPath = "spec.crd.spec.names.kind";
const bindingKind = "ValidatingAdmissionPolicyBinding";

/** A stack in which one object of a kind has another value in one place. */
function breaking(stack: readonly Sample[], type: RegExp, name: string, path: string, value: unknown): Sample[] {
  const isIt = (each: Sample) => type.test(each.type) && each.name === name;
  if (stack.filter(isIt).length !== 1) throw new Error(`no single ${name}`);
  return stack.map((each) => (isIt(each) ? broken(each, path, value) : each));
}

const inTemplate = (path: string, value: unknown) =>
  breaking(withGatekeeper, /:ConstraintTemplate$/, template, path, value);
const inConstraint = (path: string, value: unknown) =>
  breaking(withGatekeeper, /constraints\.gatekeeper\.sh/, policy, path, value);
const inKyverno = (path: string, value: unknown) => breaking(withKyverno, /:ValidatingPolicy$/, policy, path, value);
const inNative = (path: string, value: unknown) => breaking(native, /:ValidatingAdmissionPolicy$/, policy, path, value);
const inBinding = (path: string, value: unknown) => breaking(native, /PolicyBinding$/, policy, path, value);
const without = (stack: readonly Sample[], type: RegExp, name: string) =>
  stack.filter((each) => !(type.test(each.type) && each.name === name));

/** Templates of one rule each, with as many constraints, of which each is of the kind of one. */
function apart(sample: Sample): Sample[] {
  const isTemplate = sample.type.endsWith(":ConstraintTemplate");
  return podRules.flatMap((_, index) => {
    const name = `${sample.name}-${index}`;
    if (!isTemplate) {
      const kind = `${String(sample.props["kind"])}${index}`;
      return [{ ...broken(sample, "kind", kind), name, type: sample.type.replace(/\w+$/, kind) }];
    }
    const kind = String(at(sample.props, ...kindPath.split("."))) + String(index);
    const only = at(sample.props, ...source.split("."), "validations", index);
    const named = { ...broken(sample, kindPath, kind), name };
    return only === undefined ? [] : [broken(named, `${source}.validations`, [only])];
  });
}

const byName = (operator: string, ...values: unknown[]) => ({
  matchExpressions: [{ key: "kubernetes.io/metadata.name", operator, values }],
});
const config = (processes: unknown, excludedNamespaces: unknown): Sample => ({
  type: "kubernetes:config.gatekeeper.sh/v1alpha1:Config",
  name: "config",
  props: { metadata: { name: "config" }, spec: { match: [{ processes, excludedNamespaces }] } },
});
const exception = (name: unknown): Sample => ({
  type: "kubernetes:policies.kyverno.io/v1:PolicyException",
  name: "free",
  props: { metadata: { name: "free" }, spec: { policyRefs: [{ name, kind: "ValidatingPolicy" }] } },
});
const second: Sample = { ...cluster, name: "other" };
const elsewhere = (stack: readonly Sample[]) =>
  stack.map((each) => ({ ...each, name: `other-${each.name}`, provider: "another" }));

describe("POL-02 rules of admission", () => {
  cases("POL-02", [
    ["no cluster", [gatekeeper, ...gatekeeperSamples(version)], "not-applicable"],
    ["a cluster alone", [cluster], "fail", "no engine of admission is installed"],
    ["Gatekeeper alone", [cluster, gatekeeper], "fail", "no ConstraintTemplate holds the rule (all rules)"],
    ["Kyverno alone", [cluster, kyverno], "fail", "no ValidatingPolicy holds the rule (all rules)"],
    ["rules of an engine that is not installed", withKyverno.filter((each) => each !== kyverno), "fail"],
    ["rules of the other engine", [cluster, gatekeeper, ...kyvernoSamples(version)], "fail"],
    ["all rules in Gatekeeper", withGatekeeper, "pass"],
    ["all rules in Kyverno", withKyverno, "pass"],
    ["all rules in the API server", native, "pass"],
    ["an engine beside the API server's own policies", [...native, gatekeeper], "pass"],
  ]);

  describe("templates", () => {
    cases("POL-02", [
      [
        "one is missing",
        without(withGatekeeper, /:ConstraintTemplate$/, template),
        "fail",
        `holds the rule ${allOfThem}`,
      ],
      ["a rule is missing", inTemplate(`${source}.${rule}`, {}), "fail", "holds the rule (privileged)"],
      ["a template for each rule", [cluster, gatekeeper, ...gatekeeperSamples(version).flatMap(apart)], "pass"],
      ["another text", inTemplate(`${source}.${rule}.expression`, "true"), "fail", "holds the rule (privileged)"],
      ["an unknown text", inTemplate(`${source}.${rule}.expression`, unknown), "unknown"],
      ["an unknown source", inTemplate(source, unknown), "unknown"],
      ["no targets", inTemplate("spec.targets", undefined), "fail"],
      ["targets of the wrong type", inTemplate("spec.targets", "none"), "fail"],
      ["another engine", inTemplate("spec.targets.0.code.0.engine", "Rego"), "fail"],
      ["a failure lets pass", inTemplate(`${source}.failurePolicy`, "Ignore"), "fail", 'failurePolicy is "Ignore"'],
      ["failures as they are by default", inTemplate(`${source}.failurePolicy`, undefined), "pass"],
      ["a variable that is empty", inTemplate(`${source}.variables.3.expression`, "[]"), "fail", "another ctrs"],
      ["an unknown variable", inTemplate(`${source}.variables.3.expression`, unknown), "unknown"],
      ["no variables", inTemplate(`${source}.variables`, undefined), "fail", "lack"],
      [
        "a variable that nothing reads",
        inTemplate(`${source}.variables.6`, { name: "win", expression: "false" }),
        "pass",
      ],
      [
        "a variable in the place of the object",
        inTemplate(`${source}.variables.6`, { name: "anyObject", expression: "object" }),
        "fail",
        "takes the place",
      ],
      ["no condition", inTemplate(`${source}.matchCondition`, undefined), "pass"],
      [
        "a condition of its own",
        inTemplate(`${source}.matchCondition`, [{ name: "none", expression: "false" }]),
        "fail",
        "leaves objects out",
      ],
      ["an unknown condition", inTemplate(`${source}.matchCondition`, unknown), "unknown"],
      ["an unknown kind", inTemplate(kindPath, unknown), "unknown"],
      ["another kind", inTemplate(kindPath, "Another"), "fail", "no constraint"],
      [
        "an unknown version of the cluster, and the relaxation of a later one",
        [broken(cluster, "version", unknown), gatekeeper, ...gatekeeperSamples(version)],
        "unknown",
        "whether userns is that of the cluster's version",
      ],
      [
        "an unknown version of the cluster, and every rule",
        [broken(cluster, "version", unknown), gatekeeper, ...gatekeeperSamples()],
        "pass",
      ],
      [
        "the rules of an older version",
        [cluster, gatekeeper, ...gatekeeperSamples("1.33")],
        "fail",
        "no ConstraintTemplate holds the rule (host-probes",
      ],
    ]);
  });

  describe("constraints", () => {
    const match = (key: string, value: unknown) => inConstraint(`spec.match.${key}`, value);
    cases("POL-02", [
      ["one is missing", without(withGatekeeper, /constraints/, policy), "fail", "no constraint is of the template's"],
      ["only warns", inConstraint("spec.enforcementAction", "warn"), "fail", `is "warn"; expected "deny" ${allOfThem}`],
      ["only records", inConstraint("spec.enforcementAction", "dryrun"), "fail", 'is "dryrun"'],
      ["denies by default", inConstraint("spec.enforcementAction", undefined), "pass"],
      ["an unknown action", inConstraint("spec.enforcementAction", unknown), "unknown"],
      ["an action of the wrong type", inConstraint("spec.enforcementAction", ["deny"]), "fail"],
      ["scoped actions that are not there", inConstraint("spec.enforcementAction", "scoped"), "fail", "deny nothing"],
      ["every kind", match("kinds", undefined), "pass"],
      ["every kind by a star", match("kinds", [{ apiGroups: ["*"], kinds: ["*"] }]), "pass"],
      ["pods alone", match("kinds", [{ apiGroups: [""], kinds: ["Pod"] }]), "fail", "leave out ReplicationController"],
      ["unknown kinds", match("kinds", unknown), "unknown"],
      ["one unknown kind", match("kinds.0.kinds", ["Pod", unknown]), "unknown"],
      ["a star among the excluded namespaces", match("excludedNamespaces", ["*"]), "fail", "platform's namespaces"],
      ["a beginning of namespaces", match("excludedNamespaces", ["kube-*"]), "fail"],
      ["one's own namespace", match("excludedNamespaces", ["kube-system", "shop"]), "fail"],
      ["no namespace excluded", match("excludedNamespaces", undefined), "pass"],
      ["unknown namespaces", match("excludedNamespaces", unknown), "unknown"],
      ["an unknown namespace", match("excludedNamespaces", ["kube-system", unknown]), "unknown"],
      ["some namespaces", match("namespaces", ["shop"]), "fail", "leaves objects out"],
      ["all namespaces by a star", match("namespaces", ["*"]), "pass"],
      ["a selector of labels", match("labelSelector", { matchLabels: { strict: "yes" } }), "fail"],
      ["an empty selector of labels", match("labelSelector", {}), "pass"],
      ["an unknown selector of labels", match("labelSelector", unknown), "unknown"],
      ["a selector of namespaces", match("namespaceSelector", { matchLabels: { strict: "yes" } }), "fail"],
      ["a selector without the platform", match("namespaceSelector", byName("NotIn", "kube-system")), "pass"],
      ["a selector without one's own", match("namespaceSelector", byName("NotIn", "shop")), "fail"],
      ["a selector of one", match("namespaceSelector", byName("In", "kube-system")), "fail"],
      ["a selector without an unknown one", match("namespaceSelector", byName("NotIn", unknown)), "unknown"],
      ["one name", match("name", "web"), "fail"],
      ["objects of the cluster alone", match("scope", "Cluster"), "fail"],
      ["what is generated alone", match("source", "Generated"), "fail"],
      ["what nobody waived", inConstraint("spec.parameters.exclusions", ["^Pod/shop/web$"]), "fail", "waivers"],
      ["unknown exclusions", inConstraint("spec.parameters.exclusions", unknown), "unknown"],
      ["Gatekeeper leaves a namespace out of all", [...withGatekeeper, config(["*"], ["shop"])], "fail"],
      ["Gatekeeper leaves the platform out", [...withGatekeeper, config(["webhook"], ["kube-system"])], "pass"],
      ["Gatekeeper leaves it out of the audit", [...withGatekeeper, config(["audit"], ["shop"])], "pass"],
      ["Gatekeeper leaves it out of unknown things", [...withGatekeeper, config(unknown, ["shop"])], "fail"],
    ]);

    const scoped = (action: string, ...points: string[]) => ({
      enforcementAction: "scoped",
      scopedEnforcementActions: [{ action, enforcementPoints: points.map((name) => ({ name })) }],
    });
    const spec = (changed: object) =>
      inConstraint("spec", {
        ...withGatekeeper.find(({ type }) => /RampartPss01PodsBaseline$/.test(type))!.props["spec"]!,
        ...changed,
      });
    cases("POL-02", [
      ["denies in the webhook", spec(scoped("deny", "validation.gatekeeper.sh")), "pass"],
      ["denies at every point", spec(scoped("deny", "*")), "pass"],
      ["denies in the audit", spec(scoped("deny", "audit.gatekeeper.sh")), "fail"],
      ["warns in the webhook", spec(scoped("warn", "validation.gatekeeper.sh")), "fail"],
    ]);
  });

  describe("Kyverno", () => {
    const rules = "spec.matchConstraints.resourceRules";
    cases("POL-02", [
      ["a policy is missing", without(withKyverno, /:ValidatingPolicy$/, policy), "fail", `the rule ${allOfThem}`],
      ["only records", inKyverno("spec.validationActions", ["Audit"]), "fail", "lacks Deny"],
      ["no action", inKyverno("spec.validationActions", undefined), "fail"],
      ["an unknown action", inKyverno("spec.validationActions", unknown), "unknown"],
      ["a failure lets pass", inKyverno("spec.failurePolicy", "Ignore"), "fail"],
      ["admission is off", inKyverno("spec.evaluation.admission.enabled", false), "fail"],
      ["admission as it is by default", inKyverno("spec.evaluation", undefined), "pass"],
      ["another mode", inKyverno("spec.evaluation.mode", "JSON"), "fail"],
      ["another text", inKyverno(`spec.${rule}.expression`, "true"), "fail", "the rule (privileged)"],
      ["another object", inKyverno("spec.variables.0.expression", "oldObject"), "fail", "another anyObject"],
      ["a kind is missing", inKyverno(`${rules}.2.resources`, ["jobs"]), "fail", "take in no cronjobs"],
      [
        "debugging containers are missing",
        inKyverno(`${rules}.0.resources`, ["pods", "replicationcontrollers"]),
        "fail",
      ],
      [
        "every resource",
        inKyverno(rules, [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"] }]),
        "pass",
      ],
      ["creation alone", inKyverno(`${rules}.1.operations`, ["CREATE"]), "fail"],
      ["another version", inKyverno(`${rules}.1.apiVersions`, ["v1beta1"]), "fail"],
      ["some names", inKyverno(`${rules}.1.resourceNames`, ["web"]), "fail"],
      ["unknown resources", inKyverno(`${rules}.1.resources`, unknown), "unknown"],
      ["what it is about is unknown", inKyverno("spec.matchConstraints", unknown), "unknown"],
      ["a selector of objects", inKyverno("spec.matchConstraints.objectSelector", { matchLabels: { a: "b" } }), "fail"],
      [
        "resources that are left out",
        inKyverno("spec.matchConstraints.excludeResourceRules", [{ resources: ["pods"] }]),
        "fail",
      ],
      ["a condition", inKyverno("spec.matchConditions", [{ name: "none", expression: "false" }]), "fail"],
      ["an exception of the policy", [...withKyverno, exception(policy)], "fail", "PolicyException"],
      ["an exception of another policy", [...withKyverno, exception("another")], "pass"],
      ["an exception of an unknown policy", [...withKyverno, exception(unknown)], "unknown"],
    ]);
  });

  describe("the API server", () => {
    cases("POL-02", [
      ["a policy is missing", without(native, /:ValidatingAdmissionPolicy$/, policy), "fail", `the rule ${allOfThem}`],
      [
        "a binding is missing",
        native.filter(({ type, name }) => !(type.endsWith(bindingKind) && name === policy)),
        "fail",
        "holds nowhere",
      ],
      ["a binding that warns", inBinding("spec.validationActions", ["Warn"]), "fail"],
      ["a binding with unknown actions", inBinding("spec.validationActions", unknown), "unknown"],
      ["a binding of an unknown policy", inBinding("spec.policyName", unknown), "unknown"],
      ["a policy without a name of its own", inNative("metadata.name", undefined), "unknown"],
      ["a binding with parameters", inBinding("spec.paramRef", { name: "none" }), "fail"],
      [
        "a binding for some namespaces",
        inBinding("spec.matchResources", { namespaceSelector: byName("In", "shop") }),
        "fail",
      ],
      [
        "a binding for some kinds",
        inBinding("spec.matchResources", {
          resourceRules: [{ apiGroups: [""], apiVersions: ["*"], operations: ["*"], resources: ["pods"] }],
        }),
        "fail",
      ],
      [
        "a binding without the platform",
        inBinding("spec.matchResources", { namespaceSelector: byName("NotIn", "kube-system") }),
        "pass",
      ],
      ["a failure lets pass", inNative("spec.failurePolicy", "Ignore"), "fail"],
      ["an unknown text", inNative("spec.validations", unknown), "unknown"],
      [
        "a list of which an item is unknown",
        [
          ...without(native, /:ValidatingAdmissionPolicy$/, policy),
          { type: "kubernetes:core/v1:List", name: "more", props: { items: [unknown] } },
        ],
        "unknown",
      ],
    ]);
  });

  describe("clusters", () => {
    cases("POL-02", [
      ["two, and rules for one", [...withGatekeeper, second], "unknown", "for 1 of them"],
      ["two, and rules for both", [...withGatekeeper, second, ...elsewhere(gatekeeperSamples(version))], "pass"],
      ["two without rules", [cluster, second], "fail"],
    ]);
  });

  it("lets only waived objects be excluded", async () => {
    const waiver = {
      control: "PSS-01",
      resource: "kubernetes:core/v1:Pod::web",
      object: { kind: "Pod", namespace: "shop", name: "web" },
      reason: "migration",
      owner: "platform",
      approver: "security",
      ticket: "SEC-1",
      created: "2026-11-01",
      expires: "2026-12-31",
    };
    const excluded = [{ control: "PSS-01", kind: "Pod", namespace: "shop", name: "web" }];
    const stacks = [
      [cluster, gatekeeper, ...gatekeeperSamples(version, excluded)],
      [cluster, kyverno, ...kyvernoSamples(version, excluded)],
      [cluster, ...nativeSamples(version, excluded)],
    ];
    for (const stack of stacks) {
      const verdict = async (waivers: string): Promise<Verdict> => (await run(stack, { waivers })).verdict("POL-02");
      expect(await verdict(JSON.stringify({ waivers: [waiver] }))).to.equal("pass");
      expect(await verdict(JSON.stringify({ waivers: [{ ...waiver, expires: "2026-11-20" }] }))).to.equal("fail");
      expect(await verdict("waivers: []")).to.equal("fail");
    }
  });
});
