import type {
  Policies,
  ReportViolation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { type Control, type Finding, stackPolicyNames } from "../../catalogue";
import { noSources, type Subject } from "./facts/subject";
import { raw } from "./facts/unknown";
import type { ResourceCheck } from "./policies/check";
import { resourceChecks } from "./policies/checks";
import { controlOf } from "./run/control";
import { writeEvidence } from "./run/evidence-file";
import { findingOf, reportKey } from "./run/findings";
import { judgeResource } from "./run/judge";
import { policyLevel } from "./run/levels";
import { violation } from "./run/messages";
import type { Session } from "./run/session";
import { waiverLedger } from "./run/waivers";

/** Every policy of the pack: one for each control that a resource decides by itself, and the three stack policies. */
export function policiesFor(session: Session): Policies {
  return [
    ...resourceChecks.map((check) => resourcePolicy(check, session)),
    joins(stackPolicyNames.mandatory, "mandatory", session),
    joins(stackPolicyNames.advisory, "advisory", session),
    evidence(session),
  ];
}

function resourcePolicy(check: ResourceCheck, session: Session): ResourceValidationPolicy {
  const control = controlOf(check.control);
  return {
    name: control.id,
    description: control.title,
    enforcementLevel: control.level,
    severity: control.severity,
    tags: control.mappings.map(({ regime, requirement }) => `${regime}:${requirement}`),
    remediationSteps: control.remediation,
    url: control.url,
    validateResource: validation(check, control, session),
  };
}

function validation(check: ResourceCheck, control: Control, session: Session): ResourceValidation {
  const validate: ResourceValidation = (args, report) => {
    const { urn, type, name } = args;
    if (check.types !== undefined && !check.types.includes(type))
      args.notApplicable(`${control.id} does not apply to ${type}`);
    const enforcement = session.enforcement(control);
    if (enforcement.level === "disabled") args.notApplicable("disabled by the pack's settings");
    const subject: Subject = {
      urn,
      type,
      name,
      ...(args.provider === undefined ? {} : { provider: args.provider.urn }),
      props: raw(args.props as object),
      outputs: {},
      ignoreChanges: args.opts.ignoreChanges,
      sources: noSources,
    };
    session.observe({ urn, type, inputs: () => subject.props });
    const judgements = judgeResource(check, subject, session);
    if (judgements.length === 0) args.notApplicable(`${control.id} says nothing about this resource`);
    session.remember(control.id, urn, judgements);
    if (!enforcement.reportedByOwnPolicy) return;
    const ledger = waiverLedger(session.waiverFile.waivers, session.startedAt);
    for (const judgement of judgements.filter(({ verdict }) => verdict === "fail" || verdict === "error")) {
      session.reported.add(reportKey(control.id, urn, judgement.rule));
      const finding = findingOf({ control, policy: control.id, judgement, subject }, session, (each) =>
        ledger.match(each),
      );
      if (finding.verdict !== "waived") tell(finding, report);
    }
  };
  // With a type attached, the server does not even decode the properties of other resources.
  return check.types?.length === 1 ? Object.assign(validate, { __pulumiType: check.types[0] }) : validate;
}

function tell(finding: Finding, report: ReportViolation): void {
  report(violation({ ...finding, control: controlOf(finding.control) }), finding.resource);
}

function joins(name: string, level: "mandatory" | "advisory", session: Session): StackValidationPolicy {
  return {
    name,
    description: `Controls of level ${level} that the whole stack decides, and what stayed unknown`,
    enforcementLevel: level,
    validateStack: ({ resources }, report) => {
      const assessment = session.assess(resources);
      if (name === stackPolicyNames.mandatory) assessment.packFindings.forEach((each) => tell(each, report));
      assessment.toReport(name).forEach((each) => tell(each, report));
    },
  };
}

function evidence(session: Session): StackValidationPolicy {
  return {
    name: stackPolicyNames.evidence,
    description: "Writes the evidence of the stack; its configuration speaks for the whole pack",
    enforcementLevel: "mandatory",
    configSchema: {
      properties: {
        levels: { type: "object", description: "Level by control id: mandatory, advisory or disabled." },
        allowUnknown: {
          type: "array",
          items: { type: "string" },
          description: "Controls that may stay unknown at preview.",
        },
        regimes: { type: "array", items: { type: "string" }, description: "Regimes to report on." },
        supportedVersions: {
          type: "array",
          items: { type: "string" },
          description: "Minor versions of Kubernetes that may run.",
        },
        keyDeletionDays: { type: "integer", description: "Fewest days before a key that is to be deleted is gone." },
      },
    },
    validateStack: async ({ resources }, report) => {
      const assessment = session.assess(resources);
      if (policyLevel(stackPolicyNames.mandatory, "mandatory", session.engine) === "disabled")
        assessment.packFindings.forEach((each) => tell(each, report));
      const problem = await writeEvidence(session, assessment);
      if (problem !== undefined) report(problem);
    },
  };
}
