import {
  type Control,
  type ControlEvidence,
  countWaivers,
  type Evidence,
  type EvidenceSummary,
  type Finding,
  Level,
  loweredControls,
  Mode,
  type Regime,
  type RegimeCatalogue,
  regimeIds,
  type RegimeSummary,
  Verdict,
  verdictOrder,
  type WaiverEvidence,
  worst,
} from "../../catalogue/contracts";

/** What the requirements of a merged summary are counted by. */
export interface Mappings {
  controls: readonly Control[];
  regimes: Readonly<Record<Regime, RegimeCatalogue>>;
}

/** The evidence of one file. */
export interface Judgement {
  file: string;
  evidence: Evidence;
}

/**
 * One evidence for several files: findings carry their file, resources and findings stand in the order of the files,
 * a control takes its worst verdict and the sum of what it was evaluated on, and the summary is counted anew.
 */
export function mergeEvidence(judgements: readonly Judgement[], mappings: Mappings): Evidence {
  const parts = judgements.map(({ file, evidence }) => ({
    ...evidence,
    findings: evidence.findings.map((finding): Finding => ({ ...finding, file })),
  }));
  const [first, ...others] = parts;
  if (first === undefined) throw new Error("there is no evidence to merge");
  if (others.length === 0) return first;
  const same = (key: "project" | "stack") =>
    others.every((part) => part[key] === first[key]) ? first[key] : "several";
  const regimes = regimeIds.filter((id) => parts.some((part) => part.regimes.includes(id)));
  const controls = mergeControls(parts);
  const waivers = mergeWaivers(parts);
  return {
    ...first,
    project: same("project"),
    stack: same("stack"),
    regimes,
    resources: parts.flatMap((part) => part.resources),
    findings: parts.flatMap((part) => part.findings),
    controls,
    waivers,
    notEvidenced: unique(
      parts.flatMap((part) => part.notEvidenced),
      ({ regime, requirement }) => `${regime}:${requirement}`,
    ),
    versions: Object.assign({}, ...parts.map((part) => part.versions)) as Record<string, string>,
    summary: {
      ...summarise(parts, controls, regimes, mappings),
      waivers: countWaivers(waivers),
      lowered: loweredControls(controls),
    },
    run: mergeRuns(judgements),
  };
}

function mergeControls(parts: readonly Evidence[]): ControlEvidence[] {
  const ids = [...new Set(parts.flatMap((part) => part.controls.map(({ id }) => id)))].sort();
  return ids.map((id) => {
    const entries = parts.flatMap((part) => part.controls.filter((control) => control.id === id));
    const { reason, ...rest } = entries[0]!;
    const evaluated = entries.reduce((sum, entry) => sum + entry.evaluated, 0);
    return {
      ...rest,
      verdict: worst(entries.map(({ verdict }) => verdict)),
      evaluated,
      ...(evaluated === 0 && reason !== undefined ? { reason } : {}),
    };
  });
}

function mergeWaivers(parts: readonly Evidence[]): WaiverEvidence[] {
  const key = ({ control, resource, owner, expires, reason }: WaiverEvidence) =>
    JSON.stringify([control, resource, owner, expires, reason]);
  const all = parts.flatMap((part) => part.waivers);
  return unique(all, key).map((waiver) => {
    const entries = all.filter((each) => key(each) === key(waiver));
    const status = (["expired", "used", "unused"] as const).find((each) =>
      entries.some((entry) => entry.status === each),
    );
    return {
      ...waiver,
      status: status ?? waiver.status,
      matched: entries.reduce((sum, { matched }) => sum + matched, 0),
    };
  });
}

function unique<T>(values: readonly T[], key: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}

function summarise(
  parts: readonly Evidence[],
  controls: readonly ControlEvidence[],
  regimes: readonly Regime[],
  mappings: Mappings,
): EvidenceSummary {
  const findings = Object.fromEntries(
    verdictOrder.map((verdict) => [verdict, parts.reduce((sum, part) => sum + part.summary.findings[verdict], 0)]),
  ) as Record<Verdict, number>;
  const isServiceProvider = parts.some(({ serviceProvider }) => serviceProvider === true);
  return {
    verdict: worst(parts.map(({ summary }) => summary.verdict)),
    resources: parts.reduce((sum, part) => sum + part.summary.resources, 0),
    findings,
    regimes: regimes.map((regime) => summariseRegime(regime, controls, mappings, isServiceProvider)),
  };
}

function summariseRegime(
  regime: Regime,
  evidence: readonly ControlEvidence[],
  mappings: Mappings,
  isServiceProvider: boolean,
): RegimeSummary {
  const summary = { regime, met: 0, broken: 0, unknown: 0, waived: 0, notApplicable: 0, notEvidenced: 0 };
  // A disabled control is no evidence: where no other maps to it, the requirement is not evidenced.
  const running = evidence.filter(({ level }) => level !== Level.Disabled);
  const verdicts = new Map(running.map(({ id, verdict }) => [id, verdict]));
  for (const { id, serviceProviderOnly } of mappings.regimes[regime].requirements) {
    if (serviceProviderOnly === true && !isServiceProvider) {
      summary.notApplicable++;
      continue;
    }
    const found = mappings.controls
      .filter(({ mappings: all }) => all.some((each) => each.regime === regime && each.requirement === id))
      .flatMap((control) => verdicts.get(control.id) ?? []);
    summary[found.length === 0 ? "notEvidenced" : counter[worst(found)]]++;
  }
  return summary;
}

const counter: Record<Verdict, "met" | "broken" | "unknown" | "waived" | "notApplicable"> = {
  [Verdict.Pass]: "met",
  [Verdict.Fail]: "broken",
  [Verdict.Error]: "broken",
  [Verdict.Unknown]: "unknown",
  [Verdict.Waived]: "waived",
  [Verdict.NotApplicable]: "notApplicable",
};

function mergeRuns(judgements: readonly Judgement[]): Evidence["run"] {
  const runs = judgements.map(({ evidence }) => evidence.run);
  const incomplete = judgements
    .filter(({ evidence }) => !evidence.run.complete)
    .map(({ file, evidence }) => `${file}: ${evidence.run.incomplete ?? "no reason was given"}`);
  const exports = runs.every(({ mode }) => mode === Mode.StackExport);
  return {
    commit: runs[0]!.commit,
    dirty: runs.some(({ dirty }) => dirty),
    startedAt: runs.map(({ startedAt }) => startedAt).sort()[0]!,
    mode: exports ? Mode.StackExport : Mode.Manifests,
    complete: incomplete.length === 0,
    ...(incomplete.length === 0 ? {} : { incomplete: incomplete.join("; ") }),
  };
}
