import { type ObjectRule, resourcesOf, type RuleSet } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, best, fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { some, type Ternary } from "../../facts/ternary";

/** A rule that admission must enforce, and what may be taken from it. */
export interface AskedRule {
  rule: ObjectRule;
  kinds: RuleSet["kinds"];
  /** What the rule reads, in the text of the cluster's version; where that is not known, perhaps in another one. */
  variables: readonly { name: string; expression: string; perhaps?: string }[];
  /** Objects that waivers take from it, as patterns. */
  excluded: readonly string[];
  /** Namespaces that no engine need judge. */
  exempt: readonly string[];
}

/** Whether a property is one of some texts. */
export function isText({ state, value }: Fact, ...texts: readonly string[]): Ternary {
  return state === "unknown" ? "unknown" : texts.some((each) => each === value);
}

/** Whether a list holds one of some texts. */
export function holdsText(list: Fact, ...texts: readonly string[]): Ternary {
  if (list.state === "unknown") return "unknown";
  return some((list.items() ?? []).map((each) => isText(each, ...texts)));
}

/** A property by which something could be taken from a rule, and which must say nothing. */
export function saysNothing(property: Fact, ...harmless: readonly string[]): Judgement {
  const { state, value } = property;
  const isEmpty = property.items()?.length === 0 || property.keys()?.length === 0 || value === "";
  if (state === "absent" || isEmpty || harmless.some((each) => each === value))
    return pass(`${property.path} leaves nothing out`);
  return state === "unknown"
    ? unknown(`what ${property.path} leaves out cannot be known before deployment`)
    : fail(`${property.path} leaves objects out; expected no such limit`);
}

/** Nothing but some words may stand in a list that takes things from a rule. */
export function holdsOnly(list: Fact, words: readonly string[], what: string): Judgement {
  if (list.state === "absent") return pass(`${list.path} is empty`);
  const items = list.items();
  if (items === undefined) return misread(list, `a list of ${what}`);
  const others = items.filter(({ value }) => !words.some((each) => each === value));
  if (others.length === 0) return pass(`${list.path} holds ${what} alone`);
  return others.every(({ state }) => state === "unknown")
    ? unknown(`what ${list.path} holds cannot be known before deployment; expected ${what}`)
    : fail(`${list.path} holds more than ${what}`);
}

/** Whether one of the validations is the rule itself, word for word. */
export function holdsRule(validations: Fact, { rule }: AskedRule): Ternary {
  if (validations.state === "unknown") return "unknown";
  return some((validations.items() ?? []).map((each) => isText(each.at("expression"), rule.expression)));
}

/** A rule means what it says where what it reads is what the rule's own variables are. */
export function judgeVariables(list: Fact, asked: AskedRule, own: readonly string[] = []): Judgement {
  const items = list.items() ?? [];
  if (list.state === "unknown" || items.some((each) => each.at("name").state === "unknown"))
    return unknown(`${list.path} cannot be known before deployment; expected those of the rule`);
  const named = (name: string) => items.filter((each) => each.at("name").value === name);
  return all(
    pass(`${list.path} are those of the rule`),
    ...own.flatMap(named).map((each) => fail(`${each.path} takes the place of what the engine reads`)),
    ...asked.variables.map(({ name, expression, perhaps }) => {
      const found = named(name).map((each) => each.at("expression"));
      if (found.length === 0) return fail(`${list.path} lack ${name}, which the rule reads`);
      if (found.every(({ value }) => value === expression)) return pass(`${list.path} are those of the rule`);
      const isOpen = found.every(
        ({ state, value }) => state === "unknown" || value === expression || value === perhaps,
      );
      return isOpen
        ? unknown(`whether ${name} is that of the cluster's version cannot be known before deployment`)
        : fail(`${list.path} have another ${name} than the rule reads`);
    }),
  );
}

/** Namespaces by the label that the API server sets, and none left out but those of the platform. */
export function judgeNamespaces(selector: Fact, { exempt }: AskedRule): Judgement {
  const expressions = selector.at("matchExpressions");
  const items = expressions.items() ?? [];
  const whole = saysNothing(selector);
  if (whole.verdict !== "fail") return whole;
  if (expressions.state !== "absent" && expressions.items() === undefined) return misread(expressions, "a list");
  return all(
    saysNothing(selector.at("matchLabels")),
    ...items.map((each) => {
      const [key, operator] = [each.at("key"), each.at("operator")];
      const isByName = [isText(key, "kubernetes.io/metadata.name"), isText(operator, "NotIn")];
      if (isByName.includes(false)) return fail(`${each.path} leaves namespaces out; expected none but the platform's`);
      return isByName.includes("unknown")
        ? unknown(`what ${each.path} leaves out cannot be known before deployment`)
        : holdsOnly(each.at("values"), exempt, "the platform's namespaces");
    }),
  );
}

/** What the API server sends to a policy: every kind that the rule is about, made and changed, wherever it is. */
export function judgeResources(match: Fact, asked: AskedRule): Judgement {
  return all(
    judgeNamespaces(match.at("namespaceSelector"), asked),
    saysNothing(match.at("objectSelector")),
    saysNothing(match.at("excludeResourceRules")),
    ...asked.kinds.flatMap(({ apiGroups, kinds }) =>
      apiGroups.flatMap((group) =>
        resourcesOf(kinds).map((resource) => judgeResource(match.at("resourceRules"), group, resource)),
      ),
    ),
  );
}

function judgeResource(rules: Fact, group: string, resource: string): Judgement {
  const items = rules.items();
  const none = fail(`${rules.path} take in no ${resource}; expected every kind with pods`);
  if (items === undefined) return rules.state === "absent" ? none : misread(rules, "a list");
  const [, part] = resource.split("/");
  const anyOf = part === undefined ? ["*", "*/*"] : ["*/*", `${resource.split("/")[0]}/*`, `*/${part}`];
  const judged = items.map((rule) => {
    const answers = [
      holdsText(rule.at("apiGroups"), group, "*"),
      holdsText(rule.at("apiVersions"), "v1", "*"),
      holdsText(rule.at("operations"), "CREATE", "*"),
      holdsText(rule.at("operations"), "UPDATE", "*"),
      holdsText(rule.at("resources"), resource, ...anyOf),
    ];
    if (answers.includes(false)) return none;
    const whole = all(saysNothing(rule.at("resourceNames")), saysNothing(rule.at("scope"), "*", "Namespaced"));
    return answers.includes("unknown") && whole.verdict !== "fail"
      ? unknown(`what ${rule.path} takes in cannot be known before deployment`)
      : whole;
  });
  return judged.length === 0 ? none : best(...judged);
}
