import { ComponentType, type Regime, regimes } from "../../../../catalogue";
import { fail, type Judgement, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { every, type Ternary } from "../../facts/ternary";
import { type Context, each, type StackCheck, type StackJudgement } from "../check";

/** RES-01: everything of AWS is in a region that the regimes in force, and the settings, allow. */
export const allowedRegions: StackCheck = {
  control: "RES-01",
  none: "the stack holds no resource of AWS, or neither a regime in force nor the settings limit regions",
  judge: (stack, context) => {
    if (context.posture.residency.length === 0 && context.parameters.regions === undefined) return [];
    const grounds = groundsIn(stack);
    const resources = stack.subjects.filter(({ type }) => type.startsWith("aws:"));
    return onePassEach(each(resources, (subject) => judgeRegion(subject, context, grounds)));
  },
};

function judgeRegion({ region, ...subject }: Subject, { posture, parameters }: Context, grounds: Grounds): Judgement {
  if (region === undefined)
    return unknown("its region cannot be known before deployment; expected one that the regimes in force allow");
  const outside = posture.residency.filter(({ value }) => !value.includes(region));
  if (outside.length === 0)
    return parameters.regions?.includes(region) === false
      ? fail(`${shown(region)} is none of the \`regions\` of the settings; expected one of them`)
      : pass(`resources are in ${shown(region)}, which is allowed`);
  const wanted = outside.map(
    ({ regime, area, because }) =>
      `in ${area} (${because.map(({ requirement }) => `${regimes[regime].name} ${requirement}`).join(", ")})`,
  );
  const grounded = every(outside.map(({ regime }) => grounds(subject, regime)));
  if (grounded === true) return pass(`resources are in ${shown(region)}, on a ground that the cluster documents`);
  const message = `${shown(region)} is outside; expected a region ${wanted.join(" and ")}, or a documented ground`;
  return grounded === false
    ? fail(message)
    : unknown(`the ground for ${shown(region)} cannot be known before deployment; ${message}`);
}

/** A name of a region may be shown; anything else may be anything. */
const shown = (region: string) => (/^[a-z]{2,5}(-[a-z]+)+-\d$/.test(region) ? region : "another region");

/** Whether there is a documented ground on which a resource may lie outside of where a regime lets it. */
type Grounds = (subject: Pick<Subject, "parent">, regime: Regime) => Ternary;

/** What belongs to a cluster goes by that cluster's grounds; anything else by those that all clusters have. */
function groundsIn({ subjects, ofType }: Stack): Grounds {
  const byUrn = new Map(subjects.map((subject) => [subject.urn, subject]));
  const clusters = ofType(ComponentType.CompliantCluster);
  const above = ({ parent }: Pick<Subject, "parent">) => (parent === undefined ? undefined : byUrn.get(parent));
  const clusterOf = (subject: Pick<Subject, "parent">): Subject | undefined => {
    const passed = new Set<Subject>();
    // A file may say that a resource is its own parent.
    for (let at = above(subject); at !== undefined && !passed.has(at); at = above(at)) {
      if (clusters.includes(at)) return at;
      passed.add(at);
    }
    return undefined;
  };
  return (subject, regime) => {
    const own = clusterOf(subject);
    const answers = (own === undefined ? clusters : [own]).map((cluster) => isGround(cluster, regime));
    return answers.length > 0 && every(answers);
  };
}

function isGround(cluster: Subject, regime: Regime): Ternary {
  const { state, value } = read(cluster).at(["transferBasis", regime]);
  return state === "unknown" ? "unknown" : typeof value === "string" && value.trim() !== "";
}

/** A stack has hundreds of resources and few regions: one pass stands for all that are in the same. */
function onePassEach(judgements: readonly StackJudgement[]): StackJudgement[] {
  const told = new Set<string>();
  return judgements.filter(({ judgement: { verdict, message } }) => {
    const isRepeated = verdict === "pass" && told.has(message);
    told.add(message);
    return !isRepeated;
  });
}
