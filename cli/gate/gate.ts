import {
  type Control,
  type ControlEvidence,
  type Evidence,
  Level,
  Mode,
  Verdict,
  waiverFile,
  worst,
} from "../../catalogue/contracts";

/** What the evidence is held against. */
export interface GateSubject {
  controls: readonly Control[];
  /** HEAD of the checkout that is to be deployed; null when it is in no repository. */
  commit: string | null;
  /** The checkout holds changes that no commit has. */
  dirty: boolean;
  /** Name in the checkout's Pulumi.yaml; undefined when there is none. */
  project?: string;
  /** The stack that is to be deployed; undefined when nobody said which. */
  stack?: string;
  /** SHA-256 of the waiver file in the commit; undefined when it holds none. */
  waiversHash?: string;
  now: Date;
}

/** Why what the evidence describes must not be deployed, all reasons at once; none when it may. */
export function gateReasons(evidence: Evidence, subject: GateSubject): string[] {
  return [
    ...runReasons(evidence, subject),
    ...catalogueReasons(evidence, subject.controls),
    ...waiverReasons(evidence, subject),
  ];
}

function runReasons({ run, project, stack, resources }: Evidence, subject: GateSubject): string[] {
  const reasons: string[] = [];
  if (!run.complete) reasons.push(`the evidence is not complete: ${run.incomplete ?? "no reason is given"}`);
  if (run.mode === Mode.Manifests || run.mode === Mode.StackExport) {
    reasons.push(`it judges files (${run.mode}), and no preview of stack ${stack}`);
  }
  if (resources.length === 0) reasons.push("it judged no resource");
  if (subject.project !== undefined && subject.project !== project) {
    reasons.push(`it is of project ${project}, and this is ${subject.project}`);
  }
  if (subject.stack !== undefined && subject.stack !== stack) {
    reasons.push(`it is of stack ${stack}, and ${subject.stack} is to be deployed`);
  }
  if (run.commit === null) reasons.push("it names no commit: it was made outside a git repository");
  if (subject.commit === null) reasons.push("this folder has no commit to compare with: it is in no git repository");
  if (run.commit !== null && subject.commit !== null && run.commit !== subject.commit) {
    reasons.push(`it is of commit ${short(run.commit)}, and this is ${short(subject.commit)}`);
  }
  if (run.dirty) reasons.push("it was made with changes that no commit has");
  if (subject.dirty) reasons.push("this checkout holds changes that no commit has");
  return reasons;
}

function short(commit: string): string {
  return commit.slice(0, 12);
}

function catalogueReasons(evidence: Evidence, controls: readonly Control[]): string[] {
  const known = new Set(controls.map(({ id }) => id));
  const mentioned = [...evidence.controls.map(({ id }) => id), ...evidence.findings.map(({ control }) => control)];
  const unlisted = new Set(mentioned.filter((id) => !known.has(id)));
  return [
    ...controls.flatMap((control) => {
      const entries = evidence.controls.filter(({ id }) => id === control.id);
      if (entries.length !== 1) {
        return [`${control.id} ${entries.length === 0 ? "is missing" : `is listed ${entries.length} times`}`];
      }
      return controlReasons(evidence, control, entries[0]!);
    }),
    ...[...unlisted].map((id) => `${id} is no control of this catalogue: the evidence was made by another version`),
  ];
}

function controlReasons(evidence: Evidence, control: Control, stated: ControlEvidence): string[] {
  const { id, level, verdict } = stated;
  const reasons: string[] = [];
  if (stated.catalogueLevel !== control.level) {
    reasons.push(`${id} is ${control.level} in this catalogue, and ${stated.catalogueLevel} in the evidence's`);
  }
  const found = worst(evidence.findings.filter(({ control: of }) => of === id).map((finding) => finding.verdict));
  if (level !== Level.Disabled && found !== verdict) {
    reasons.push(`${id} is stated as ${verdict}, and its findings say ${found}`);
  }
  if (control.level !== Level.Mandatory) return reasons;
  if (level === Level.Disabled) reasons.push(`${id} was disabled`);
  else if (level !== Level.Mandatory) reasons.push(`${id} was lowered to ${level}`);
  if (verdict === Verdict.Fail) reasons.push(`${id} failed`);
  if (verdict === Verdict.Error) reasons.push(`${id} ended in an error`);
  if (verdict === Verdict.Unknown && stated.unknownAllowed !== true) reasons.push(`${id} stayed unknown`);
  return reasons;
}

function waiverReasons({ waivers, waiversHash }: Evidence, subject: GateSubject): string[] {
  const today = subject.now.toISOString().slice(0, 10);
  const expired = waivers.filter(
    ({ expires, status, matched }) => matched > 0 && (status === "expired" || expires < today),
  );
  return [
    ...(subject.commit === null || waiversHash === subject.waiversHash ? [] : [otherWaivers(waiversHash, subject)]),
    ...expired.map(
      ({ control, resource, owner, expires }) =>
        `the waiver of ${control} on ${resource} (${owner}) expired on ${expires}`,
    ),
  ];
}

function otherWaivers(judgedBy: string | undefined, { waiversHash }: GateSubject): string {
  if (judgedBy === undefined) return `it was judged without ${waiverFile}, and this commit holds one`;
  return `it was judged by a ${waiverFile} that ${waiversHash === undefined ? "this commit does not hold" : "is not this commit's"}`;
}
