import { controlById, Mode, type Waiver, waiverFile } from "../../../catalogue";
import { fail, type Judgement, pass } from "../facts/judgement";
import type { Stack } from "../facts/stack";
import type { Subject } from "../facts/subject";
import type { Session } from "./session";
import type { WaiverLedger, WaiverOutcome } from "./waivers";

/** GOV-01 on the stack as a whole, or on a cluster whose program read another file. */
interface Governed {
  subject?: Subject;
  judgement: Judgement;
}

/**
 * GOV-01: every waiver that concerns the stack is complete, has not expired and excuses something; a pass where nothing
 * else is to be said, also without a waiver. To be asked last, because what the other controls found decides.
 */
export function judgeWaivers(session: Session, stack: Stack, ledger: WaiverLedger): Governed[] {
  const { waiverFile: file, place } = session;
  const outcomes = ledger.outcomes(place.stack);
  const open: Governed[] = [
    ...file.mistakes.map((message) => ({ judgement: wrong(message, file.unreadable) })),
    ...otherFiles(session, stack),
    ...outcomes.filter(({ status }) => status === "expired").map((each) => ({ judgement: expired(each) })),
    ...outcomes.filter((each) => isUnmatched(each, place.mode)).map(({ waiver }) => ({ judgement: unmatched(waiver) })),
  ];
  const silent = place.mode === Mode.Manifests || stack.subjects.length === 0;
  if (open.length > 0 || silent) return open;
  return [{ judgement: pass("every waiver that concerns this stack is complete, in force and not without effect") }];
}

function wrong(message: string, unreadable: true | undefined): Judgement {
  const remediation = `Correct ${waiverFile}; until then no waiver holds.`;
  return unreadable
    ? { verdict: "error", rule: "file", message, remediation }
    : { ...fail(message), rule: "complete", remediation };
}

/** Where the program goes by other waivers than the pack, nobody knows which were decided. */
function otherFiles({ waiverFile: { hash }, declarations }: Session, stack: Stack): Governed[] {
  return stack.subjects
    .filter(({ urn }) => declarations.some((each) => each.urn === urn && each.waiversHash !== hash))
    .map((subject) => ({
      subject,
      judgement: {
        verdict: "error",
        rule: "file",
        message: "the program and the policy pack read different waiver files; expected one and the same",
        remediation: `Run the preview from the project's root, and have one ${waiverFile} there.`,
      },
    }));
}

const named = ({ control, resource, owner }: Waiver) => `the waiver of ${control} on ${resource} (${owner})`;

function expired({ waiver, matched }: WaiverOutcome): Judgement {
  return {
    ...fail(`${named(waiver)} expired on ${waiver.expires}; findings that it no longer excuses: ${matched}`),
    rule: "expired",
    remediation: `Repair what it excused and remove it from ${waiverFile}, or have it decided anew, with its own ticket and days.`,
  };
}

function unmatched(waiver: Waiver): Judgement {
  const why =
    controlById(waiver.control) === undefined
      ? "names no control of the catalogue"
      : "matches no finding of this stack";
  return {
    ...fail(`${named(waiver)} ${why}`),
    rule: "matched",
    remediation: `Remove it from ${waiverFile}, or correct its \`control\`, \`resource\` or \`environments\`.`,
  };
}

/**
 * Single manifests are a part of a stack, so what matches nothing there may match elsewhere. Offline nothing is known
 * that a cloud computes; a waiver that is needed there matches no finding once a state tells the value, but it matches
 * what was judged.
 */
function isUnmatched({ status, met }: WaiverOutcome, mode: Mode): boolean {
  if (status !== "unused" || mode === Mode.Manifests) return false;
  return mode === Mode.OfflinePreview || !met;
}
