import {
  partsOfControl,
  type Control,
  type ControlEvidence,
  controlById,
  controls,
  type Finding,
  Mode,
  Verdict,
  waiverControl,
  type WaiverEvidence,
  waiverFile,
  worst,
} from "../../../catalogue";
import type { Judgement } from "../facts/judgement";
import { indexStack, type Stack, type StackResource } from "../facts/stack";
import type { Subject } from "../facts/subject";
import { broke, type ResourceCheck, type StackCheck, type StackJudgement } from "../policies/check";
import { resourceChecks, stackChecks } from "../policies/checks";
import { findingOf, reportKey } from "./findings";
import { isOutside, outsideReason } from "./declared-parts";
import { judgeWaivers } from "./governance";
import { judgeResource, judgeStack } from "./judge";
import { stackPolicyFor } from "./levels";
import { packFindings } from "./pack-findings";
import type { Session } from "./session";
import { waiverEvidence, type WaiverLedger, waiverLedger } from "./waivers";

/** All that a stack comes to. */
export interface Assessment {
  stack: Stack;
  findings: Finding[];
  controls: ControlEvidence[];
  waivers: WaiverEvidence[];
  /** Findings about the run itself, such as a waiver file that cannot be read; they are among `findings` too. */
  packFindings: Finding[];
  /** What a stack policy has to report: violations that no resource policy has reported. */
  toReport: (policy: string) => Finding[];
}

interface Entry {
  finding: Finding;
  /** The stack policy that reports it, unless its own policy did. */
  policy: string | undefined;
  /** Whether it is an unknown that a deployment shows no better. */
  lasting: boolean;
}

/** What the others find decides what a waiver is worth, so the control that judges waivers comes last. */
const inOrder = [
  ...controls.filter(({ id }) => id !== waiverControl),
  ...controls.filter(({ id }) => id === waiverControl),
];

const needsStack = "needs the whole stack, and single manifests were judged";
const emptyStack = "the stack holds no resource";
const noResource = `it judges ${waiverFile}, which is no resource`;

/** Judges a stack: every control that is not disabled, on every resource. */
export function assess(session: Session, resources: readonly StackResource[]): Assessment {
  const stack = indexStack(resources, { inputs: session.inputsOf, sourceCount: session.sourceCount });
  for (const { urn, type, props } of stack.subjects) session.observe({ urn, type, inputs: () => props });
  const ledger = waiverLedger(session.waiverFile.waivers, session.startedAt);
  const own = packFindings(session, stack);
  const judged = inOrder.map((control) => {
    const { entries, reason } = judgeControl(control, session, stack, ledger);
    const findings = entries.map(({ finding }) => finding);
    const evidence = controlEvidence(
      control,
      session,
      [...findings, ...own.filter((each) => each.control === control.id)],
      mayStayUnknown({ lasting: entries.some(staysOpen) }, control.id, session),
      reason,
    );
    return { evidence, entries };
  });
  const entries = judged.flatMap((each) => each.entries);
  return {
    stack,
    findings: [...own, ...entries.map(({ finding }) => finding)],
    controls: judged.map(({ evidence }) => evidence),
    waivers: ledger.outcomes(session.place.stack).map(waiverEvidence),
    packFindings: own,
    toReport: (policy) =>
      entries.filter((entry) => entry.policy === policy && isViolation(entry, session)).map(({ finding }) => finding),
  };
}

/** A waived one weighs nothing any more. */
const staysOpen = ({ lasting, finding }: Entry) => lasting && finding.verdict === Verdict.Unknown;

function isViolation(entry: Entry, session: Session): boolean {
  const { verdict, control } = entry.finding;
  if (verdict === Verdict.Unknown) return !mayStayUnknown(entry, control, session);
  return verdict === Verdict.Fail || verdict === Verdict.Error;
}

/** What comes before a deployment. The preview that begins `pulumi up` is one; what follows it is not. */
const previews: readonly Mode[] = [Mode.Preview, Mode.OfflinePreview];

/**
 * Where the settings say so; or in a preview, where the control is judged again before anything is made. What is
 * deployed already is not made again, so of what `ignoreChanges` keeps nobody judges anything later.
 */
function mayStayUnknown({ lasting }: Pick<Entry, "lasting">, control: string, { settings, place }: Session): boolean {
  if (settings.allowUnknown?.includes(control) === true) return true;
  return !lasting && previews.includes(place.mode) && controlById(control)?.untilDeployment !== undefined;
}

function judgeControl(
  control: Control,
  session: Session,
  stack: Stack,
  ledger: WaiverLedger,
): { entries: Entry[]; reason?: string } {
  if (session.enforcement(control).level === "disabled")
    return { entries: [], reason: "disabled by the policy configuration" };
  const stackPolicy = stackPolicyFor(control, session.settings, session.engine);
  const resourceCheck = resourceChecks.find((each) => each.control === control.id);
  if (resourceCheck !== undefined) {
    const entries = everySubject(resourceCheck, stack).flatMap((subject) =>
      judgementsOn(resourceCheck, subject, session, stack).map((judgement) => ({
        finding: findingOf({ control, policy: control.id, judgement, subject }, session, ledger.match),
        policy: session.reported.has(reportKey(control.id, subject.urn, judgement.rule)) ? undefined : stackPolicy,
        lasting: judgement.lasting === true,
      })),
    );
    return entries.length > 0
      ? { entries }
      : { entries, reason: outsideOf(control, session, stack) ?? noneOf(resourceCheck) };
  }
  if (control.id === waiverControl) {
    const entries = joined(judgeWaivers(session, stack, ledger));
    if (entries.length > 0) return { entries, reason: noResource };
    return { entries, reason: stack.subjects.length === 0 ? emptyStack : needsStack };
  }
  if (session.place.mode === Mode.Manifests) return { entries: [], reason: needsStack };
  const stackCheck = stackChecks.find((each) => each.control === control.id);
  if (stackCheck === undefined) return { entries: [], reason: "this pack has no check for it" };
  const entries = joined(guardedStack(stackCheck, session, stack));
  return entries.length > 0 ? { entries } : { entries, reason: outsideOf(control, session, stack) ?? stackCheck.none };

  function joined(judgements: readonly { subject?: Subject; judgement: Judgement }[]): Entry[] {
    return judgements.map(({ subject, judgement }) => ({
      finding: findingOf(
        { control, policy: `${stackPolicy}/${control.id}`, judgement, ...(subject === undefined ? {} : { subject }) },
        session,
        ledger.match,
      ),
      policy: stackPolicy,
      lasting: judgement.lasting === true,
    }));
  }
}

/** Who provides, outside of the stack, what the control rests on; undefined where nobody is said to. */
function outsideOf(control: Control, session: Session, stack: Stack): string | undefined {
  const own = partsOfControl(control.id);
  const outside = session.declarations
    .filter(({ urn }) => stack.subjects.some((subject) => subject.urn === urn))
    .flatMap(({ parts }) => parts.filter((each) => own.includes(each.part) && isOutside(each)));
  const reasons = [...new Set(outside.map(outsideReason))];
  return reasons.length === 0 ? undefined : session.conceal(reasons.join("; "));
}

const everySubject = ({ types }: ResourceCheck, stack: Stack) =>
  types === undefined ? stack.subjects : stack.ofType(...types);

/** Types that a reason names; the control's page has them all. */
const mostNamed = 3;

function noneOf({ types }: ResourceCheck): string {
  if (types === undefined) return "the stack holds no such object";
  return types.length > mostNamed
    ? `the stack holds none of the ${types.length} types of resource that it is about`
    : `the stack holds no ${types.join(" and no ")}`;
}

/** What was judged when the resource was analysed, unless it may be better known now that its sources can be seen. */
function judgementsOn(check: ResourceCheck, subject: Subject, session: Session, stack: Stack): readonly Judgement[] {
  const before = session.recall(check.control, subject.urn);
  if (before !== undefined && !before.some(({ verdict }) => verdict === "unknown")) return before;
  return judgeResource(check, subject, session, stack);
}

function guardedStack(
  check: StackCheck,
  session: Session,
  stack: Stack,
): (Omit<StackJudgement, "subject"> & { subject?: Subject })[] {
  try {
    return [...judgeStack(check, stack, session)];
  } catch (error) {
    return [{ judgement: broke(error) }];
  }
}

function controlEvidence(
  control: Control,
  session: Session,
  findings: readonly Finding[],
  unknownAllowed: boolean,
  reason?: string,
): ControlEvidence {
  const evaluated = new Set(findings.map(({ resource }) => resource).filter((urn) => urn !== undefined)).size;
  return {
    id: control.id,
    level: session.enforcement(control).level,
    catalogueLevel: control.level,
    verdict: worst(findings.map(({ verdict }) => verdict)),
    evaluated,
    ...(evaluated > 0 || reason === undefined ? {} : { reason }),
    ...(unknownAllowed ? { unknownAllowed: true } : {}),
  };
}
