import { type RuleParameters, ruleSets } from "../../../catalogue";
import { accepted, type ApiObject } from "../lab/api-client";
import type { Answer } from "../lab/connection";
import type { Laboratory } from "../lab/laboratory";
import { sideBySide } from "../lab/side-by-side";
import { filledIn } from "../parity/complete";
import { type Decision, decisionOf, warnedRules } from "../parity/decision";
import { packRules, tokenOf } from "../parity/pack";
import { isExempt, type Manifest } from "./manifests";

/** What the pack, Gatekeeper and the API server's own policies say of an object. */
export interface Judged {
  from: string;
  /** Kind and name, for messages. */
  what: string;
  /** Rules that are broken in the eyes of the pack, sorted. */
  pack: string[];
  /** Those of them that Gatekeeper should deny. */
  denied: string[];
  /** What it does; nothing where the API server refuses the object. */
  decision: Decision;
  native: string[];
  /** Whether the object belongs to the platform, so that Gatekeeper leaves it alone. */
  exempt: boolean;
  /** Whether every rule about it only warns. */
  warnOnly: boolean;
}

/** Asks about every manifest, and stores none. */
export async function judge(
  lab: Laboratory,
  some: readonly Manifest[],
  parameters: RuleParameters,
  kubernetesVersion: string,
): Promise<Judged[]> {
  return sideBySide(some, async ({ from, object }) => {
    const pack = [...new Set(packRules(tokenOf(object), object, kubernetesVersion, parameters))];
    const [exempt, enforced] = [isExempt(object), enforcedRules(object)];
    const answer = await lab.pipeline.create(filledIn(object), { dryRun: true });
    return {
      from,
      what: `${object.kind} ${object.metadata.name}`,
      pack,
      denied: exempt ? [] : pack.filter((rule) => enforced.has(rule)),
      decision: isThere(answer) ? nobody : decisionOf(answer),
      native: warnedRules(answer),
      exempt,
      warnOnly: enforced.size === 0,
    };
  });
}

const nobody: Decision = { by: "nobody", rules: [], complaints: [] };

/** All that is wrong with an object is that there is one of its name; admission comes before that. */
const isThere = (answer: Answer) => !accepted(answer) && answer.body["reason"] === "AlreadyExists";

/** Rules that deny objects of a kind, not only warn. */
function enforcedRules({ apiVersion, kind }: ApiObject): Set<string> {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0]! : "";
  const sets = ruleSets.filter(({ kinds }) =>
    kinds.some((each) => each.warnOnly === undefined && each.kinds.includes(kind) && each.apiGroups.includes(group)),
  );
  return new Set(sets.flatMap(({ rules }) => rules.map(({ id }) => id)));
}
