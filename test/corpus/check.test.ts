import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { type JudgedTarget, judgeTargets } from "../../cli/check/judge";
import { readTargets } from "../../cli/check/read-target";
import { type CaseFile, fileOf, whyNotInFile } from "./as-files";
import { corpus, type CorpusCase } from "./corpus";

const policyPack = resolve(__dirname, "../../policypacks/compliance");

interface JudgedCase {
  each: CorpusCase;
  file: CaseFile;
  judged: JudgedTarget;
}

/** What a case comes to where that is not what its label says. */
function wrong({ each, file, judged: { evidence, broken } }: JudgedCase): string[] {
  const verdict = (control: string) => evidence.controls.find(({ id }) => id === control)?.verdict;
  return Object.entries(each.expect)
    .filter(([control, wanted]) => verdict(control) !== wanted)
    .map(([control, wanted]) => {
      const why =
        broken ?? evidence.findings.filter((found) => found.control === control).map(({ message }) => message);
      return `${each.id} as ${file.form}: ${control} is ${verdict(control)}, expected ${wanted}: ${String(why)}`;
    });
}

function countsOf(values: readonly string[]): string {
  const names = [...new Set(values)];
  return names.map((name) => `${values.filter((each) => each === name).length} ${name}`).join("; ");
}

describe("corpus: rampart check", () => {
  const all = [...corpus("aws"), ...corpus("kubernetes")];
  const kept = all.filter((each) => whyNotInFile(each) === undefined);
  let judged: JudgedCase[];

  before(async function () {
    this.timeout(300_000);
    const root = mkdtempSync(join(tmpdir(), "rampart-corpus-"));
    try {
      const files = kept.map(fileOf);
      for (const { name, content } of files) writeFileSync(join(root, name), content);
      const targets = readTargets(
        root,
        files.map(({ name }) => name),
      );
      const found = await judgeTargets(targets, { root, policyPack });
      judged = found.map((each, index) => ({ each: kept[index]!, file: files[index]!, judged: each }));
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it("gives every case that fits into a file the verdicts of its label", () => {
    expect(judged.flatMap(wrong)).to.deep.equal([]);
  });

  it("judges most of the corpus", () => {
    expect(judged.length).to.be.at.least(all.length / 2);
  });

  after(() => {
    console.log(`judged: ${countsOf(judged.map(({ file }) => `as ${file.form}`))}`);
    console.log(`left out: ${countsOf(all.flatMap((each) => whyNotInFile(each) ?? []))}`);
  });
});
