import { unlessExcluded } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, best, fail, type Judgement, oneOf, pass, unknown } from "../../facts/judgement";
import { every, some, type Ternary } from "../../facts/ternary";
import type { FoundObject } from "../kubernetes/objects";
import {
  type AskedRule,
  holdsOnly,
  holdsRule,
  holdsText,
  isText,
  judgeNamespaces,
  judgeVariables,
  saysNothing,
} from "./admission-match";

const isOf = (group: string) => (each: FoundObject) => each.object.apiGroup === group;

/** A rule in Gatekeeper: a template that holds it, and constraints of its kind that deny. */
export function judgeGatekeeper(objects: readonly FoundObject[], asked: AskedRule): Judgement {
  const templates = objects.filter(isOf("templates.gatekeeper.sh"));
  const constraints = objects.filter(isOf("constraints.gatekeeper.sh"));
  const configs = objects.filter(isOf("config.gatekeeper.sh")).map(({ props }) => judgeConfig(props, asked));
  const judged = templates.flatMap(({ props }) => sourcesOf(props).map((source) => ({ props, source })));
  const candidates = judged
    .map((each) => ({ ...each, held: holdsRule(each.source.at("validations"), asked) }))
    .filter(({ held }) => held !== false)
    .map(({ props, source, held }) =>
      all(
        ...(held === true ? [] : [unknown("which rules a template holds cannot be known before deployment")]),
        judgeSource(source, asked),
        judgeConstraints(props.at("spec.crd.spec.names.kind"), constraints, asked),
        ...configs,
      ),
    );
  return candidates.length === 0 ? fail("no ConstraintTemplate holds the rule") : best(...candidates);
}

/** Of the engines of a template CEL comes first, so that what stands in others does not count. */
function sourcesOf(template: Fact): Fact[] {
  const targets = template.at("spec.targets");
  const codes = (targets.items() ?? [targets]).map((target) => target.at("code"));
  return codes
    .flatMap((code) => code.items() ?? [code])
    .filter((code) => isText(code.at("engine"), "K8sNativeValidation") !== false)
    .map((code) => code.at("source"));
}

function judgeSource(source: Fact, asked: AskedRule): Judgement {
  const conditions = source.at("matchCondition");
  const { expression } = unlessExcluded("variables.anyObject", "variables.params.exclusions");
  return all(
    oneOf(source.at("failurePolicy"), { values: ["Fail"], default: "Fail", printable: ["Ignore"] }),
    judgeVariables(source.at("variables"), asked, ["anyObject", "params"]),
    ...(conditions.items() ?? [conditions])
      .filter((each) => each.state !== "known" || each.at("expression").value !== expression)
      .map((each) => saysNothing(each)),
  );
}

/** Each kind that the rule is about is matched by one constraint that denies. */
function judgeConstraints(kind: Fact, constraints: readonly FoundObject[], asked: AskedRule): Judgement {
  if (kind.state === "unknown")
    return unknown("the kind of a template's constraints cannot be known before deployment");
  const own = constraints
    .filter(({ object }) => object.kind === kind.value)
    .map(({ props }) => ({ props, judgement: judgeConstraint(props, asked) }));
  if (own.length === 0) return fail("no constraint is of the template's kind");
  const carriers = asked.kinds.flatMap(({ apiGroups, kinds }) =>
    apiGroups.flatMap((group) => kinds.map((name) => ({ group, name }))),
  );
  return all(
    ...carriers.map(({ group, name }) => {
      const matching = own
        .map((each) => ({ ...each, answer: takesIn(each.props.at("spec.match.kinds"), group, name) }))
        .filter(({ answer }) => answer !== false)
        .map(({ judgement, answer }) =>
          answer === "unknown" && judgement.verdict === "pass"
            ? unknown("what a constraint matches cannot be known before deployment")
            : judgement,
        );
      return matching.length === 0 ? fail(`spec.match.kinds leave out ${name}`) : best(...matching);
    }),
  );
}

function takesIn(kinds: Fact, group: string, name: string): Ternary {
  if (kinds.state === "absent" || kinds.items()?.length === 0) return true;
  if (kinds.state === "unknown") return "unknown";
  return some(
    (kinds.items() ?? []).map((each) => {
      if (each.state === "unknown") return "unknown";
      const holds = (key: string, text: string) =>
        each.at(key).state === "absent" || holdsText(each.at(key), text, "*");
      return every([holds("apiGroups", group), holds("kinds", name)]);
    }),
  );
}

function judgeConstraint(constraint: Fact, asked: AskedRule): Judgement {
  const match = constraint.at("spec.match");
  const only = match.at("namespaces");
  return all(
    judgeAction(constraint.at("spec")),
    holdsText(only, "*") === true ? pass(`${only.path} holds every namespace`) : saysNothing(only),
    holdsOnly(match.at("excludedNamespaces"), asked.exempt, "the platform's namespaces"),
    judgeNamespaces(match.at("namespaceSelector"), asked),
    saysNothing(match.at("labelSelector")),
    saysNothing(match.at("name"), "*"),
    saysNothing(match.at("scope"), "*", "Namespaced"),
    saysNothing(match.at("source"), "All", "Original"),
    holdsOnly(constraint.at("spec.parameters.exclusions"), asked.excluded, "what waivers of the control name"),
  );
}

/** Without an action a constraint denies; with scoped ones it does where one of them says so for the webhook. */
function judgeAction(spec: Fact): Judgement {
  const action = spec.at("enforcementAction");
  if (action.value !== "scoped")
    return oneOf(action, { values: ["deny"], default: "deny", printable: ["warn", "dryrun"] });
  const scoped = spec.at("scopedEnforcementActions");
  const denies = (each: Fact) => {
    const points = each.at("enforcementPoints");
    const names = (points.items() ?? [points]).map((point) => point.at("name"));
    return every([
      isText(each.at("action"), "deny"),
      some(names.map((name) => isText(name, "validation.gatekeeper.sh", "*"))),
    ]);
  };
  const answer = scoped.state === "unknown" ? "unknown" : some((scoped.items() ?? []).map(denies));
  if (answer === true) return pass(`${scoped.path} deny in the webhook`);
  return answer === false
    ? fail(`${scoped.path} deny nothing in the webhook; expected deny`)
    : unknown(`whether ${scoped.path} deny in the webhook cannot be known before deployment`);
}

/** Gatekeeper's own settings take namespaces from every constraint, from the webhook's or from the audit's. */
function judgeConfig(config: Fact, asked: AskedRule): Judgement {
  const list = config.at("spec.match");
  if (list.state === "absent") return pass(`${list.path} is not set`);
  return all(
    pass(`${list.path} leave the webhook its namespaces`),
    ...(list.items() ?? [list])
      .filter((each) => holdsText(each.at("processes"), "webhook", "*") !== false)
      .map((each) =>
        each.state === "unknown"
          ? unknown(`what ${each.path} leaves out cannot be known before deployment`)
          : holdsOnly(each.at("excludedNamespaces"), asked.exempt, "the platform's namespaces"),
      ),
  );
}
