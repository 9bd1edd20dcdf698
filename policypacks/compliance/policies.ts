import type {
  Policies,
  ReportViolation,
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { type Control, type Finding, stackPolicyNames } from "../../catalogue";
import type { Judgement } from "./facts/judgement";
import type { StackResource } from "./facts/stack";
import { noSources, type Subject } from "./facts/subject";
import { raw } from "./facts/unknown";
import type { ResourceCheck } from "./policies/check";
import { resourceChecks } from "./policies/checks";
import { controlOf } from "./run/control";
import { writeEvidence } from "./run/evidence-file";
import { findingOf, reportKey } from "./run/findings";
import { judgeResource } from "./run/judge";
import { policyLevel } from "./run/levels";
import type { Heard } from "./run/listen";
import { violation } from "./run/messages";
import type { Session } from "./run/session";
import { settingsSchema } from "./run/settings-schema";
import { waiverLedger } from "./run/waivers";

/** Every policy of the pack: one for each control that a resource decides by itself, and the three stack policies. */
export function policiesFor(session: Session, heard: Heard = {}): Policies {
  const assess = (resources: readonly StackResource[]) => session.assess(heard.resources ?? resources);
  return [
    ...resourceChecks.map((check) => resourcePolicy(check, session, heard)),
    joins(stackPolicyNames.mandatory, "mandatory", assess),
    joins(stackPolicyNames.advisory, "advisory", assess),
    evidence(session, assess),
  ];
}

type Assess = Session["assess"];

function resourcePolicy(check: ResourceCheck, session: Session, heard: Heard): ResourceValidationPolicy {
  const control = controlOf(check.control);
  return {
    name: control.id,
    description: control.title,
    enforcementLevel: control.level,
    severity: control.severity,
    tags: control.mappings.map(({ regime, requirement }) => `${regime}:${requirement}`),
    remediationSteps: control.remediation,
    url: control.url,
    validateResource: validation(check, control, session, heard),
  };
}

/**
 * What the server asks of a resource. It skips a policy where a type is attached to its validation that is not the
 * resource's, for next to nothing; a policy that it asks costs it a dozen objects and an error that says "not applicable".
 * It knows one type for each, and many checks are about several, or about some of what Kubernetes calls an object. So
 * theirs is found out when the server looks for it, by asking the check about the resource that is heard: none is attached
 * where it has something to say. Checks that need no properties to know better are not asked (`types`, `concerns`).
 */
function validation(check: ResourceCheck, control: Control, session: Session, heard: Heard): ResourceValidation {
  const concerned = concernOf(check);
  const judge = forOne((subject) => (concerned(subject.type) ? judgeResource(check, subject, session) : []));
  const validate: ResourceValidation = (args, report) => {
    const subject = heard.subject ?? subjectOf(args);
    const { urn, type } = subject;
    if (!concerned(type)) args.notApplicable(`${control.id} does not apply to ${type}`);
    const enforcement = session.enforcement(control);
    if (enforcement.level === "disabled") args.notApplicable("disabled by the pack's settings");
    session.observe({ urn, type, inputs: () => subject.props });
    const judgements = judge(subject);
    if (judgements.length === 0) args.notApplicable(`${control.id} says nothing about this resource`);
    session.remember(control.id, urn, judgements);
    if (!enforcement.reportedByOwnPolicy) return;
    const open = judgements.filter(({ verdict }) => verdict === "fail" || verdict === "error");
    if (open.length === 0) return;
    const ledger = waiverLedger(session.waiverFile.waivers, session.startedAt);
    for (const judgement of open) {
      session.reported.add(reportKey(control.id, urn, judgement.rule));
      const finding = findingOf({ control, policy: control.id, judgement, subject }, session, ledger.match);
      if (finding.verdict !== "waived") tell(finding, report);
    }
  };
  if (check.types?.length === 1) return Object.assign(validate, { __pulumiType: check.types[0] });
  const saysNothing = (subject: Subject) =>
    session.enforcement(control).level !== "disabled" && judge(subject).length === 0;
  return Object.defineProperty(validate, "__pulumiType", {
    get: () => (heard.subject !== undefined && saysNothing(heard.subject) ? `what ${control.id} is about` : undefined),
  });
}

/** Whether a check may say anything of a type, as it says itself; it is asked once for each type. */
function concernOf({ types, concerns }: ResourceCheck): (type: string) => boolean {
  if (types !== undefined) return (type) => types.includes(type);
  if (concerns === undefined) return () => true;
  const answers = new Map<string, boolean>();
  return (type) => {
    const answer = answers.get(type) ?? concerns(type);
    answers.set(type, answer);
    return answer;
  };
}

/** Remembers the judgement on the subject that came last. */
function forOne(judge: (subject: Subject) => readonly Judgement[]): typeof judge {
  let last: { subject: Subject; judgements: readonly Judgement[] } | undefined;
  return (subject) => {
    if (last?.subject !== subject) last = { subject, judgements: judge(subject) };
    return last.judgements;
  };
}

/** The resource as @pulumi/policy hands it to a policy. */
function subjectOf({ urn, type, name, provider, props, opts }: ResourceValidationArgs): Subject {
  return {
    urn,
    type,
    name,
    ...(provider === undefined ? {} : { provider: provider.urn }),
    props: raw(props as object),
    outputs: {},
    ignoreChanges: opts.ignoreChanges,
    sources: noSources,
  };
}

function tell(finding: Finding, report: ReportViolation): void {
  report(violation({ ...finding, control: controlOf(finding.control) }), finding.resource);
}

function joins(name: string, level: "mandatory" | "advisory", assess: Assess): StackValidationPolicy {
  return {
    name,
    description: `Controls of level ${level} that the whole stack decides, and what stayed unknown`,
    enforcementLevel: level,
    validateStack: ({ resources }, report) => {
      const assessment = assess(resources);
      if (name === stackPolicyNames.mandatory) assessment.packFindings.forEach((each) => tell(each, report));
      assessment.toReport(name).forEach((each) => tell(each, report));
    },
  };
}

function evidence(session: Session, assess: Assess): StackValidationPolicy {
  return {
    name: stackPolicyNames.evidence,
    description: "Writes the evidence of the stack; its configuration speaks for the whole pack",
    enforcementLevel: "mandatory",
    configSchema: settingsSchema,
    validateStack: async ({ resources }, report) => {
      const assessment = assess(resources);
      if (policyLevel(stackPolicyNames.mandatory, "mandatory", session.engine) === "disabled")
        assessment.packFindings.forEach((each) => tell(each, report));
      const problem = await writeEvidence(session, assessment);
      if (problem !== undefined) report(problem);
    },
  };
}
