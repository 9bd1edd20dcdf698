import { expect } from "chai";
import { createSession } from "../../../../policypacks/compliance/run/session";

describe("a session of the pack", () => {
  it("says when it waits for the first resource: once for each run that is configured", () => {
    let waits = 0;
    const session = createSession({
      packFolder: "/",
      environment: {},
      now: () => new Date(0),
      whileWaiting: () => void waits++,
    });
    session.configured(new Map());
    expect(waits).to.equal(0);
    session.stackConfigured({ stack: "dev", project: "demo", dryRun: true, config: new Map() });
    expect(waits).to.equal(1);
    session.stackConfigured({ stack: "prod", project: "demo", dryRun: true, config: new Map() });
    expect(waits).to.equal(2);
  });
});
