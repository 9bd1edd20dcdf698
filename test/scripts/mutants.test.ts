import { expect } from "chai";
import { candidatesIn, choose, type Mutant, rooms } from "../../scripts/mutants/candidates";
import { closureOf, plan } from "../../scripts/mutants/tests";
import { root } from "../stacks/config";

function changes(text: string): string[] {
  return candidatesIn("catalogue/sample.ts", text).map(({ kind, before, after }) => `${kind}: ${before} → ${after}`);
}

describe("scripts/mutants", () => {
  it("turns comparisons and connectives around", () => {
    expect(changes("const a = b === c && d < e;")).to.deep.equal([
      "condition: && → ||",
      "comparison: === → !==",
      "comparison: < → <=",
    ]);
  });

  it("negates conditions", () => {
    expect(changes("if (ready) go(); const x = a ? b : c;")).to.deep.equal([
      "condition: ready → !(ready)",
      "condition: a → !(a)",
    ]);
  });

  it("changes defaults, wherever they stand", () => {
    expect(changes('function f(a = 3) { return a ?? "x"; } const s = { on: true, days: 3_65 };')).to.deep.equal([
      "default: 3 → 4",
      'default: "x" → "xx"',
      "default: true → false",
      "default: 3_65 → 366",
    ]);
  });

  it("changes what belongs to what, and leaves sentences and types alone", () => {
    expect(changes('const m = { requirement: "1.3.1", why: "because" }; type T = { kind: "a" };')).to.deep.equal([
      'mapping: "1.3.1" → "1.3.1x"',
    ]);
  });

  it("cuts out exactly what it replaces", () => {
    const text = "const a = 1;\nconst b = { on: /* why */ false };";
    const [mutant] = candidatesIn("catalogue/sample.ts", text);
    expect(text.slice(0, mutant!.start) + mutant!.after + text.slice(mutant!.end)).to.equal(
      "const a = 1;\nconst b = { on: /* why */ true };",
    );
    expect(mutant!.line).to.equal(2);
  });

  it("chooses the same by the same seed, over all rooms alike", () => {
    const chosen = choose(root, 40, 7);
    expect(chosen).to.deep.equal(choose(root, 40, 7));
    expect(chosen).not.to.deep.equal(choose(root, 40, 8));
    expect(new Set(chosen.map(({ file, start }) => `${file}:${start}`)).size).to.equal(40);
    for (const room of rooms) {
      // A small room may run out, and then the others give more.
      expect(chosen.filter((mutant) => mutant.room === room).length, room).to.be.within(4, 12);
    }
  });

  it("follows imports through other files", () => {
    const closure = closureOf(root, "test/stacks/settings.test.ts");
    expect([...closure]).to.include.members([
      "stacks/settings.ts",
      "components/cluster/nodes/settings.ts",
      "catalogue/contracts/shape.ts",
    ]);
    expect([...closure]).not.to.include("cli/main.ts");
  });

  it("runs the tests that import the file first, the room's own before others, slow ones last", () => {
    const mutant = { room: "cli", file: "cli/a.ts" } as Mutant;
    const closures = new Map([
      ["test/other.test.ts", new Set<string>()],
      ["test/stacks/x.test.ts", new Set(["cli/a.ts"])],
      ["test/cli/slow.test.ts", new Set(["cli/a.ts"])],
      ["test/cli/fast.test.ts", new Set(["cli/a.ts"])],
      ["test/cli/faster.test.ts", new Set(["cli/a.ts"])],
    ]);
    const durations = new Map([
      ["test/cli/slow.test.ts", 9_000],
      ["test/cli/fast.test.ts", 90],
      ["test/cli/faster.test.ts", 9],
    ]);
    expect(plan(mutant, closures, durations)).to.deep.equal([
      ["test/cli/faster.test.ts", "test/cli/fast.test.ts"],
      ["test/stacks/x.test.ts"],
      ["test/cli/slow.test.ts"],
      ["test/other.test.ts"],
    ]);
  });
});
