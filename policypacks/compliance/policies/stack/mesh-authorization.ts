import type { Fact } from "../../facts/fact";
import { fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { every, some, type Ternary } from "../../facts/ternary";
import { guarded, type StackCheck } from "../check";
import { countObjects } from "../helm/presence";
import { isOpenAuthorization } from "../kubernetes/authorization-rule";
import { judgeMeshWide, type Meshes, meshesOf, meshWide } from "../kubernetes/mesh";
import { beyondRules } from "../kubernetes/object-checks";
import { isKind, judgeHidden, objectsIn } from "../kubernetes/objects";

const authorizationPolicy = { apiGroup: "security.istio.io", kind: "AuthorizationPolicy" };

/**
 * RBAC-04: services of a mesh refuse what no policy allows, and no policy allows everything: object rules tell where one rule
 * or range does, and this check where many ranges do together.
 */
export const meshAuthorization: StackCheck = {
  control: "RBAC-04",
  none: "the stack holds no EKS cluster and no AuthorizationPolicy",
  judge: (stack, context) => {
    const meshes = meshesOf(stack);
    const denying = {
      count: denyingOf(stack, meshes),
      wanted: {
        what: "mesh-wide AuthorizationPolicy that allows nothing",
        expected: "one with an empty spec in the mesh's root namespace",
      },
    };
    const policies = objectsIn(stack, isKind(authorizationPolicy)).map(({ subject, props }) => ({
      subject,
      judgement: guarded(() => judgePolicy(props.at("spec"))),
    }));
    const hidden = judgeHidden(stack, authorizationPolicy);
    return [
      ...judgeMeshWide(stack, context, meshes, denying, policies.length + hidden.length > 0),
      ...beyondRules("RBAC-04", policies, context),
      ...hidden,
    ];
  },
};

function denyingOf(stack: Stack, meshes: Meshes) {
  const { sure, maybe } = meshWide(stack, authorizationPolicy, meshes);
  const judged = sure.map(({ subject, props }) => ({ subject, answer: allowsNothing(props.at("spec")) }));
  const open =
    judged.some(({ answer }) => answer === "unknown") ||
    maybe.some(({ props }) => allowsNothing(props.at("spec")) !== false);
  return countObjects(
    judged.filter(({ answer }) => answer === true).map(({ subject }) => subject),
    open || judgeHidden(stack, authorizationPolicy).length > 0,
  );
}

/** A policy that allows, and has no rule by which. */
function allowsNothing(spec: Fact): Ternary {
  const rules = spec.at("rules");
  return every([
    allows(spec.at("action")),
    rules.state === "unknown" ? "unknown" : rules.state === "absent" || rules.items()?.length === 0,
  ]);
}

function allows(action: Fact): Ternary {
  return action.state === "unknown" ? "unknown" : action.state === "absent" || action.value === "ALLOW";
}

function judgePolicy(spec: Fact): Judgement {
  const rules = spec.at("rules");
  const expected = "rules that each name a source, an operation or a condition";
  if (allows(spec.at("action")) === false) return pass("the policy allows nothing by itself");
  const items = rules.state === "absent" ? [] : rules.items();
  if (items === undefined) return misread(rules, expected);
  const open = every([allows(spec.at("action")), some(items.map(isOpenAuthorization))]);
  if (open === "unknown")
    return unknown("whether a rule of the policy allows everything cannot be known before deployment");
  return open
    ? fail(`a rule of the policy allows everything, which cancels every default deny; expected ${expected}`)
    : pass("no rule of the policy allows everything");
}
