import { Verdict } from "../../catalogue";

/** What a case wanted of a control, and what came. */
export interface Judged {
  control: string;
  wanted: Verdict;
  found: Verdict | undefined;
}

/** Recall and precision of each control: of what is wrong, how much is found; of what is found, how much is wrong. */
export function summaryOf(judged: readonly Judged[]): string {
  const ids = [...new Set(judged.map(({ control }) => control))].sort();
  const rows = ids.map((id) =>
    row(
      id,
      judged.filter(({ control }) => control === id),
    ),
  );
  const head = `${"control".padEnd(10)}${["cases", "bad", "recall", "precision", "exact"].map((each) => each.padStart(11)).join("")}`;
  return [head, ...rows, row("all", judged)].join("\n");
}

const isBad = (verdict: Verdict | undefined) => verdict === Verdict.Fail || verdict === Verdict.Error;

function row(name: string, judged: readonly Judged[]): string {
  const wanted = judged.filter((each) => isBad(each.wanted));
  const found = judged.filter((each) => isBad(each.found));
  const hits = wanted.filter((each) => isBad(each.found)).length;
  const exact = judged.filter((each) => each.wanted === each.found).length;
  const cells = [
    judged.length,
    wanted.length,
    share(hits, wanted.length),
    share(hits, found.length),
    share(exact, judged.length),
  ];
  return `${name.padEnd(10)}${cells.map((each) => String(each).padStart(11)).join("")}`;
}

const share = (part: number, whole: number) => (whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`);
