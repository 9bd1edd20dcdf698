import { expect } from "chai";
import { podCarriers } from "../../../../catalogue";
import { fact } from "../../../../policypacks/compliance/facts/fact";
import { judgeReach } from "../../../../policypacks/compliance/policies/helm/webhook-reach";
import { unknown } from "../../../support/samples";

const namespace = fact({ namespace: "admission" }).at("namespace");

/** What is said of the chart's values beside the passes, each as verdict and message. */
function open(values: Record<string, unknown>): string[] {
  const value = (path: string) => fact({ [path]: values[path] }).at([path]);
  return judgeReach({ value, namespace })
    .filter(({ verdict }) => verdict !== "pass")
    .map(({ verdict, message }) => `${verdict}: ${message}`);
}

/** What is said of one value, which must be the only thing that is not as the chart has it. */
function about(path: string, given: unknown): string {
  const value = (asked: string) => fact(asked === path ? { [path]: given } : {}).at([asked]);
  const found = judgeReach({ value, namespace });
  return found
    .filter(({ message }) => message.includes(path))
    .map(({ verdict, message }) => `${verdict}: ${message.replaceAll(path, "it")}`)
    .join("; ");
}

describe("POL-01 what the webhook is asked about", () => {
  it("is everything where nothing is set", () => {
    expect(open({})).to.deep.equal([]);
    expect(judgeReach({ value: (path) => fact({}).at([path]), namespace })).to.have.length(9);
  });

  const narrowing = "validatingWebhookObjectSelector";
  const names = "controllerManager.exemptNamespaces";
  const labels = "validatingWebhookExemptNamespacesLabels";
  const nameLabel = "kubernetes.io/metadata.name";
  const platform = "expected the platform's namespaces alone";
  const byName = `expected namespaces by ${nameLabel}`;
  const table: [path: string, value: unknown, said: string][] = [
    [narrowing, undefined, "pass: it is not set"],
    [narrowing, "", "pass: it is not set"],
    [narrowing, [], "pass: it is not set"],
    [narrowing, {}, "pass: it is not set"],
    [narrowing, { a: 1 }, "fail: it is set, so objects may get past the webhook; expected nothing"],
    [narrowing, unknown, "unknown: it cannot be known before deployment; expected nothing"],
    ["validatingWebhookScope", undefined, 'pass: it is not set, which means "*"'],
    ["validatingWebhookScope", "Namespaced", 'pass: it is "Namespaced"'],
    ["validatingWebhookScope", "Cluster", 'fail: it is "Cluster"; expected "*" or "Namespaced"'],
    [names, undefined, "pass: it is not set"],
    [
      names,
      ["kube-system", "admission"],
      "pass: it names the platform's namespaces alone; it[0] is the platform's; it[1] is the platform's",
    ],
    [names, ["kube-system", "web"], `fail: it[1] is another namespace; ${platform}`],
    [names, [unknown], `unknown: it[0] cannot be known before deployment; ${platform}`],
    [names, "web", "fail: it is of the wrong type; expected a list of the platform's namespaces alone"],
    [
      names,
      unknown,
      "unknown: it cannot be known before deployment; expected a list of the platform's namespaces alone",
    ],
    [labels, undefined, "pass: it is not set"],
    [labels, {}, "pass: it is not set"],
    [labels, "web", `fail: it is of the wrong type; ${byName}`],
    [labels, unknown, `unknown: it cannot be known before deployment; ${byName}`],
    [
      labels,
      { team: ["a"], [nameLabel]: [] },
      `fail: it exempts by a label that anybody may set; expected ${nameLabel}`,
    ],
    [labels, { [nameLabel]: ["web"] }, `fail: it.${nameLabel}[0] is another namespace; ${platform}`],
    ["validatingWebhookCustomRules", {}, "pass: it is not set"],
    ["validatingWebhookCustomRules", "all", "fail: it is of the wrong type; expected a list of rules"],
    [
      "validatingWebhookCustomRules",
      unknown,
      "unknown: it cannot be known before deployment; expected a list of rules",
    ],
  ];
  for (const [path, value, said] of table)
    it(`${path} ${JSON.stringify(value) ?? "absent"}: ${said.split(":")[0]}`, () => {
      expect(about(path, value)).to.equal(said);
    });
});

describe("POL-01 rules of one's own for the webhook", () => {
  const path = "validatingWebhookCustomRules";
  const rule = (more: Record<string, unknown> = {}) => ({
    apiGroups: ["", "apps", "batch"],
    apiVersions: ["v1"],
    operations: ["CREATE", "UPDATE"],
    resources: podCarriers.flatMap(({ kinds }) => kinds.map((kind) => `${kind.toLowerCase()}s`)),
    ...more,
  });
  const all = rule().resources.join(", ");
  const passes = "pass: it asks about every kind that carries pods";
  const leavesOut = (kinds: string) => `fail: it leaves out ${kinds}; expected every kind that carries pods`;
  const open = (kinds: string) => `unknown: whether it asks about ${kinds} cannot be known before deployment`;
  const table: [title: string, rules: unknown[], said: string][] = [
    ["one for all", [rule()], passes],
    ["one for each operation", [rule({ operations: ["CREATE"] }), rule({ operations: ["UPDATE"] })], leavesOut(all)],
    ["stars", [rule({ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"] })], passes],
    ["stars with subresources", [rule({ resources: ["*/*"] })], passes],
    ["no updates", [rule({ operations: ["CREATE"] })], leavesOut(all)],
    ["no creations", [rule({ operations: ["UPDATE"] })], leavesOut(all)],
    ["another version", [rule({ apiVersions: ["v2"] })], leavesOut(all)],
    [
      "pods alone missing",
      [rule({ resources: rule().resources.filter((each) => each !== "pods") })],
      leavesOut("pods"),
    ],
    ["the core group missing", [rule({ apiGroups: ["apps", "batch"] })], leavesOut("pods, replicationcontrollers")],
    ["cluster objects", [rule({ scope: "Cluster" })], leavesOut(all)],
    ["objects in namespaces", [rule({ scope: "Namespaced" })], passes],
    ["an unknown scope", [rule({ scope: unknown })], open(all)],
    ["unknown operations", [rule({ operations: unknown })], open(all)],
    ["an unknown operation", [rule({ operations: ["CREATE", unknown] })], open(all)],
    ["operations of the wrong type", [rule({ operations: "*" })], leavesOut(all)],
    ["an unknown rule", [unknown], open(all)],
  ];
  for (const [title, rules, said] of table)
    it(`${title}: ${said.split(":")[0]}`, () => {
      expect(about(path, rules)).to.equal(said);
    });
});
