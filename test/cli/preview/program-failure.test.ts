import { expect } from "chai";
import { causeIn, whyBroken, withoutLeaks } from "../../../cli/preview/program-failure";

const project = { root: "/shop", name: "shop", stack: "dev", folder: "/shop", entry: "index.ts" } as Parameters<
  typeof whyBroken
>[1];
const monitor = (registered: string[] = [], refusals: string[] = []) =>
  ({
    refusals,
    registrations: () => registered.map((urn) => ({ urn })),
    lastRegistered: () => registered.at(-1),
  }) as Parameters<typeof whyBroken>[2];

const leak = (context: string) => `Promise leak detected:\nCONTEXT(1): ${context}\nSTACK_TRACE:\nError: \n    at x\n`;

describe("why a program broke", () => {
  it("names each resource that waits once, and keeps the values that Pulumi lists with them out", () => {
    const stderr = [
      "a word of the program\n",
      leak("resolveURN(resource:b[aws:kms/alias:Alias])"),
      leak("transferProperty(resource:a[aws:rds/instance:Instance], password, hunter2)"),
      leak("transferProperty(resource:a[aws:rds/instance:Instance], size, 3)"),
      leak("rpcKeepAlive"),
    ].join("");
    expect(withoutLeaks(stderr)).to.deep.equal({
      details: "a word of the program\n",
      waiting: ["aws:kms/alias:Alias b", "aws:rds/instance:Instance a"],
    });
  });

  it("says at most six of those that wait", () => {
    const waiting = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => `t ${name}`);
    const why = (names: string[]) => whyBroken({ code: 1, details: "", waiting: names }, project, monitor());
    expect(why(waiting)).to.match(/cycle.*: t a, t b, t c, t d, t e, t f and 2 more$/);
    expect(why(waiting.slice(0, 6))).to.match(/: t a, t b, t c, t d, t e, t f$/);
  });

  it("tells a process that ended itself from one that did not start", () => {
    const registered = monitor(["urn:pulumi:dev::shop::t::a"]);
    expect(whyBroken({ code: 0, details: "", waiting: [] }, project, registered)).to.equal(
      "the program's process ended with exit code 0, as process.exit() does, before the program's end; " +
        "the last resource was urn:pulumi:dev::shop::t::a",
    );
    expect(whyBroken({ code: null, details: "", waiting: [] }, project, monitor())).to.equal(
      "the program's process ended by a signal, before the program's end; it registered no resource",
    );
    expect(whyBroken({ code: 1, details: "\nno such option\n  more\n", waiting: [] }, project, monitor())).to.equal(
      "the program did not start: no such option",
    );
  });

  it("takes a refusal of the monitor before anything else, when it is what the program failed of", () => {
    const details = "error: [runtime] Error: no fixture for x\n    at y";
    const why = (refusals: string[]) => whyBroken({ code: 32, details, waiting: [] }, project, monitor([], refusals));
    expect(why(["no fixture for x"])).to.equal("the program failed: no fixture for x");
    expect(why(["another"])).to.equal("the program failed: no fixture for x");
  });

  it("names the file that asks for a module that is not there, without node's list", () => {
    const text =
      "Error: Cannot find module './nope'\nRequire stack:\n- /shop/lib/a.ts\n- /shop/index.ts\n    at z (node:x:1:1)";
    expect(causeIn(text, project)).to.equal("Cannot find module './nope' (in lib/a.ts)");
  });

  it("names the first file of the project in the stack, not one of its packages", () => {
    const text = "Error: too small\n    at f (/shop/node_modules/x/y.js:1:2)\n    at g (/shop/size.ts:3:4)";
    expect(causeIn(text, project)).to.equal("too small (in size.ts)");
    expect(causeIn("Error: too small\n    at f (/elsewhere/y.js:1:2)", project)).to.equal("too small");
  });
});
