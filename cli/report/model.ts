import {
  type ControlEvidence,
  countWaivers,
  Level,
  loweredControls,
  type Mode,
  type PartEvidence,
  passedOnSomething,
  Provision,
  type RegimeSummary,
  Verdict,
  verdictOrder,
  type WaiverCounts,
  type WaiverEvidence,
} from "../../catalogue/contracts";
import type { ExitCode } from "../errors";
import type { Diagnostic, Registration } from "../preview/types";
import { blocks, exitCode, isForeign, type Judged } from "./exit-code";
import { type Problem, problemsOf } from "./problems";
import { isShown, resourceTree, type TreeNode } from "./tree";
import type { Vocabulary } from "./vocabulary";

/** All that a command knows of what it judged. Everything beside the evidence comes from a preview alone. */
export interface ReportInput extends Judged {
  registrations?: readonly Registration[];
  unknownSettings?: readonly string[];
  log?: readonly string[];
  details?: string;
}

/** What a report says, in the order in which it says it, without a word about how it looks. */
export interface ReportModel {
  project: string;
  stack: string;
  mode: Mode;
  exitCode: ExitCode;
  resources: number;
  tree: TreeNode[];
  /** Verdicts of our own controls that are neither passes nor not applicable, the worst first. */
  problems: Problem[];
  /** What another pack reported. */
  diagnostics: Diagnostic[];
  foreign: boolean;
  /** Controls whose level was lowered, or that were disabled. */
  lowered: { id: string; title: string; from: Level; to: Level }[];
  /** Controls that were evaluated on no resource, each with the reason. */
  idle: { id: string; title: string; reason: string }[];
  /** Parts that the stack does not create, and so were not judged. */
  outside: PartEvidence[];
  /** How many waivers concern the stack, by what became of them. */
  waivers: WaiverCounts;
  /** Waivers of which more is to be said: unused or expired ones, and those that do not hold everywhere. */
  remarkableWaivers: WaiverEvidence[];
  regimes: (RegimeSummary & { name: string })[];
  /** Number of controls by verdict. */
  controls: Record<Verdict, number> & { total: number };
  /** Whether any control passed on a resource. */
  passed: boolean;
  /** Whether requirements that bind service providers alone count. */
  serviceProvider: boolean;
  unknownSettings: string[];
  /** Type and name of components whose children are not visible. */
  remote: string[];
  log: string[];
  incomplete?: string;
  /** Ids of the controls that decide an exit code of 1 or 3. */
  blocking: string[];
}

/** Evidence, and what else is known of the run, as a report. Pure: equal input gives an equal model. */
export function reportModel(input: ReportInput, vocabulary: Vocabulary): ReportModel {
  const { evidence, registrations = [] } = input;
  const titleOf = (id: string) => vocabulary.controlById(id)?.title ?? "";
  const foreign = isForeign(input);
  return {
    project: evidence.project,
    stack: evidence.stack,
    mode: evidence.run.mode,
    exitCode: exitCode(input),
    resources: evidence.resources.filter(isShown).length,
    tree: resourceTree(evidence.resources, remarks(registrations)),
    problems: problemsOf(evidence, vocabulary),
    // Rampart's own pack reports through the engine what its evidence already holds.
    diagnostics: evidence.controls.length === 0 ? [...input.diagnostics] : [],
    foreign,
    lowered: loweredControls(evidence.controls).map(({ id, level, catalogueLevel }) => ({
      id,
      title: titleOf(id),
      from: catalogueLevel,
      to: level,
    })),
    idle: evidence.controls
      .filter(({ verdict, level }) => verdict === Verdict.NotApplicable && level !== Level.Disabled)
      .map(({ id, reason }) => ({ id, title: titleOf(id), reason: reason ?? "no reason was given" })),
    outside: evidence.parts.filter(({ mode }) => mode !== Provision.Create),
    waivers: countWaivers(evidence.waivers),
    remarkableWaivers: evidence.waivers.filter(({ status, note }) => status !== "used" || note !== undefined),
    regimes: evidence.summary.regimes.map((row) => ({ ...row, name: vocabulary.regimeName(row.regime) })),
    controls: countControls(evidence.controls),
    passed: evidence.controls.some(passedOnSomething),
    serviceProvider: evidence.serviceProvider === true,
    unknownSettings: [...(input.unknownSettings ?? [])],
    remote: registrations.filter(({ remote }) => remote).map(({ type, name }) => `${type} ${name}`),
    log: [...(input.log ?? [])],
    ...(evidence.run.complete || foreign ? {} : { incomplete: evidence.run.incomplete ?? "no reason was given" }),
    blocking: evidence.controls
      .filter((control) => control.verdict === Verdict.Error || blocks(control))
      .map(({ id }) => id),
  };
}

function countControls(controls: readonly ControlEvidence[]): ReportModel["controls"] {
  const of = (wanted: Verdict) => controls.filter(({ verdict }) => verdict === wanted).length;
  const counts = Object.fromEntries(verdictOrder.map((verdict) => [verdict, of(verdict)])) as Record<Verdict, number>;
  return { ...counts, total: controls.length };
}

function remarks(registrations: readonly Registration[]): (urn: string) => string[] {
  const byUrn = new Map(registrations.map((registration) => [registration.urn, registration]));
  return (urn) => {
    const found = byUrn.get(urn);
    return [
      ...(found?.external === true ? ["read, not created"] : []),
      ...(found?.remote === true ? ["its children are not visible"] : []),
    ];
  };
}
