import {
  Mode,
  type PartEvidence,
  Provision,
  Verdict,
  type WaiverEvidence,
  type WaiverStatus,
} from "../../catalogue/contracts";
import { ExitCode } from "../errors";
import type { ReportModel } from "./model";
import type { Paint, Style } from "./paint";
import type { Problem } from "./problems";
import { count, printable, table, wrap } from "./text";
import type { TreeNode } from "./tree";

/** Columns of a report that nobody's terminal limits. */
const defaultWidth = 110;
const labelWidth = 10;

export interface Look {
  paint: Paint;
  /** Columns. @default 110 */
  width?: number;
}

/** A report as lines of text. */
export function terminalReport(model: ReportModel, { paint, width = defaultWidth }: Look): string[] {
  const sections = [
    [paint("bold", `${model.project} / ${model.stack}`) + paint("dim", `  ${modeText[model.mode]}`)],
    treeSection(model, paint),
    ...model.problems.map((problem) => problemBlock(problem, paint, Math.max(40, width))),
    diagnosticsSection(model, paint, width),
    loweredSection(model, paint),
    idleSection(model, width, paint),
    outsideSection(model, width, paint),
    waiverSection(model, width, paint),
    regimeSection(model, paint),
    noteSection(model, width),
    outcome(model, paint, width),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

const modeText: Record<Mode, string> = {
  [Mode.OfflinePreview]: "previewed without a cloud: everything as new",
  [Mode.Preview]: "from a preview",
  [Mode.Update]: "from an update",
  [Mode.Manifests]: "Kubernetes objects from a file",
  [Mode.StackExport]: "the exported state of a stack",
};

function treeSection({ tree, resources }: ReportModel, paint: Paint): string[] {
  return [paint("bold", `Resources (${resources})`), ...tree.flatMap((node) => treeLines(node, "", "", paint))];
}

function treeLines(node: TreeNode, first: string, rest: string, paint: Paint): string[] {
  const notes = node.notes.length === 0 ? "" : paint("yellow", `  (${node.notes.join("; ")})`);
  const last = node.children.length - 1;
  return [
    `${paint("dim", first)}${node.type}  ${paint("bold", printable(node.name))}${notes}`,
    ...node.children.flatMap((child, index) =>
      treeLines(child, `${rest}${index === last ? "└─ " : "├─ "}`, `${rest}${index === last ? "   " : "│  "}`, paint),
    ),
  ];
}

const verdictLook: Record<Verdict, { word: string; style: Style }> = {
  [Verdict.Error]: { word: "ERROR", style: "red" },
  [Verdict.Fail]: { word: "FAIL", style: "red" },
  [Verdict.Unknown]: { word: "UNKNOWN", style: "yellow" },
  [Verdict.Waived]: { word: "WAIVED", style: "cyan" },
  [Verdict.Pass]: { word: "PASS", style: "green" },
  [Verdict.NotApplicable]: { word: "NOT APPLICABLE", style: "dim" },
};

function problemBlock(problem: Problem, paint: Paint, width: number): string[] {
  const { word, style } = verdictLook[problem.verdict];
  const remarks = [
    problem.level === "unlisted" ? "not among the controls" : problem.level,
    ...(problem.severity === undefined ? [] : [problem.severity]),
    ...(problem.policy === problem.control ? [] : [`rule ${problem.policy}`]),
    ...(problem.allowed === undefined ? [] : [problem.allowed]),
  ];
  const head = `${paint(style, word)}  ${paint("bold", problem.control)}  ${problem.title}  ${paint("dim", `[${remarks.join(", ")}]`)}`;
  const { waiver } = problem;
  const breaks = problem.breaks.map(({ regime, ids }) => `${regime} ${ids.join(", ")}`).join("; ");
  const rows: [string, string | undefined][] = [
    ["file", problem.file],
    [problem.resources.length > 1 ? "resources" : "resource", resourceText(problem.resources)],
    ["found", problem.found],
    ["to do", waiver === undefined ? problem.repair : undefined],
    [problem.verdict === Verdict.Fail || problem.verdict === Verdict.Error ? "breaks" : "concerns", breaks],
    ["waived", waiver === undefined ? undefined : `until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`],
    ["more", problem.page],
  ];
  return [head, ...rows.flatMap(([label, text]) => labelled(label, text ?? "", width, paint))];
}

/** As many as a reader looks at one by one; the evidence has all of them. */
const mostResources = 5;

function resourceText(resources: readonly string[]): string {
  if (resources.length === 0) return "the stack as a whole";
  const more = resources.length - mostResources;
  return [...resources.slice(0, mostResources), ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

function labelled(label: string, text: string, width: number, paint: Paint): string[] {
  if (text === "") return [];
  return wrap(printable(text), width - labelWidth - 2).map(
    (line, index) => `  ${paint("dim", (index === 0 ? label : "").padEnd(labelWidth))}${line}`,
  );
}

function diagnosticsSection({ diagnostics, foreign }: ReportModel, paint: Paint, width: number): string[] {
  const lines = diagnostics.flatMap(({ policy, level, urn, message }) => [
    `${paint(level === "mandatory" ? "red" : "yellow", level === "mandatory" ? "FAIL" : "ADVICE")}  ${paint("bold", policy)}  ${paint("dim", `[${level}]`)}`,
    ...labelled("resource", urn?.split("::").slice(2).join(" ") ?? "the stack as a whole", width, paint),
    ...labelled("found", message, width, paint),
  ]);
  return foreign
    ? ["This policy pack writes no evidence; its violations are:", ...(lines.length === 0 ? ["  none"] : lines)]
    : lines;
}

function loweredSection({ lowered }: ReportModel, paint: Paint): string[] {
  if (lowered.length === 0) return [];
  return [
    paint(
      "red",
      `${count(lowered.length, "control was", "controls were")} weakened by the configuration of the policy pack:`,
    ),
    ...lowered.map(({ id, title, from, to }) => `  ${paint("bold", id)}  ${from} → ${paint("red", to)}  ${title}`),
  ];
}

/** Controls with one reason share a line: a small stack has none of most things. */
function idleSection({ idle }: ReportModel, width: number, paint: Paint): string[] {
  if (idle.length === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of idle) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  const lines = [...byReason].flatMap(([reason, ids]) =>
    wrap(`${ids.join(", ")}: ${printable(reason)}`, width - 4).map(
      (line, index) => `${index === 0 ? "  " : "    "}${line}`,
    ),
  );
  return [paint("bold", "Evaluated on no resource"), ...lines];
}

/** A line for each part, because each has an owner of its own to ask. */
function outsideSection({ outside }: ReportModel, width: number, paint: Paint): string[] {
  if (outside.length === 0) return [];
  const lines = outside.flatMap((part) =>
    wrap(printable(outsideText(part)), width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`),
  );
  return [paint("bold", "Provided outside of this stack, and not judged"), ...lines];
}

function outsideText({ part, mode, reference, vouchedBy, controls, resource }: PartEvidence): string {
  const who =
    mode === Provision.Inherited
      ? `inherited, vouched for by ${vouchedBy ?? "nobody"}`
      : `existing: ${reference ?? "not named"}`;
  const rest = controls.length === 0 ? "" : `; concerns ${controls.join(", ")}`;
  return `${part} of ${resource.split("::").at(-1)!}: ${who}${rest}`;
}

function waiverSection({ waivers, remarkableWaivers }: ReportModel, width: number, paint: Paint): string[] {
  const { matched, expired, unmatched } = waivers;
  if (matched + expired + unmatched === 0) return [];
  return [
    paint("bold", "Waivers") + `  ${matched} matched, ${expired} expired, ${unmatched} unmatched`,
    ...remarkableWaivers.flatMap((waiver) => waiverLines(waiver, width, paint)),
  ];
}

function waiverLines(
  { control, resource, status, expires, owner, matched, note }: WaiverEvidence,
  width: number,
  paint: Paint,
): string[] {
  const state: Record<WaiverStatus, string[]> = {
    used: [],
    unused: ["matches no finding; remove it"],
    expired: [paint("red", `expired on ${expires}; ${count(matched, "finding")} not excused any more`)],
  };
  return [
    [`  ${control}  ${printable(resource)}  ${paint("dim", `(${owner})`)}`, ...state[status]].join("  "),
    ...(note === undefined ? [] : wrap(printable(note), width - 6).map((line) => `      ${line}`)),
  ];
}

function regimeSection({ regimes }: ReportModel, paint: Paint): string[] {
  if (regimes.length === 0) return [];
  const head = ["Requirements", "met", "broken", "unknown", "waived", "not applicable", "not evidenced"];
  const rows = regimes.map(({ name, met, broken, unknown, waived, notApplicable, notEvidenced }) => [
    name,
    ...[met, broken, unknown, waived, notApplicable, notEvidenced].map(String),
  ]);
  return table(head, rows).map((line, index) => {
    if (index === 0) return paint("bold", line);
    return regimes[index - 1]!.broken > 0 ? paint("red", line) : line;
  });
}

function noteSection(model: ReportModel, width: number): string[] {
  const offline = model.mode === Mode.OfflinePreview;
  const notes = [
    ...model.log.map((line) => `The program said: ${printable(line)}`),
    ...(model.unknownSettings.length > 0
      ? [`Secure settings are not decrypted and were unknown here: ${model.unknownSettings.join(", ")}.`]
      : []),
    ...(model.remote.length > 0
      ? [
          `Components of other packages, whose children no preview without their plugin can see: ${model.remote.join(", ")}.`,
        ]
      : []),
    ...(offline
      ? [
          "Everything is previewed as new: what exists in the cloud is not read, so replacements and deletions do not show.",
        ]
      : []),
    "This proves what is configured, never how it operates; of most requirements, one part.",
  ];
  return notes.flatMap((note) => wrap(note, width - 2).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)));
}

function outcome(model: ReportModel, paint: Paint, width: number): string[] {
  const { exitCode, blocking, incomplete } = model;
  const lines = (style: Style, text: string) => wrap(text, width).map((line) => paint(style, line));
  switch (exitCode) {
    case ExitCode.Compliant:
      return model.foreign ? lines("green", "No mandatory violation.") : unblocked(model, lines);
    case ExitCode.NotCompliant:
      return lines(
        "red",
        blocking.length > 0
          ? `Not compliant: ${count(blocking.length, "mandatory control")} failed or stayed unknown (${blocking.join(", ")}).`
          : `Not compliant: ${count(model.diagnostics.filter(({ level }) => level === "mandatory").length, "mandatory violation")}.`,
      );
    case ExitCode.Broken:
    case ExitCode.Usage:
      return lines("red", `Not judged to the end: ${printable(incomplete ?? `an error in ${blocking.join(", ")}`)}`);
  }
}

/** Only a pass shows compliance: where there is none, nothing was broken, because nothing was seen that could be. */
function unblocked(
  { controls, passed, remote }: ReportModel,
  lines: (style: Style, text: string) => string[],
): string[] {
  if (passed) return lines("green", `Compliant: ${tally(controls)}.`);
  if (controls["not-applicable"] + controls.pass < controls.total)
    return lines("yellow", `Nothing blocks: ${tally(controls)}.`);
  const nothing = "No control applies to what could be seen, so this says nothing about compliance";
  if (remote.length === 0) return lines("yellow", `${nothing}.`);
  const hidden = count(remote.length, "component hides", "components hide");
  return lines("red", `${nothing}: ${hidden} children that were not judged (${remote.map(printable).join(", ")}).`);
}

/** `12 of 14 controls pass, 1 is waived, 1 applies to nothing here`. */
function tally(controls: ReportModel["controls"]): string {
  const rest: [number, string, string][] = [
    [controls.waived, "is waived", "are waived"],
    [controls.fail, "fails as advice", "fail as advice"],
    [controls.unknown, "may stay unknown", "may stay unknown"],
    [controls["not-applicable"], "applies to nothing here", "apply to nothing here"],
  ];
  return [
    `${controls.pass} of ${count(controls.total, "control")} pass`,
    ...rest.filter(([number]) => number > 0).map(([number, one, many]) => `${number} ${number === 1 ? one : many}`),
  ].join(", ");
}
