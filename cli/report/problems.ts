import {
  type Control,
  type Evidence,
  type EvidenceResource,
  type Finding,
  type Level,
  matches,
  pageOf,
  Severity,
  Verdict,
  verdictOrder,
  type WaiverEvidence,
} from "../../catalogue/contracts";
import type { Vocabulary } from "./vocabulary";

/** One cause that a reader has to know of, with all the resources on which it was found. */
export interface Problem {
  control: string;
  title: string;
  severity?: Severity;
  level: Level | "unlisted";
  /** Why this control may stay unknown; absent where it may not, or is not. */
  allowed?: string;
  verdict: Verdict;
  /** Policy, or rule within it. */
  policy: string;
  /** Type and name of each; none when the finding is about the whole stack. */
  resources: string[];
  file?: string;
  found: string;
  /** What to do, from the finding or else from the catalogue. */
  repair?: string;
  /** Where to read more of the control. */
  page?: string;
  /** Per regime, its name and the ids with their strength, for example `1.3.1 (P)`. */
  breaks: { regime: string; ids: string[] }[];
  waiver?: WaiverEvidence;
}

const shown: readonly Verdict[] = [Verdict.Error, Verdict.Fail, Verdict.Unknown, Verdict.Waived];
const severities: readonly Severity[] = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low];

/** Errors, fails, unknowns and waived findings: the worst verdict first, then the gravest control, then by id and resource. */
export function problemsOf(evidence: Evidence, vocabulary: Vocabulary): Problem[] {
  const resources = new Map(evidence.resources.map((resource) => [resource.urn, resource]));
  const controls = new Map(evidence.controls.map((control) => [control.id, control]));
  const problems = evidence.findings
    .filter(({ verdict }) => shown.includes(verdict))
    .map((finding): Problem => {
      const control = vocabulary.controlById(finding.control);
      const inForce = controls.get(finding.control);
      const resource = finding.resource === undefined ? undefined : resources.get(finding.resource);
      const repair = finding.repair ?? control?.remediation;
      const waiver = finding.verdict === Verdict.Waived ? waiverOf(finding, resource, evidence) : undefined;
      return {
        control: finding.control,
        title: control?.title ?? "",
        ...(control === undefined ? {} : { severity: control.severity }),
        level: inForce?.level ?? "unlisted",
        ...(finding.verdict === Verdict.Unknown &&
          inForce?.unknownAllowed === true && { allowed: whyAllowed(control) }),
        verdict: finding.verdict,
        policy: finding.policy,
        resources: finding.resource === undefined ? [] : [label(finding.resource, resource)],
        ...(finding.file === undefined ? {} : { file: finding.file }),
        found: finding.message,
        ...(repair === undefined ? {} : { repair }),
        ...(control === undefined ? {} : { page: pageOf(control) }),
        breaks: byRegime(finding, vocabulary),
        ...(waiver === undefined ? {} : { waiver }),
      };
    })
    .sort(byGravity);
  return grouped(problems);
}

/** One problem for what differs in nothing but the resource: it has one cause, and one repair. */
function grouped(problems: readonly Problem[]): Problem[] {
  const groups = new Map<string, Problem>();
  for (const problem of problems) {
    const { resources, ...rest } = problem;
    const key = JSON.stringify(rest);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...problem });
    else group.resources = [...group.resources, ...resources];
  }
  return [...groups.values()];
}

function whyAllowed(control: Control | undefined): string {
  return control?.untilDeployment === undefined
    ? "allowed to stay unknown by the settings"
    : "judged again at deployment, when it is known";
}

function label(urn: string, resource: EvidenceResource | undefined): string {
  return resource === undefined ? urn : `${resource.type} ${resource.name}`;
}

function byRegime({ requirements }: Finding, { regimeName }: Vocabulary): Problem["breaks"] {
  const groups = new Map<string, string[]>();
  for (const { regime, id, strength } of requirements) {
    const name = regimeName(regime);
    groups.set(name, [...(groups.get(name) ?? []), `${id} (${strength})`]);
  }
  return [...groups].map(([regime, ids]) => ({ regime, ids }));
}

function waiverOf(
  finding: Finding,
  resource: EvidenceResource | undefined,
  evidence: Evidence,
): WaiverEvidence | undefined {
  const { control } = finding;
  const subject = {
    control,
    stack: evidence.stack,
    urn: finding.resource ?? "",
    type: resource?.type ?? "",
    name: resource?.name ?? "",
  };
  return evidence.waivers.find((waiver) => waiver.status === "used" && matches(waiver, subject));
}

function byGravity(a: Problem, b: Problem): number {
  const rank = ({ verdict, severity }: Problem) =>
    verdictOrder.indexOf(verdict) * 10 + (severity === undefined ? severities.length : severities.indexOf(severity));
  const text = ({ file = "", control, resources, policy }: Problem) => [control, file, ...resources, policy].join("\n");
  return rank(a) - rank(b) || (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
}
