import { platformNamespaces, podCarriers } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, oneOf, pass, unknown, unreadable } from "../../facts/judgement";
import { every, some, type Ternary } from "../../facts/ternary";
import type { Installation } from "./installations";

/** Values of the chart by which the webhook is asked about fewer objects, or is another one. */
const narrowing = [
  "validatingWebhookMatchConditions",
  "validatingWebhookObjectSelector",
  "validatingWebhookURL",
  "controllerManager.exemptNamespacePrefixes",
  "controllerManager.exemptNamespaceSuffixes",
];

/** The label that the API server sets on each namespace; any other label anybody may set. */
const nameLabel = "kubernetes.io/metadata.name";

/** Whether the webhook is asked about every pod outside of the platform's namespaces. */
export function judgeReach({ value, namespace }: Pick<Installation, "value" | "namespace">): Judgement[] {
  const exempt = [...platformNamespaces.map(({ name }) => name), namespace.value];
  const labels = value("validatingWebhookExemptNamespacesLabels");
  return [
    ...narrowing.map((path) => notSet(value(path))),
    oneOf(value("validatingWebhookScope"), { values: ["*", "Namespaced"], default: "*", printable: ["Cluster"] }),
    exemptions(value("controllerManager.exemptNamespaces"), exempt),
    byLabel(labels, exempt),
    customRules(value("validatingWebhookCustomRules")),
  ];
}

const isEmpty = (value: Fact) =>
  value.state === "absent" || value.value === "" || (value.items() ?? value.keys())?.length === 0;

function notSet(value: Fact): Judgement {
  if (isEmpty(value)) return pass(`${value.path} is not set`);
  if (value.state !== "known") return unreadable(value, "nothing");
  return fail(`${value.path} is set, so objects may get past the webhook; expected nothing`);
}

function exemptions(names: Fact, allowed: readonly unknown[]): Judgement {
  const expected = "the platform's namespaces alone";
  if (names.state === "absent") return pass(`${names.path} is not set`);
  const items = names.items();
  if (items === undefined)
    return unreadable(names.state === "known" ? { ...names, state: "wrong" } : names, `a list of ${expected}`);
  return all(
    pass(`${names.path} names ${expected}`),
    ...items.map((name) => {
      if (name.state !== "known") return unreadable(name, expected);
      return allowed.includes(name.value)
        ? pass(`${name.path} is the platform's`)
        : fail(`${name.path} is another namespace; expected ${expected}`);
    }),
  );
}

function byLabel(labels: Fact, allowed: readonly unknown[]): Judgement {
  if (isEmpty(labels)) return pass(`${labels.path} is not set`);
  const keys = labels.keys();
  if (keys === undefined)
    return unreadable(labels.state === "known" ? { ...labels, state: "wrong" } : labels, `namespaces by ${nameLabel}`);
  if (keys.some((key) => key !== nameLabel))
    return fail(`${labels.path} exempts by a label that anybody may set; expected ${nameLabel}`);
  return exemptions(labels.at([nameLabel]), allowed);
}

/** Rules in the place of the chart's own must still ask about every kind that carries pods. */
function customRules(rules: Fact): Judgement {
  if (isEmpty(rules)) return pass(`${rules.path} is not set`);
  const items = rules.items();
  if (items === undefined)
    return unreadable(rules.state === "known" ? { ...rules, state: "wrong" } : rules, "a list of rules");
  const wanted = podCarriers.flatMap(({ apiGroups, kinds }) =>
    apiGroups.flatMap((group) => kinds.map((kind) => ({ group, resource: `${kind.toLowerCase()}s` }))),
  );
  const asked = wanted.map((each) => some(items.map((rule) => asksAbout(rule, each))));
  const open = wanted.filter((_, index) => asked[index] !== true).map(({ resource }) => resource);
  if (open.length === 0) return pass(`${rules.path} asks about every kind that carries pods`);
  return asked.includes(false)
    ? fail(`${rules.path} leaves out ${open.join(", ")}; expected every kind that carries pods`)
    : unknown(`whether ${rules.path} asks about ${open.join(", ")} cannot be known before deployment`);
}

function asksAbout(rule: Fact, { group, resource }: { group: string; resource: string }): Ternary {
  return every([
    listsOneOf(rule.at("apiGroups"), ["*", group]),
    listsOneOf(rule.at("apiVersions"), ["*", "v1"]),
    listsOneOf(rule.at("operations"), ["*", "CREATE"]),
    listsOneOf(rule.at("operations"), ["*", "UPDATE"]),
    listsOneOf(rule.at("resources"), ["*", "*/*", resource]),
    rule.at("scope").value === "Cluster" ? false : rule.at("scope").state !== "unknown" || "unknown",
  ]);
}

function listsOneOf(list: Fact, wanted: readonly string[]): Ternary {
  if (list.state === "unknown") return "unknown";
  return some(
    (list.items() ?? []).map(({ state, value }) =>
      state === "unknown" ? "unknown" : wanted.some((each) => each === value),
    ),
  );
}
