import { expect } from "chai";
import { falco, falcoAudit, falcosidekick } from "../../../../catalogue/charts/falco";
import { everything, least, recordFalco, withTopic } from "./support";

const pins = [falco, falcoAudit, falcosidekick];

describe("addons/falco: declaration", () => {
  it("names the releases in the order of installation, with the values that are in force", async () => {
    const full = await recordFalco(everything);
    const declared = full.one("rampart:index:Falco").inputs["releases"] as Record<string, unknown>[];
    expect(declared.map(({ release }) => release)).to.deep.equal(["falcosidekick", "falco", "falco-k8saudit"]);
    for (const [index, pin] of [falcosidekick, falco, falcoAudit].entries())
      expect(Object.keys(declared[index]!["securityValues"] as object)).to.have.members(
        Object.keys(pin.securityValues),
      );
    expect(declared[0]!["securityValues"]).to.deep.equal({
      replicaCount: 3,
      "config.aws.sns.minimumpriority": "critical",
      "config.aws.cloudwatchlogs.minimumpriority": "debug",
      "config.webhook.minimumpriority": "warning",
      "webui.enabled": false,
    });
    expect(declared[1]!["securityValues"]).to.deep.include({
      "driver.kind": "modern_ebpf",
      "controller.kind": "daemonset",
      "falco.priority": "debug",
      "falco.http_output.enabled": true,
      "falcoctl.artifact.follow.enabled": false,
    });
    expect(declared[2]!["securityValues"]).to.deep.include({
      "driver.enabled": false,
      "controller.deployment.replicas": 1,
      "falco.priority": "notice",
    });
  });

  it("is what the controls ask, but for a topic that is not there", async () => {
    const failing = async (args = withTopic) =>
      ((await recordFalco(args)).one("rampart:index:Falco").inputs["releases"] as Record<string, unknown>[]).flatMap(
        ({ release, securityValues }) =>
          Object.entries(pins.find((pin) => pin.release === release)!.securityValues)
            .filter(([path, { oneOf }]) => oneOf && !oneOf.includes((securityValues as Record<string, never>)[path]!))
            .map(([path, { control }]) => `${control} ${path}`),
      );
    expect(await failing()).to.deep.equal([]);
    expect(await failing(everything)).to.deep.equal([]);
    expect(await failing(least)).to.deep.equal(["MON-02 config.aws.sns.minimumpriority"]);
  });
});
