import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { formatMistake } from "../../../catalogue";
import { checkRules, type CheckOptions, FalcoSource } from "../../../catalogue/falco";

const folder = join(__dirname, "../../fixtures/falco");
const filesIn = (name: string) => readdirSync(join(folder, name)).map((file) => join(folder, name, file));
const nameOf = (file: string) => file.replace(/^.*\/(.*)\.yaml$/, "$1");

/** Mistakes that a broken file names in its first lines. */
function expectedIn(text: string): string[] {
  return [...text.matchAll(/^# (.*)$/gm)].map(([, mistake]) => mistake!);
}

function found(document: unknown, options: CheckOptions = {}): string[] {
  return checkRules(document, options).map(formatMistake);
}

describe("catalogue/falco/checker", () => {
  const broken = filesIn("broken");

  it("has twenty broken files and more to refuse, each of which tells what is wrong with it", () => {
    expect(broken.length).to.be.greaterThan(20);
    expect(broken.filter((file) => expectedIn(readFileSync(file, "utf8")).length === 0)).to.deep.equal([]);
  });

  for (const file of broken)
    it(`refuses ${nameOf(file)}`, () => {
      const text = readFileSync(file, "utf8");
      expect(found(parse(text))).to.deep.equal(expectedIn(text));
    });

  for (const file of filesIn("sound"))
    it(`takes ${nameOf(file)}`, () => {
      expect(found(parse(readFileSync(file, "utf8")))).to.deep.equal([]);
    });

  it("notes every mistake of a file at once", () => {
    const all = broken
      .map((file) => parse(readFileSync(file, "utf8")) as unknown)
      .filter(Array.isArray)
      .flat();
    const paths = new Set(checkRules(all).map(({ path }) => path.split(/[.\]]/)[0]));
    expect(paths.size).to.be.greaterThan(40);
  });

  describe("in the Falco of one source", () => {
    const rule = (more: Record<string, unknown>) => ({
      rule: "Sample",
      desc: "A sample",
      condition: "evt.type = open",
      output: "opened",
      priority: "notice",
      ...more,
    });

    it("refuses rules of another, which Falco would skip", () => {
      const audit = rule({ source: "k8s_audit", condition: "ka.verb = get" });
      expect(found([audit], { instance: FalcoSource.Audit })).to.deep.equal([]);
      expect(found([audit], { instance: FalcoSource.Syscall, path: "rules.syscall" })).to.deep.equal([
        "rules.syscall[0].source: got k8s_audit; expected `source: syscall`: this Falco skips rules of another source",
      ]);
      expect(found([rule({})], { instance: FalcoSource.Audit })).to.deep.equal([
        "[0].source: got syscall; expected `source: k8s_audit`: this Falco skips rules of another source",
      ]);
    });

    it("refuses macros and plugins of another", () => {
      const macro = { macro: "reads", condition: "ka.verb = get" };
      const asks = { required_plugin_versions: [{ name: "container", version: "0.4.0" }] };
      expect(found([macro, asks], { instance: FalcoSource.Syscall })).to.deep.equal([
        "[0].condition: got field ka.verb; expected a field of source syscall; this one is of k8s_audit",
      ]);
      expect(found([macro, asks], { instance: FalcoSource.Audit })).to.deep.equal([
        '[1].required_plugin_versions[0]: got "container"; expected a plugin that is loaded: k8saudit-eks, json',
      ]);
    });

    it("tells of an appended condition what is new in it", () => {
      const before = [rule({ condition: "evt.type = open and proc.nmae = x and proc.name in (old_list) and opened" })];
      const condition = "and proc.nam = y and proc.name in (new_list) and closed";
      expect(found([{ rule: "Sample", condition, override: { condition: "append" } }], { before })).to.deep.equal([
        "[0].condition: got field proc.nam; expected `proc.name`",
        "[0].condition: got list new_list; expected a list that is defined before, or a value in quotes",
        "[0].condition: got macro closed; expected a macro that is defined before",
      ]);
    });

    it("knows what was loaded before, and says nothing of it", () => {
      const before = [
        { list: "programs", items: ["cat"] },
        { macro: "opened", condition: "evt.type = open" },
        rule({ condition: "opened and proc.nmae = x", exceptions: [{ name: "known", fields: ["proc.name"] }] }),
      ];
      const later = [
        { list: "programs", items: ["less"], override: { items: "append" } },
        { rule: "Sample", exceptions: [{ name: "known", values: [["cat"]] }], override: { exceptions: "append" } },
        rule({ rule: "Another", condition: "opened and proc.name in (programs)" }),
      ];
      expect(found(later, { before })).to.deep.equal([]);
      expect(checkRules(later).map(({ path }) => path)).to.deep.equal([
        "[0].list",
        "[1].rule",
        "[1].exceptions[0].fields",
        "[2].condition",
      ]);
    });
  });
});
