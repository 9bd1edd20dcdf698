import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { charts, type ChartPin } from "../../../catalogue";
import { declareRelease, overrideMistakes } from "../../../components/releases";

const pin: ChartPin = {
  ...charts.gatekeeper,
  securityDefaults: { replicas: 1, "webhook.failurePolicy": "Ignore", "webhook.port": 8443 },
  protectedPaths: [{ path: "webhook.failurePolicy", control: "POL-01" }],
};

describe("releases", () => {
  it("declares the pin and the effective security values, the chart's own where nothing is set", () => {
    expect(declareRelease(pin, { replicas: 3, webhook: { failurePolicy: "Fail" }, secret: "s" })).to.deep.equal({
      chart: "gatekeeper",
      version: pin.version,
      namespace: "gatekeeper-system",
      securityValues: { replicas: 3, "webhook.failurePolicy": "Fail", "webhook.port": 8443 },
    });
  });

  it("refuses a protected path however it is reached", () => {
    const paths = (overrides: Record<string, unknown>) =>
      overrideMistakes(pin, overrides, "values").map(({ path }) => path);
    const guarded = "values.webhook.failurePolicy";
    expect(paths({ webhook: { failurePolicy: "Ignore" } })).to.deep.equal([guarded]);
    expect(paths({ webhook: { failurePolicy: "Fail" } })).to.deep.equal([guarded]);
    expect(paths({ webhook: null })).to.deep.equal([guarded, "values.webhook.port"]);
    expect(paths({ webhook: { failurePolicy: { nested: 1 } } })).to.deep.equal([guarded]);
    expect(paths({ webhook: { timeout: 5 }, other: true })).to.deep.equal([]);
  });

  it("refuses a value that a policy could not judge", () => {
    expect(overrideMistakes(pin, { replicas: output(3) }, "values")).to.have.length(1);
    expect(overrideMistakes(pin, { replicas: [3] }, "values")).to.deep.equal([
      { path: "values.replicas", got: "[3]", expected: "a plain text, number or flag: policies judge this value" },
    ]);
    expect(overrideMistakes(pin, { replicas: 5 }, "values")).to.deep.equal([]);
  });
});
