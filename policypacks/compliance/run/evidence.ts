import {
  type ControlEvidence,
  controls,
  countWaivers,
  type Evidence,
  evidenceSchemaVersion,
  type EvidenceSummary,
  type Finding,
  loweredControls,
  type NotEvidenced,
  type PartEvidence,
  passedOnSomething,
  type Regime,
  regimes,
  type RegimeSummary,
  type Requirement,
  Verdict,
  verdictOrder,
  worst,
} from "../../../catalogue";
import type { Assessment } from "./assess";
import { partEvidence } from "./declared-parts";
import { binds, type InForce } from "./messages";
import type { RunPlace } from "./project";
import type { Session } from "./session";
import { versionsOf } from "./versions";

/** What git says of the project, and which versions ran. */
export interface EvidenceFacts {
  commit: string | null;
  dirty: boolean;
  /** Versions of what judged; what was judged adds its own. */
  versions: Record<string, string>;
}

/** The evidence of a stack. Everything but `run` is sorted, and equal for equal inputs. */
export function evidenceOf(session: Session, assessment: Assessment, facts: EvidenceFacts): Evidence {
  const { place, waiverFile } = session;
  const inForce = [...session.regimes];
  const reached = inForce.flatMap((regime) =>
    regimes[regime].requirements.map((each) => reach(regime, each, assessment.controls, session)),
  );
  return {
    schemaVersion: evidenceSchemaVersion,
    project: place.project,
    stack: place.stack,
    regimes: inForce,
    serviceProvider: session.settings.serviceProvider === true,
    resources: sorted(assessment.stack.subjects, ({ urn }) => urn).map(({ urn, type, name, parent }) => ({
      urn,
      type,
      name,
      ...(parent === undefined ? {} : { parent }),
    })),
    findings: sorted(assessment.findings, findingKey),
    controls: sorted(assessment.controls, ({ id }) => id),
    parts: sorted(partsOf(session, assessment), ({ resource, part }) => `${resource} ${part}`),
    waivers: sorted(assessment.waivers, ({ control, resource, expires }) => `${control} ${resource} ${expires}`),
    ...(waiverFile.hash === undefined ? {} : { waiversHash: waiverFile.hash }),
    notEvidenced: reached.flatMap(({ notEvidenced }) => notEvidenced ?? []),
    versions: Object.fromEntries(
      sorted(Object.entries({ ...facts.versions, ...versionsOf(session, assessment.stack) }), ([key]) => key),
    ),
    summary: summaryOf(assessment, inForce, reached),
    run: {
      commit: facts.commit,
      dirty: facts.dirty,
      startedAt: session.startedAt.toISOString(),
      mode: place.mode,
      ...completeness(place),
    },
  };
}

/** What every cluster of the stack declares of its parts. */
function partsOf({ declarations, conceal }: Session, { stack }: Assessment): PartEvidence[] {
  return declarations
    .filter(({ urn }) => stack.subjects.some((subject) => subject.urn === urn))
    .flatMap(({ urn, parts }) => parts.map((each) => partEvidence(urn, each, conceal)));
}

/** `pulumi policy analyze` judges a state without saying whose it is; nobody can tell then what the evidence is of. */
function completeness({ stack }: RunPlace): Pick<Evidence["run"], "complete" | "incomplete"> {
  return stack === "" ? { complete: false, incomplete: "the engine named no stack" } : { complete: true };
}

function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, by: key(item) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
    .map(({ item }) => item);
}

const findingKey = ({ control, resource = "", policy, message }: Finding) =>
  [control, resource, policy, message].join("\n");

/** How far the controls reach one requirement. */
interface Reach {
  regime: Regime;
  /** The worst of its controls; undefined when no control that runs maps to it. */
  verdict?: Verdict;
  notEvidenced?: NotEvidenced;
}

function reach(
  regime: Regime,
  requirement: Requirement,
  evidence: readonly ControlEvidence[],
  inForce: InForce,
): Reach {
  const { id, notEvidenced } = requirement;
  if (!binds(requirement, inForce)) return { regime, verdict: Verdict.NotApplicable };
  const mapped = controls.filter(({ mappings }) =>
    mappings.some((each) => each.regime === regime && each.requirement === id),
  );
  const running = evidence.filter(
    (each) => each.level !== "disabled" && mapped.some((control) => control.id === each.id),
  );
  if (running.length > 0) return { regime, verdict: worst(running.map(({ verdict }) => verdict)) };
  const reason =
    mapped.length > 0
      ? `disabled by the policy configuration: ${mapped.map((control) => control.id).join(", ")}`
      : // The catalogue gives a reason for each requirement that no control maps to.
        notEvidenced!;
  return { regime, notEvidenced: { regime, requirement: id, reason } };
}

function summaryOf(assessment: Assessment, inForce: readonly Regime[], reached: readonly Reach[]): EvidenceSummary {
  const counted = [
    ...assessment.findings.map(({ verdict }) => verdict),
    ...assessment.controls.map(({ verdict }) => verdict).filter((verdict) => verdict === Verdict.NotApplicable),
  ];
  const count = (verdict: Verdict) => counted.filter((each) => each === verdict).length;
  const mandatory = assessment.controls.filter((each) => each.level === "mandatory" && !isEmptyPass(each));
  return {
    verdict: worst([
      ...mandatory.map(({ verdict, unknownAllowed }) =>
        verdict === Verdict.Unknown && unknownAllowed === true ? Verdict.Pass : verdict,
      ),
      ...assessment.packFindings.map(({ verdict }) => verdict),
    ]),
    resources: assessment.stack.subjects.length,
    findings: Object.fromEntries(verdictOrder.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>,
    regimes: inForce.map((regime) =>
      regimeSummary(
        regime,
        reached.filter((each) => each.regime === regime),
      ),
    ),
    waivers: countWaivers(assessment.waivers),
    lowered: sorted(loweredControls(assessment.controls), ({ id }) => id),
  };
}

/** A pass of the waiver file alone says nothing of the stack. */
const isEmptyPass = (control: ControlEvidence) => control.verdict === Verdict.Pass && !passedOnSomething(control);

function regimeSummary(regime: Regime, reached: readonly Reach[]): RegimeSummary {
  const count = (...verdicts: (Verdict | undefined)[]) =>
    reached.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    regime,
    met: count(Verdict.Pass),
    broken: count(Verdict.Fail, Verdict.Error),
    unknown: count(Verdict.Unknown),
    waived: count(Verdict.Waived),
    notApplicable: count(Verdict.NotApplicable),
    notEvidenced: count(undefined),
  };
}
