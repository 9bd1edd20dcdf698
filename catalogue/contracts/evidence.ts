import { Level, type Strength } from "./control";
import type { Mode } from "./pack";
import type { Part, Provision } from "./part";
import type { Regime } from "./regime";

/** Version of the shape below. A change that breaks readers raises the first number. */
export const evidenceSchemaVersion = "1.2";

export const Verdict = {
  Pass: "pass",
  Fail: "fail",
  Unknown: "unknown",
  NotApplicable: "not-applicable",
  Waived: "waived",
  Error: "error",
} as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** From worst to best: the verdict over several is the first of these that is among them. */
export const verdictOrder: readonly Verdict[] = ["error", "fail", "unknown", "waived", "pass", "not-applicable"];

/** The worst of some verdicts; not applicable when there is none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdictOrder.find((verdict) => verdicts.includes(verdict)) ?? Verdict.NotApplicable;
}

export interface EvidenceResource {
  urn: string;
  type: string;
  name: string;
  /** URN of the parent. */
  parent?: string;
}

export interface RequirementReference {
  regime: Regime;
  id: string;
  strength: Strength;
}

/** One verdict of one control on one resource. Passes are findings too; what is not applicable is only counted. */
export interface Finding {
  control: string;
  /** Policy, or rule within it, that came to the verdict: `NET-01`, or `PSS-01/host-namespaces`. */
  policy: string;
  verdict: Verdict;
  /** URN; absent when the finding is about the stack as a whole. */
  resource?: string;
  /** The file that was judged, by `rampart check`. */
  file?: string;
  /** What was found and what is expected. Never a secret. */
  message: string;
  /** What to do about it here: the component's input and the setting where the resource is ours, the property where not. */
  repair?: string;
  /** The requirements that this breaks or meets, of the regimes in force. */
  requirements: RequirementReference[];
}

export interface ControlEvidence {
  id: string;
  /** Effective enforcement level. */
  level: Level;
  /** Level of the catalogue; a lower effective one was configured. */
  catalogueLevel: Level;
  verdict: Verdict;
  /** Number of resources that it was evaluated on. */
  evaluated: number;
  /** Why it was evaluated on none. */
  reason?: string;
  /** Settings allow this control to stay unknown. */
  unknownAllowed?: boolean;
}

/** A part of what a cluster needs from its account, and who provides it. */
export interface PartEvidence {
  part: Part;
  mode: Provision;
  /** Id, name or ARN of what exists outside of the stack; only with `existing`. */
  reference?: string;
  /** Who vouches that the account provides it; only with `inherited`. */
  vouchedBy?: string;
  /** The controls that rest on it. Where it is not created here, they say nothing of it. */
  controls: string[];
  /** URN of the cluster that declares it. */
  resource: string;
}

export interface WaiverEvidence {
  control: string;
  resource: string;
  reason: string;
  owner: string;
  approver?: string;
  ticket?: string;
  created?: string;
  expires: string;
  status: WaiverStatus;
  /** Number of findings that it waives, or would waive had it not expired. */
  matched: number;
  /** Where it does not hold, for example at admission. */
  note?: string;
}

export const waiverStatuses = ["used", "unused", "expired"] as const;
export type WaiverStatus = (typeof waiverStatuses)[number];

/** How many waivers concern the stack, by what became of them. */
export interface WaiverCounts {
  matched: number;
  expired: number;
  /** Those that excuse nothing, and have not expired. */
  unmatched: number;
}

export function countWaivers(waivers: readonly WaiverEvidence[]): WaiverCounts {
  const count = (status: WaiverStatus) => waivers.filter((each) => each.status === status).length;
  return { matched: count("used"), expired: count("expired"), unmatched: count("unused") };
}

/** A control of which the configuration asks for less than the catalogue. */
export type LoweredControl = Pick<ControlEvidence, "id" | "level" | "catalogueLevel">;

/** The controls whose effective level is weaker than the catalogue's, in their order. */
export function loweredControls(controls: readonly ControlEvidence[]): LoweredControl[] {
  const strength = (level: Level) => Object.values(Level).indexOf(level);
  return controls
    .filter(({ level, catalogueLevel }) => strength(level) > strength(catalogueLevel))
    .map(({ id, level, catalogueLevel }) => ({ id, level, catalogueLevel }));
}

/** Whether a control passed on a resource. A pass on none, of the waiver file alone, says nothing of the stack. */
export const passedOnSomething = ({ verdict, evaluated }: Pick<ControlEvidence, "verdict" | "evaluated">) =>
  verdict === Verdict.Pass && evaluated > 0;

export interface NotEvidenced {
  regime: Regime;
  requirement: string;
  reason: string;
}

export interface RegimeSummary {
  regime: Regime;
  /** Requirements by the worst verdict of the controls that map to them. */
  met: number;
  broken: number;
  unknown: number;
  waived: number;
  notApplicable: number;
  notEvidenced: number;
}

export interface EvidenceSummary {
  /** The worst verdict over mandatory controls; an unknown that is allowed counts as pass here and is listed all the same. */
  verdict: Verdict;
  resources: number;
  findings: Record<Verdict, number>;
  regimes: RegimeSummary[];
  waivers?: WaiverCounts;
  /** Controls that the configuration weakened or switched off. */
  lowered?: LoweredControl[];
}

/** How this run came about; left out when two evidences are compared. */
export interface EvidenceRun {
  /** Git commit of the project; null when it is not in a repository. */
  commit: string | null;
  dirty: boolean;
  /** ISO 8601, UTC. */
  startedAt: string;
  mode: Mode;
  /** False when the program failed, no stack was analysed, or a foreign pack wrote no verdicts. */
  complete: boolean;
  /** Why it is not complete. */
  incomplete?: string;
}

/** The evidence file. Everything outside `run` is deterministic: sorted, and equal for equal inputs. */
export interface Evidence {
  schemaVersion: string;
  project: string;
  stack: string;
  regimes: Regime[];
  /** Whether requirements that bind service providers alone were judged as well. */
  serviceProvider?: boolean;
  resources: EvidenceResource[];
  findings: Finding[];
  controls: ControlEvidence[];
  /** Every part that a cluster declares, those that the stack creates too. */
  parts: PartEvidence[];
  waivers: WaiverEvidence[];
  /** SHA-256 (hex) of the waiver file; absent when there is none. */
  waiversHash?: string;
  notEvidenced: NotEvidenced[];
  versions: Record<string, string>;
  summary: EvidenceSummary;
  run: EvidenceRun;
}
