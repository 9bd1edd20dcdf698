import { expect } from "chai";
import { EventEmitter } from "node:events";

import { closePipeQuietly, flush, processIo } from "../../../cli/commands/io";

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

describe("streams of the process", () => {
  it("may be closed by their reader, and fail of nothing else", () => {
    const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
    closePipeQuietly({ stdout, stderr } as NodeJS.Process);
    for (const each of [stdout, stderr]) {
      each.emit("error", Object.assign(new Error("closed"), { code: "EPIPE" }));
      expect(() => each.emit("error", Object.assign(new Error("full"), { code: "ENOSPC" }))).to.throw("full");
    }
  });

  it("are waited for while they can be written to", async () => {
    const waited: string[] = [];
    const of = (name: string, writable: boolean) => ({
      writable,
      write: (_text: string, done: () => void) => (waited.push(name), done()),
    });
    await flush({ stdout: of("out", true), stderr: of("err", false) } as unknown as NodeJS.Process);
    expect(waited).to.deep.equal(["out"]);
  });
});
