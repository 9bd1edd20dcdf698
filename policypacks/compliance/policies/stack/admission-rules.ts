import { anyObject, charts, excludedObjects, ruleSets, setsAt, variablesOf } from "../../../../catalogue";
import { best, fail, type Judgement, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { cluster } from "../aws/types";
import { type Context, each, type StackCheck } from "../check";
import { installations } from "../helm/installations";
import { type FoundObject, hiddenItems, objectsIn } from "../kubernetes/objects";
import { setsOf } from "../kubernetes/rulebooks";
import { judgeGatekeeper } from "./admission-gatekeeper";
import type { AskedRule } from "./admission-match";
import { judgeKyverno, judgeNative } from "./admission-policies";

/** POL-02: what breaks the restricted standard is refused at admission, by any of the engines and rule by rule. */
export const admissionRules: StackCheck = {
  control: "POL-02",
  none: "the stack holds no EKS cluster",
  judge: (stack, context) => {
    const clusters = stack.ofType(cluster);
    if (clusters.length === 0) return [];
    const objects = objectsIn(stack, ({ apiGroup }) => groups.includes(apiGroup));
    const hidden = hiddenItems(stack, kinds).length > 0;
    return each(clusters, (subject) => {
      const asked = askedOf(versionOf(subject, context), context);
      const judge = (found: readonly FoundObject[]) => judgeRules(found, asked, stack);
      const judgement = judge(objects);
      if (judgement.verdict === "fail" && hidden)
        return unknown("whether a list holds further rules of admission cannot be known before deployment");
      return judgement.verdict === "pass" && clusters.length > 1 ? ofEach(objects, judge, clusters.length) : judgement;
    });
  },
};

const groups = [
  "templates.gatekeeper.sh",
  "constraints.gatekeeper.sh",
  "config.gatekeeper.sh",
  "policies.kyverno.io",
  "admissionregistration.k8s.io",
];
/** Kinds whose lists have a type of their own. */
const kinds = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];

/** Objects of one provider are in one cluster; which one cannot be seen, only how many of them have all rules. */
function ofEach(
  objects: readonly FoundObject[],
  judge: (found: readonly FoundObject[]) => Judgement,
  clusters: number,
): Judgement {
  const providers = [...new Set(objects.map(({ subject }) => subject.provider))];
  const judged = providers.map((provider) => judge(objects.filter(({ subject }) => subject.provider === provider)));
  const whole = judged.filter(({ verdict }) => verdict === "pass");
  return whole.length >= clusters
    ? whole[0]!
    : unknown(`the stack holds ${clusters} clusters, and all rules of admission for ${whole.length} of them`);
}

/** The version of a cluster as it says itself, or as its component does. */
function versionOf(subject: Subject, { kubernetesVersion }: Context): string | undefined {
  const { value } = read(subject).at("version");
  return [value, kubernetesVersion].find(
    (each): each is string => typeof each === "string" && /^v?\d+\.\d+/.test(each),
  );
}

/** Every rule of the standard. Where the version is not known, all of them, without the relaxations of later ones. */
function askedOf(version: string | undefined, { exclusions = [], ruleParameters }: Context): AskedRule[] {
  const sets = setsOf("PSS-01", ruleSets);
  return setsAt(sets, version).flatMap((set, index) =>
    set.rules
      .filter(({ control }) => control === "PSS-01")
      .map((rule) => ({
        rule,
        kinds: set.kinds,
        variables: variablesOf([rule], set).map(({ name, expression }) => {
          const later = sets[index]!.variables.find((each) => each.name === name)!;
          return version === undefined && later.expression !== expression
            ? { name, expression, perhaps: later.expression }
            : { name, expression };
        }),
        excluded: excludedObjects(rule, set.kinds, exclusions),
        exempt: ruleParameters.platformNamespaces,
      })),
  );
}

/** A rule holds where one of the engines enforces it; Gatekeeper and Kyverno only where they are installed. */
function judgeRules(objects: readonly FoundObject[], asked: readonly AskedRule[], stack: Stack): Judgement {
  const isInstalled = (name: string) => installations(stack, { chart: name }).length > 0;
  const [gatekeeper, kyverno] = [isInstalled(charts.gatekeeper.chart), isInstalled(charts.kyverno.chart)];
  const native = objects.some(({ object }) => kinds.includes(object.kind));
  const judged = asked.map((each) => {
    const declared = { ...each, variables: [anyObject, ...each.variables] };
    const engines = [
      ...(gatekeeper ? [judgeGatekeeper(objects, each)] : []),
      ...(kyverno ? [judgeKyverno(objects, declared)] : []),
      ...(native ? [judgeNative(objects, declared)] : []),
    ];
    const none = fail("no engine of admission is installed, and no ValidatingAdmissionPolicy is there");
    return { id: each.rule.id, judgement: engines.length === 0 ? none : best(...engines) };
  });
  const worst = (["error", "fail", "unknown"] as const).find((verdict) =>
    judged.some(({ judgement }) => judgement.verdict === verdict),
  );
  if (worst === undefined) return pass("admission refuses whatever breaks the restricted standard");
  return {
    verdict: worst,
    message: grouped(
      judged.filter(({ judgement }) => judgement.verdict === worst),
      asked,
    ),
  };
}

/** What is wrong, once, with the rules of which it is. */
function grouped(found: readonly { id: string; judgement: Judgement }[], asked: readonly AskedRule[]): string {
  const causes = new Map<string, string[]>();
  for (const { id, judgement } of found) causes.set(judgement.message, [...(causes.get(judgement.message) ?? []), id]);
  return [...causes]
    .map(([cause, ids]) => `${cause} (${ids.length === asked.length ? "all rules" : ids.join(", ")})`)
    .join("; ");
}
