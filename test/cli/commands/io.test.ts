import { expect } from "chai";

import { processIo } from "../../../cli/commands/io";

const stream = (more: object) => ({ write: () => true, ...more });
const io = (env: Record<string, string>, more: object = { isTTY: true, columns: 90 }) =>
  processIo({ stdout: stream(more), stderr: stream({}), env, cwd: () => "/" } as unknown as NodeJS.Process);

describe("streams of a command", () => {
  it("have colours on a terminal, and not elsewhere", () => {
    expect(io({}).out).to.include({ terminal: true, colour: true, columns: 90 });
    expect(io({}).err).to.include({ terminal: false, colour: false });
    expect(io({}).err).not.to.have.property("columns");
  });

  it("have no colours where NO_COLOR says so, or the terminal knows none", () => {
    expect(io({ NO_COLOR: "1" }).out.colour).to.equal(false);
    expect(io({ NO_COLOR: "" }).out.colour).to.equal(true);
    expect(io({ TERM: "dumb" }).out.colour).to.equal(false);
  });

  it("have a width even where a terminal has none", () => {
    expect(io({}, { isTTY: true, columns: 0 }).out.columns).to.equal(80);
  });
});
