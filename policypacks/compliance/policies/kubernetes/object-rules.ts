import type { ObjectRule, RuleParameters, RuleSet } from "../../../../catalogue";
import type { BoundObject, Rulebook, RuleResult } from "../../cel/rules";
import { all, fail, type Judgement, pass, unknown } from "../../facts/judgement";
import { isKubernetes, type KubernetesObject, type ObjectReading, objectsOf } from "../../facts/kubernetes";
import type { Subject } from "../../facts/subject";
import { isMap, isUnknown, sentinel } from "../../facts/unknown";
import type { Context } from "../check";
import { misshapenObject } from "./object-shape";
import { misshapen, podTemplate } from "./pod-shape";
import { culprits, type PodTemplate, templateOf } from "./pod-template";
import { isAbout, mayHold, rulebook, setsOf } from "./rulebooks";
import { blurred } from "./shape";

type RuleJudgement = Judgement & { rule: string };

/** What the rules that a set has of a control came to on one object. */
interface ObjectResult {
  judgements: RuleJudgement[];
  /** Rules that it meets. */
  met: ObjectRule[];
  /** Whether it is a patch that leaves something to the object it is applied to. */
  open: boolean;
}

/**
 * What the rules of a control say of a resource, the same that admission enforces: over all Kubernetes objects in it that
 * they are about. One judgement for each rule that is broken or cannot be decided; else one pass. A patch is judged by what
 * it states: it fails where that breaks a rule whatever the rest of the object is, and passes where it meets all of them.
 */
export function judgeObjects(
  control: string,
  { type, props }: Subject,
  context: Context,
  sets: readonly RuleSet[],
): readonly Judgement[] {
  if (!isKubernetes(type)) return [];
  const own = setsOf(control, sets);
  const known = judged.get(props) ?? new Map<typeof own, Judged>();
  judged.set(props, known);
  const found = known.get(own);
  if (found?.type === type && found.context === context) return found.judgements;
  const judgements = judgeAll(control, { type, props }, context, own);
  known.set(own, { type, context, judgements });
  return judgements;
}

/** What rules said of properties: a stack is judged twice where changes of one of its resources are ignored. */
interface Judged {
  type: string;
  context: Context;
  judgements: readonly Judgement[];
}

const judged = new WeakMap<Record<string, unknown>, Map<readonly RuleSet[], Judged>>();

function judgeAll(
  control: string,
  { type, props }: Pick<Subject, "type" | "props">,
  context: Context,
  own: readonly RuleSet[],
): readonly Judgement[] {
  const { objects, unknown: hidden } = readOnce(type, props);
  const results = objects.map((object) =>
    own.filter((set) => isAbout(set, object)).map((set) => judgeObject(control, set, object, type, context)),
  );
  const judgements = results.flat().flatMap((each) => each.judgements);
  if (hidden.length > 0 && mayHold(type, own))
    judgements.push({ ...unknown(`${hidden.join(", ")} cannot be known before deployment`), rule: "items" });
  if (judgements.length > 0) return byRule(judgements);
  const whole = results.filter((ofObject) => !ofObject.some(({ open }) => open));
  const met = new Set(whole.flat().flatMap((each) => each.met));
  return met.size === 0 ? [] : [pass(meets([...met]))];
}

function meets(rules: readonly ObjectRule[]): string {
  const count = rules.length === 1 ? "1 rule" : `${rules.length} rules`;
  return rules.every(({ standard }) => standard !== undefined)
    ? `meets the restricted Pod Security Standard (${count})`
    : `meets what is asked of its kind (${count})`;
}

const readings = new WeakMap<Record<string, unknown>, { type: string; reading: ObjectReading }>();

/** The objects of a resource; many controls ask for them. */
function readOnce(type: string, props: Record<string, unknown>): ObjectReading {
  const found = readings.get(props);
  if (found?.type === type) return found.reading;
  const reading = objectsOf(type, props);
  readings.set(props, { type, reading });
  return reading;
}

function judgeObject(
  control: string,
  set: RuleSet,
  object: KubernetesObject,
  type: string,
  { kubernetesVersion, ruleParameters }: Context,
): ObjectResult {
  const book = rulebook(set, kubernetesVersion);
  const rules = book.rules.filter(({ rule }) => rule.control === control);
  if (rules.length === 0) return { judgements: [], met: [], open: false };
  const label = object.path === "" ? "" : `${object.path} (${object.kind}): `;
  const { stop, wrong, bound, bind, template } = prepared(set.subject, book, object, type, ruleParameters);
  const about = (judgement: Judgement) => [{ ...judgement, message: `${label}${judgement.message}`, rule: "shape" }];
  if (stop !== undefined) return { judgements: about(stop), met: [], open: false };
  const evaluated = rules.map(({ rule, evaluate }) => ({ rule, evaluate, result: evaluate(bound) }));
  if (wrong.length > 0 && evaluated.some(({ result }) => result === "unknown"))
    return { judgements: about(refused(wrong)), met: [], open: false };
  return {
    judgements: evaluated.flatMap(({ rule, evaluate, result }) =>
      result === true || result === "unstated"
        ? []
        : [told(rule, result, label, template === undefined ? [] : guilty(template, evaluate, result))],
    ),
    met: evaluated.flatMap(({ rule, result }) => (result === true ? [rule] : [])),
    open: evaluated.some(({ result }) => result === "unstated"),
  };

  function guilty(
    { template: pod, replace }: PodTemplate,
    evaluate: (bound: BoundObject) => RuleResult,
    result: RuleResult,
  ): string[] {
    return culprits(pod, (each) => evaluate(bind(replace(each))), result);
  }
}

function told(rule: ObjectRule, result: RuleResult, label: string, containers: readonly string[]): RuleJudgement {
  const { id, message, remediation } = rule;
  const where = containers.length === 0 ? "" : `: ${containers.join(", ")}`;
  const judgement =
    result === "unknown"
      ? unknown(`${label}whether ${message} cannot be known before deployment${where}`)
      : result === "error"
        ? fail(`${label}the rule cannot be evaluated on this object (${message})${where}`)
        : fail(`${label}${message}${where}`);
  return { ...judgement, rule: id, remediation };
}

/** An object on which rules can be evaluated, or what stops them all. */
interface Prepared {
  parameters: RuleParameters;
  stop?: Judgement;
  /** Paths of values of the wrong type. Rules take them for unknown: one that needs them cannot be met. */
  wrong: readonly string[];
  bound: BoundObject;
  bind: (object: Record<string, unknown>) => BoundObject;
  /** Where the rules are about a pod template. */
  template?: PodTemplate;
}

const preparations = new WeakMap<KubernetesObject, Map<Rulebook, Prepared>>();

function prepared(
  subject: RuleSet["subject"],
  book: Rulebook,
  object: KubernetesObject,
  type: string,
  parameters: RuleParameters,
): Prepared {
  const ofObject = preparations.get(object) ?? new Map<Rulebook, Prepared>();
  preparations.set(object, ofObject);
  const found = ofObject.get(book);
  if (found?.parameters === parameters) return found;
  const patch = type.endsWith("Patch");
  const bind = (each: Record<string, unknown>) => book.bind(patch ? each : admitted(each), { parameters, patch });
  const made = { parameters, bind, ...(subject === "object" ? ofObjects(object, bind) : ofPods(object, bind, patch)) };
  ofObject.set(book, made);
  return made;
}

type Binder = Pick<Prepared, "bind">["bind"];
type Preparation = Omit<Prepared, "parameters" | "bind">;

function ofObjects(object: KubernetesObject, bind: Binder): Preparation {
  const wrong = misshapenObject(object);
  return { wrong, bound: bind(blurred(object.object, wrong) as Record<string, unknown>) };
}

function ofPods(object: KubernetesObject, bind: Binder, patch: boolean): Preparation {
  const { template, replace } = templateOf(object);
  const wrong = misshapen(template);
  const stop = stopOf(template, patch);
  const clear = wrong.length === 0 ? template : wrong[0] === podTemplate ? sentinel : blurred(template, wrong);
  const whole = template === undefined || template === null ? object.object : replace(clear);
  return {
    ...(stop === undefined ? {} : { stop }),
    wrong,
    bound: bind(whole),
    template: { template: clear, replace },
  };
}

/** Where there is nothing to judge. */
function stopOf(template: unknown, patch: boolean): Judgement | undefined {
  if (template === undefined || template === null) return patch ? undefined : fail("no pod template; expected one");
  return isUnknown(template) || isUnknown(isMap(template) ? template["spec"] : undefined)
    ? unknown("the pod template cannot be known before deployment")
    : undefined;
}

/** An object as admission sees it, where each has metadata. */
const admitted = (object: Record<string, unknown>) => ({ ...object, metadata: object["metadata"] ?? {} });

const refused = (wrong: readonly string[]) =>
  fail(`${wrong.join(", ")} is of the wrong type; the API server refuses it`);

/** One judgement for each rule, over all objects of the resource. */
function byRule(judgements: readonly RuleJudgement[]): Judgement[] {
  const groups = new Map<string, RuleJudgement[]>();
  for (const each of judgements) groups.set(each.rule, [...(groups.get(each.rule) ?? []), each]);
  return [...groups].map(([rule, group]) => {
    const { remediation } = group[0]!;
    return { ...all(...group), rule, ...(remediation === undefined ? {} : { remediation }) };
  });
}
