import type { Control, Finding } from "../../../catalogue";
import type { Judgement } from "../facts/judgement";
import { repairOf, requirementsOf } from "./messages";
import type { Session } from "./session";
import type { WaiverLedger } from "./waivers";

/** What a finding is made from. */
export interface Found {
  control: Control;
  /** Name of the policy that comes to it. */
  policy: string;
  judgement: Judgement;
  /** Absent when it is about the stack as a whole. */
  subject?: { urn: string; type: string; name: string };
}

/** Turns a judgement into a finding: a waiver that holds takes the place of what it waives, an expired one is named. */
export function findingOf(
  { control, policy, judgement, subject }: Found,
  session: Session,
  match: WaiverLedger["match"],
): Finding {
  const { rule, verdict, message, remediation } = judgement;
  const open = verdict === "fail" || verdict === "unknown";
  const { held, expired } =
    subject === undefined
      ? {}
      : match(
          {
            control: control.id,
            stack: session.place.stack,
            urn: subject.urn,
            type: subject.type,
            name: subject.name,
          },
          open,
        );
  const note =
    held !== undefined
      ? ` (waived by ${held.owner} until ${held.expires})`
      : expired !== undefined
        ? `; waiver of ${expired.owner} expired on ${expired.expires}`
        : "";
  return {
    control: control.id,
    policy: rule === undefined ? policy : `${policy}/${rule}`,
    verdict: held === undefined ? verdict : "waived",
    ...(subject === undefined ? {} : { resource: subject.urn }),
    message: `${session.conceal(message)}${note}`,
    ...(verdict === "pass" ? {} : { repair: repairOf(control, subject?.urn, session.place.stack, remediation) }),
    requirements: requirementsOf(control, session),
  };
}

/** How a judgement is told from the others of its control, to report none of them twice. */
export const reportKey = (control: string, urn: string, rule = "") => `${control} ${urn} ${rule}`;
