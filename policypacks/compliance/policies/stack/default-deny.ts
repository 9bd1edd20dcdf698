import { fail, type Judgement, pass, unknown } from "../../facts/judgement";
import { type Context, guarded, type StackCheck } from "../check";
import { type CreatedNamespace, type FoundPolicy, namespacesOf, policiesOf } from "../kubernetes/network-policies";
import { beyondRules } from "../kubernetes/object-checks";

const directions = ["Ingress", "Egress"] as const;

/**
 * NET-05: in every namespace of the stack, nothing may talk unless a policy allows it. Of a policy that opens everything by
 * one rule or range object rules tell, and this check of what its ports or ranges come to together.
 */
export const defaultDeny: StackCheck = {
  control: "NET-05",
  none: "the stack creates no namespace",
  objectsPass: false,
  judge: (stack, context) => {
    const candidates = candidatesFor(policiesOf(stack).map((policy) => untold(policy, context)));
    return namespacesOf(stack).map((namespace) => ({
      subject: namespace.subject,
      judgement: guarded(() => judgeNamespace(namespace, candidates(namespace))),
    }));
  },
};

/** What a policy allows is its own fault where object rules say so, and not that of each namespace as well. */
function untold(policy: FoundPolicy, context: Context): FoundPolicy {
  const { subject, effect } = policy;
  if (effect.allows.length === 0) return policy;
  const found = [{ subject, judgement: fail("it allows everything") }];
  return beyondRules("NET-05", found, context).length > 0 ? policy : { ...policy, effect: { ...effect, allows: [] } };
}

/** The policies that may hold in a namespace, so that a stack of many namespaces does not compare all with all. */
function candidatesFor(policies: readonly FoundPolicy[]) {
  const byName = new Map<string, FoundPolicy[]>();
  for (const policy of policies) {
    if (policy.namespace === undefined) continue;
    const same = byName.get(policy.namespace);
    if (same === undefined) byName.set(policy.namespace, [policy]);
    else same.push(policy);
  }
  const anywhere = policies.filter(({ namespace }) => namespace === undefined);
  return ({ name }: CreatedNamespace) => (name === undefined ? policies : [...(byName.get(name) ?? []), ...anywhere]);
}

function judgeNamespace(namespace: CreatedNamespace, policies: readonly FoundPolicy[]): Judgement {
  if (namespace.hidden !== undefined)
    return unknown(`whether ${namespace.hidden} is a namespace, and which, cannot be known before deployment`);
  const holding = policies.filter((each) => each.holdsIn(namespace) !== "no");
  const isSure = (each: FoundPolicy) => each.holdsIn(namespace) === "yes" && !each.effect.maybe;
  const here = holding.filter(isSure);
  const maybe = holding.filter((each) => !isSure(each));
  const allowed = directions.filter((direction) => here.some(({ effect }) => effect.allows.includes(direction)));
  if (allowed.length > 0)
    return fail(
      `a policy allows all ${named(allowed)} traffic, which cancels every default deny; expected narrow rules`,
    );
  const open = directions.filter((direction) => !here.some(({ effect }) => effect.denies.includes(direction)));
  const unclear =
    here.some(({ effect }) => effect.unclear) ||
    maybe.some(
      ({ effect }) => effect.unclear || effect.allows.length > 0 || (open.length > 0 && effect.denies.length > 0),
    );
  if (unclear)
    return unknown(`what a policy does to ${open.length > 0 ? named(open) : "all"} traffic cannot be told here`);
  if (open.length === 0) return pass("denies ingress and egress by default");
  return fail(
    `no NetworkPolicy denies ${named(open)} by default; expected one for all pods, without rules that allow all`,
  );
}

const named = (found: readonly string[]) => found.map((each) => each.toLowerCase()).join(" and ");
