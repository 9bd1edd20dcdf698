import { expect } from "chai";

import { progressLine } from "../../../cli/commands/progress";
import type { Registration } from "../../../cli/preview/types";
import { fakeIo } from "./fake-io";

const registration = {} as Registration;

describe("progress", () => {
  it("is one line that is written anew with phase and number of resources, and removed in the end", () => {
    const io = fakeIo("/", { terminal: true });
    let time = 0;
    const line = progressLine(io.err, () => time);
    line.phase?.("starting");
    line.phase?.("running");
    time = 80;
    line.registered?.(registration);
    line.registered?.(registration);
    time = 200;
    line.registered?.(registration);
    line.phase?.("judging");
    line.done();
    expect(io.stderr().split("\r\u001b[K")).to.deep.equal([
      "",
      "starting program and policy pack …",
      "running the program …",
      "running the program … 1 resource",
      "running the program … 3 resources",
      "judging … 3 resources",
      "",
    ]);
    expect(io.stderr()).not.to.contain("\n");
  });

  it("is silent where nobody watches, and where nothing was written", () => {
    const quiet = fakeIo("/");
    const line = progressLine(quiet.err);
    line.phase?.("starting");
    line.done();
    const unused = fakeIo("/", { terminal: true });
    progressLine(unused.err).done();
    expect([quiet.stderr(), unused.stderr()]).to.deep.equal(["", ""]);
  });
});
