import { excludedConditions } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, best, fail, holds, type Judgement, oneOf, pass, unknown } from "../../facts/judgement";
import type { FoundObject } from "../kubernetes/objects";
import {
  type AskedRule,
  holdsRule,
  isText,
  judgeNamespaces,
  judgeResources,
  judgeVariables,
  saysNothing,
} from "./admission-match";

const isOf = (group: string, kind: string) => (each: FoundObject) =>
  each.object.apiGroup === group && each.object.kind === kind;

/** A rule in Kyverno: a policy that holds it and denies, of which no exception frees anything. */
export function judgeKyverno(objects: readonly FoundObject[], asked: AskedRule): Judgement {
  const exceptions = objects.filter(isOf("policies.kyverno.io", "PolicyException"));
  const policies = objects.filter(isOf("policies.kyverno.io", "ValidatingPolicy"));
  return judgePolicies(policies, asked, "ValidatingPolicy", ({ props }) =>
    all(
      holds(props.at("spec.validationActions"), ["Deny"]),
      oneOf(props.at("spec.evaluation.mode"), { values: ["Kubernetes"], default: "Kubernetes", printable: ["JSON"] }),
      oneOf(props.at("spec.evaluation.admission.enabled"), { values: [true], default: true }),
      ...exceptions.map((each) => freesNothing(each.props, props.at("metadata.name"))),
    ),
  );
}

function freesNothing(exception: Fact, name: Fact): Judgement {
  const references = exception.at("spec.policyRefs");
  const answers = (references.items() ?? [references]).map((each) => isSame(each.at("name"), name));
  if (answers.includes(true)) return fail("a PolicyException takes objects from the policy; expected none");
  return answers.includes("unknown")
    ? unknown("of which policy a PolicyException takes objects cannot be known before deployment")
    : pass("no PolicyException is of the policy");
}

/** A rule in the API server itself: a policy that holds it, and a binding that denies. */
export function judgeNative(objects: readonly FoundObject[], asked: AskedRule): Judgement {
  const group = "admissionregistration.k8s.io";
  const bindings = objects.filter(isOf(group, "ValidatingAdmissionPolicyBinding"));
  const policies = objects.filter(isOf(group, "ValidatingAdmissionPolicy"));
  return judgePolicies(policies, asked, "ValidatingAdmissionPolicy", ({ props }) => {
    const own = bindings
      .map((each) => ({
        binding: each.props,
        answer: isSame(each.props.at("spec.policyName"), props.at("metadata.name")),
      }))
      .filter(({ answer }) => answer !== false)
      .map(({ binding, answer }) =>
        all(
          ...(answer === true ? [] : [unknown("of which policy a binding is cannot be known before deployment")]),
          judgeBinding(binding, asked),
        ),
      );
    return own.length === 0 ? fail("the policy has no binding, so it holds nowhere") : best(...own);
  });
}

function judgeBinding(binding: Fact, asked: AskedRule): Judgement {
  const match = binding.at("spec.matchResources");
  const isWhole = saysNothing(match.at("resourceRules")).verdict === "pass";
  return all(
    holds(binding.at("spec.validationActions"), ["Deny"]),
    saysNothing(binding.at("spec.paramRef")),
    isWhole
      ? all(
          judgeNamespaces(match.at("namespaceSelector"), asked),
          saysNothing(match.at("objectSelector")),
          saysNothing(match.at("excludeResourceRules")),
        )
      : judgeResources(match, asked),
  );
}

/** A name that is not set is made by Pulumi, so that it is known only after deployment. */
function isSame(one: Fact, other: Fact) {
  if (one.state === "absent" || other.state === "absent") return "unknown";
  return other.state === "unknown" ? "unknown" : typeof other.value === "string" && isText(one, other.value);
}

/** What policies of Kyverno and of the API server have in common. */
function judgePolicies(
  policies: readonly FoundObject[],
  asked: AskedRule,
  kind: string,
  judge: (policy: FoundObject) => Judgement,
): Judgement {
  const candidates = policies.flatMap((policy) => {
    const spec = policy.props.at("spec");
    const held = holdsRule(spec.at("validations"), asked);
    if (held === false) return [];
    const open = held === true ? [] : [unknown("which rules a policy holds cannot be known before deployment")];
    return [all(...open, judgeSpec(spec, asked), judge(policy))];
  });
  return candidates.length === 0 ? fail(`no ${kind} holds the rule`) : best(...candidates);
}

function judgeSpec(spec: Fact, asked: AskedRule): Judgement {
  const conditions = spec.at("matchConditions");
  const allowed = excludedConditions(asked.excluded).map(({ expression }) => expression);
  return all(
    oneOf(spec.at("failurePolicy"), { values: ["Fail"], default: "Fail", printable: ["Ignore"] }),
    judgeResources(spec.at("matchConstraints"), asked),
    judgeVariables(spec.at("variables"), asked),
    ...(conditions.items() ?? [conditions])
      .filter((each) => each.state !== "known" || !allowed.some((text) => text === each.at("expression").value))
      .map((each) => saysNothing(each)),
  );
}
