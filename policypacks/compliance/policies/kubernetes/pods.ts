import { podCarriers, podRules, podVariablesAt, rulesAt } from "../../../../catalogue";
import type * as Rules from "../../cel/rules";
import { all, fail, type Judgement, pass, unknown } from "../../facts/judgement";
import { isKubernetes, type KubernetesObject, objectsOf } from "../../facts/kubernetes";
import { isMap, isUnknown } from "../../facts/unknown";
import type { ResourceCheck } from "../check";
import { misshapen } from "./pod-shape";

const control = "PSS-01";

/** API groups in which the carriers of today lived before. */
const formerGroups: Record<string, string> = { extensions: "apps" };

/** PSS-01: the pod template of each object meets the catalogue's rules, the same that admission enforces. */
export const pods: ResourceCheck = {
  control,
  judge: ({ type, props }, { kubernetesVersion }) => {
    if (!isKubernetes(type)) return [];
    const { objects, unknown: hidden } = objectsOf(type, props);
    const isPart = (each: KubernetesObject) => type.endsWith("Patch") && leavesPodSpecAlone(each);
    const carriers = objects.filter(carriesPods);
    const wholes = carriers.filter((each) => !isPart(each));
    const judged = [...wholes, ...carriers.filter(isPart).flatMap(withoutPods)];
    const judgements = judged.flatMap((each) => judgeObject(each, rulebook(kubernetesVersion)));
    if (hidden.length > 0 && mayCarryPods(type))
      judgements.push({ ...unknown(`${hidden.join(", ")} cannot be known before deployment`), rule: "items" });
    const found = byRule(judgements);
    if (wholes.length === 0 || found.length > 0) return found;
    return [pass(`meets the restricted Pod Security Standard (${rulebook(kubernetesVersion).rules.length} rules)`)];
  },
};

function carriesPods({ apiGroup, kind }: KubernetesObject): boolean {
  const group = formerGroups[apiGroup] ?? apiGroup;
  return podCarriers.some((carrier) => carrier.apiGroups.includes(group) && carrier.kinds.includes(kind));
}

const carrierKinds = podCarriers.flatMap(({ kinds }) => kinds);
const mayCarryPods = (type: string) => {
  const kind = type.split(":").at(-1)!.replace(/List$/, "");
  return kind === "" || carrierKinds.includes(kind);
};

function leavesPodSpecAlone(carrier: KubernetesObject): boolean {
  const { template } = templateOf(carrier);
  return template === undefined || (isMap(template) && (template["spec"] ?? undefined) === undefined);
}

/** What a patch that leaves the pod spec alone says about pods: what annotations decide, and no container breaks. */
function withoutPods(carrier: KubernetesObject): KubernetesObject[] {
  const { template, replace } = templateOf(carrier);
  return isMap(template) ? [{ ...carrier, object: replace({ ...template, spec: {} }) }] : [];
}

interface TemplateOf {
  template: unknown;
  /** Rebuilds the object around another template. */
  replace: (template: unknown) => Record<string, unknown>;
}

/** The pod template of an object: the object itself, or where its kind keeps it. */
function templateOf({ kind, object }: KubernetesObject): TemplateOf {
  if (kind === "Pod") return { template: object, replace: (pod) => ({ ...(isMap(pod) ? pod : {}), kind }) };
  const path = kind === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"];
  return { template: dig(object, path), replace: (template) => ({ kind, ...wrap(template, path) }) };
}

/** What stands at the end of the path; an unknown on the way is the answer. */
function dig(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || isUnknown(value)) return value;
  return isMap(value) ? dig(value[key], rest) : value;
}

const wrap = (value: unknown, path: readonly string[]) =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;

const books = new Map<string | undefined, Rules.Rulebook>();

/** The rules for a Kubernetes version; where it is not known, all of them, without the relaxations of later versions. */
function rulebook(version: string | undefined): Rules.Rulebook {
  const known = version !== undefined && /^v?\d+\.\d+/.test(version) ? version : undefined;
  const found = books.get(known);
  if (found !== undefined) return found;
  // Loaded here because it takes a tenth of a second that a stack without pods need not spend.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { compile } = require("../../cel/rules") as typeof Rules;
  const book = compile(known === undefined ? podRules : rulesAt(podRules, known), podVariablesAt(known));
  books.set(known, book);
  return book;
}

type RuleJudgement = Judgement & { rule: string };

function judgeObject(carrier: KubernetesObject, book: Rules.Rulebook): RuleJudgement[] {
  const { template, replace } = templateOf(carrier);
  const label = carrier.path === "" ? "" : `${carrier.path} (${carrier.kind}): `;
  if (template === undefined || template === null)
    return [{ ...fail(`${label}no pod template; expected one`), rule: "shape" }];
  if (isUnknown(template) || isUnknown(isMap(template) ? template["spec"] : undefined))
    return [{ ...unknown(`${label}the pod template cannot be known before deployment`), rule: "shape" }];
  const wrong = misshapen(template);
  if (wrong.length > 0)
    return [{ ...fail(`${label}${wrong.join(", ")} is of the wrong type; the API server refuses it`), rule: "shape" }];
  const bound = book.bind(replace(template));
  return book.rules.flatMap(({ rule, evaluate }) => {
    const result = evaluate(bound);
    if (result === true) return [];
    const where = culprits(template, (each) => evaluate(book.bind(replace(each))), result);
    const remediation = rule.remediation;
    if (result === "unknown")
      return [
        {
          ...unknown(`${label}whether ${rule.message} cannot be known before deployment${where}`),
          rule: rule.id,
          remediation,
        },
      ];
    const message = result === "error" ? `the rule cannot be evaluated on this object (${rule.message})` : rule.message;
    return [{ ...fail(`${label}${message}${where}`), rule: rule.id, remediation }];
  });
}

const lists = ["containers", "initContainers", "ephemeralContainers"] as const;

/** The containers that the result comes from, found by judging the pod with each of them alone. */
function culprits(
  template: unknown,
  evaluate: (template: unknown) => Rules.RuleResult,
  result: Rules.RuleResult,
): string {
  if (!isMap(template) || !isMap(template["spec"])) return "";
  const spec = template["spec"];
  const bare = Object.fromEntries(Object.entries(spec).filter(([key]) => !(lists as readonly string[]).includes(key)));
  if (evaluate({ ...template, spec: bare }) === result) return "";
  const names = lists.flatMap((list) =>
    (Array.isArray(spec[list]) ? spec[list] : []).flatMap((container: unknown, index) =>
      evaluate({ ...template, spec: { ...bare, [list]: [container] } }) === result
        ? [nameOf(container) ?? `${list}[${index}]`]
        : [],
    ),
  );
  return names.length === 0 ? "" : `: ${names.join(", ")}`;
}

function nameOf(container: unknown): string | undefined {
  const name = isMap(container) ? container["name"] : undefined;
  return typeof name === "string" && !isUnknown(name) ? name : undefined;
}

/** One judgement for each rule, over all objects of the resource. */
function byRule(judgements: readonly RuleJudgement[]): Judgement[] {
  const groups = new Map<string, RuleJudgement[]>();
  for (const each of judgements) groups.set(each.rule, [...(groups.get(each.rule) ?? []), each]);
  return [...groups].map(([rule, group]) => {
    const { remediation } = group[0]!;
    return { ...all(...group), rule, ...(remediation === undefined ? {} : { remediation }) };
  });
}
