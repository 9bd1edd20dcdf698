import { createServer, type Server } from "node:net";
import { expect } from "chai";
import { type Child, startChild } from "./children";
import { until } from "./patience";
import { assertListensItself, reservePorts } from "./ports";

const listener = "require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1')";

describe("lab/ports", () => {
  let child: Child | undefined;
  let stranger: Server | undefined;

  afterEach(async () => {
    await child?.stop();
    stranger?.close();
    child = stranger = undefined;
  });

  it("reserves ports that are all different", async () => {
    expect(new Set(await reservePorts(20)).size).to.equal(20);
  });

  it("knows the child that listens", async () => {
    const [port = 0] = await reservePorts(1);
    const own = (child = startChild("listener", process.execPath, ["-e", listener, String(port)]));
    await until("the child to listen", () => {
      try {
        assertListensItself(own, port);
        return true;
      } catch {
        return false;
      }
    });
  });

  it("refuses a port that somebody else serves, and one that nobody does", async () => {
    const [taken = 0, free = 0] = await reservePorts(2);
    const own = (child = startChild("listener", process.execPath, ["-e", "setTimeout(() => {}, 60000)"]));
    const server = (stranger = createServer());
    await new Promise<void>((resolve) => server.listen(taken, "127.0.0.1", resolve));
    for (const port of [taken, free]) {
      expect(() => assertListensItself(own, port)).to.throw(
        `port ${port} is not served by our own listener (process ${own.pid})`,
      );
    }
  });
});
