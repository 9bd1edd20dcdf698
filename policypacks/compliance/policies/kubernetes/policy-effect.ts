import type { Fact } from "../../facts/fact";
import { every, some, type Ternary } from "../../facts/ternary";
import { isOpenCalicoRule, selectsAllByText } from "./calico";
import { isOpenRule, selectsAll } from "./network-policy-rule";

type Direction = "Ingress" | "Egress";
const directions: readonly Direction[] = ["Ingress", "Egress"];

/** What a policy does to all pods of a namespace, by direction. */
export interface PolicyEffect {
  denies: readonly Direction[];
  allows: readonly Direction[];
  /** Part of it is not known or not understood, so it may do either. */
  unclear: boolean;
  /** Whether it does so to all pods is not known. */
  maybe: boolean;
}

const none: PolicyEffect = { denies: [], allows: [], unclear: false, maybe: false };
/** What may be anything. */
export const unclear: PolicyEffect = { ...none, unclear: true };

/** The effect of a NetworkPolicy's spec. */
export function effectOf(spec: Fact): PolicyEffect {
  if (spec.state === "unknown") return unclear;
  return selecting(selectsAll(spec.at("podSelector")), spec, { typesPath: "policyTypes", allowsAll: isOpenRule });
}

/**
 * The effect of a patch of a NetworkPolicy. What it adds to cannot be seen, so it denies nothing by itself, and its
 * rules may hold for every pod.
 */
export function patchEffectOf(spec: Fact): PolicyEffect {
  const whole = effectOf(spec);
  if (whole.allows.length > 0 || whole.unclear) return { ...whole, denies: [] };
  const rules = directions.map((direction) => spec.at(direction.toLowerCase()));
  const open = some(
    rules.map((each) => (each.state === "unknown" ? "unknown" : some((each.items() ?? []).map(isOpenRule)))),
  );
  return open === false ? none : unclear;
}

/** The effect of the spec of a Calico NetworkPolicy or GlobalNetworkPolicy. */
export function calicoEffectOf(spec: Fact): PolicyEffect {
  const selectors = [spec.at("selector"), spec.at("serviceAccountSelector")];
  if (spec.state === "unknown") return unclear;
  // One namespace that it selects may be the one under judgement.
  const everywhere = selectsAllByText(spec.at("namespaceSelector")) === true || "unknown";
  const all = every([...selectors.map(selectsAllByText), everywhere]);
  return selecting(all, spec, { typesPath: "types", allowsAll: isOpenCalicoRule });
}

/** Actions of an administrator's policy that open nothing. */
const closed: readonly unknown[] = ["Deny", "Pass"];

/** The effect of a kind of policy that is not read any further: whatever it allows may be everything. */
export function foreignEffectOf(spec: Fact): PolicyEffect {
  if (spec.state === "unknown" || spec.at("specs").state !== "absent") return unclear;
  const rules = directions.map((direction) => spec.at(direction.toLowerCase()));
  const allows = ({ state, items }: Fact) => {
    const each = state === "absent" ? [] : items();
    return each === undefined || each.some((rule) => !closed.includes(rule.at("action").value));
  };
  return rules.some(allows) ? unclear : none;
}

interface Dialect {
  typesPath: string;
  allowsAll: (rule: Fact) => Ternary;
}

/** What holds for some pods says nothing of all. */
function selecting(all: Ternary, spec: Fact, dialect: Dialect): PolicyEffect {
  return all === false ? none : { ...combine(spec, dialect), maybe: all === "unknown" };
}

function combine(spec: Fact, { typesPath, allowsAll }: Dialect): PolicyEffect {
  const types = governed(spec, typesPath);
  if (types === "unknown") return unclear;
  const effect = { ...none, denies: [] as Direction[], allows: [] as Direction[] };
  for (const direction of types) {
    const rules = spec.at(direction.toLowerCase());
    const items = rules.state === "absent" ? [] : rules.items();
    if (items === undefined) return unclear;
    const open = some(items.map(allowsAll));
    if (open === true) effect.allows.push(direction);
    else if (open === "unknown") effect.unclear = true;
    // What holds for every pod denies there whatever its rules do not allow.
    else effect.denies.push(direction);
  }
  return effect;
}

/** The directions that a policy governs: ingress always, and egress where it has rules, unless it says otherwise. */
function governed(spec: Fact, path: string): readonly Direction[] | "unknown" {
  const types = spec.at(path);
  if (types.state === "absent") {
    const egress = spec.at("egress");
    if (egress.state === "unknown") return "unknown";
    return (egress.items()?.length ?? 0) > 0 ? directions : ["Ingress"];
  }
  const items = types.items();
  if (items === undefined || items.some(({ state }) => state === "unknown")) return "unknown";
  return directions.filter((direction) => items.some(({ value }) => value === direction));
}
