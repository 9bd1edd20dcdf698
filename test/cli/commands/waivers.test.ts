import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { requireWaivers } from "../../../cli/commands/waivers";
import { CliError } from "../../../cli/errors";

const today = new Date("2027-01-01T12:00:00Z");

describe("waivers of a project, before anything is started", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "rampart-waivers-"))));
  afterEach(() => rmSync(root, { recursive: true }));
  const written = (text: string) => writeFileSync(join(root, "waivers.yaml"), text);
  const waiver = (expires: string) =>
    `waivers: [{ control: NET-01, resource: "a:b:C::d", reason: r, owner: o, approver: a, ticket: T-1, created: "2026-12-01", expires: "${expires}" }]`;

  it("may be absent, empty, valid or expired", () => {
    requireWaivers(root, undefined, today);
    for (const text of ["", "waivers: []", waiver("2027-02-01"), waiver("2026-12-31")]) {
      written(text);
      requireWaivers(root, undefined, today);
    }
  });

  it("are refused with every mistake, and the file", () => {
    written("waivers: [{ control: net, resource: 'a:b:C::d', reason: r, expires: soon }]");
    expect(() => requireWaivers(root, undefined, today))
      .to.throw(
        CliError,
        /waivers\.yaml:\n {2}waivers\[0\]\.control: .*\n {2}waivers\[0\]\.owner: .*\n {2}waivers\[0\]\.approver: .*\n {2}waivers\[0\]\.ticket: .*\n {2}waivers\[0\]\.created: .*\n {2}waivers\[0\]\.expires: /,
      )
      .with.property("exitCode", 2);
    written(waiver("2028-01-01"));
    expect(() => requireWaivers(root, undefined, today)).to.throw(CliError, "waivers[0].expires");
  });

  it("are refused when they are no YAML, with the line", () => {
    written("waivers: [");
    expect(() => requireWaivers(root, undefined, today)).to.throw(CliError, /waivers\.yaml:\d+: /);
  });

  it("are not read for a pack of another maker", () => {
    written("this: is theirs");
    requireWaivers(root, "/their/pack", today);
  });
});
