import { expect } from "chai";

import { defaultRegimes, type Evidence } from "../../../catalogue/contracts";
import { permission } from "../../../cli/gate/permission";
import { evidence, judged } from "../report/sample";

const said = (change: Partial<Evidence> = {}) =>
  permission(evidence({ regimes: [...defaultRegimes], ...change }), (regime) => regime.toUpperCase());

const whole = "shop / prod, complete, of this commit, for PCI-DSS, HIPAA, GDPR, POPIA, ISO-27001; ";

describe("what evidence permits", () => {
  it("names project, stack and regimes, and that nothing was weakened", () => {
    expect(said()).to.equal(`${whole}nothing was weakened`);
    expect(said({ regimes: [...defaultRegimes, "cis-eks"] })).to.match(/ISO-27001, CIS-EKS; nothing was weakened$/);
  });

  it("names what others provide", () => {
    const resource = "urn:pulumi:prod::shop::rampart:index:CompliantCluster::main";
    const parts: Evidence["parts"] = [
      { part: "backup", mode: "create", controls: ["BCK-02"], resource },
      { part: "logs", mode: "existing", reference: "/aws/eks/main/cluster", controls: ["LOG-02"], resource },
      { part: "network.flowLogs", mode: "inherited", vouchedBy: "platform team", controls: ["NET-07"], resource },
      { part: "alerts", mode: "inherited", controls: [], resource },
    ];
    expect(said({ parts })).to.equal(
      `${whole}nothing was weakened; provided elsewhere and not judged: ` +
        "logs (/aws/eks/main/cluster), network.flowLogs (platform team), alerts (unnamed)",
    );
    expect(said({ parts: parts.slice(0, 1) })).to.equal(`${whole}nothing was weakened`);
  });

  it("names the controls that were allowed to stay unknown", () => {
    const open = (id: string) => judged(id, { verdict: "unknown", unknownAllowed: true });
    expect(said({ controls: [judged("A-01"), open("ENC-01"), open("NET-01")] })).to.equal(
      `${whole}less than the default: ENC-01, NET-01 were allowed to stay unknown`,
    );
  });

  it("does not name a control that might have stayed unknown, and did not", () => {
    expect(said({ controls: [judged("ENC-01", { unknownAllowed: true })] })).to.equal(`${whole}nothing was weakened`);
  });

  it("names the regimes that nobody asked for", () => {
    expect(said({ regimes: ["hipaa", "gdpr", "popia", "iso-27001"] })).to.equal(
      "shop / prod, complete, of this commit, for HIPAA, GDPR, POPIA, ISO-27001; less than the default: PCI-DSS was not asked for",
    );
    expect(said({ regimes: [] })).to.contain("for no regime; less than the default: PCI-DSS, HIPAA,");
  });

  it("names a control of the catalogue's advice that was switched off", () => {
    const controls = [judged("A-01"), judged("ENC-01", { level: "disabled", catalogueLevel: "advisory" })];
    expect(said({ controls })).to.equal(`${whole}less than the default: ENC-01 was lowered`);
    const raised = [judged("ENC-01", { level: "mandatory", catalogueLevel: "advisory" })];
    expect(said({ controls: raised })).to.equal(`${whole}nothing was weakened`);
  });

  it("says that no control applied, beside whatever else there is", () => {
    const controls = [
      judged("ENC-01", { verdict: "not-applicable", evaluated: 0 }),
      judged("GOV-01", { verdict: "pass", evaluated: 0 }),
    ];
    expect(said({ controls, regimes: defaultRegimes.slice(1) })).to.match(
      /less than the default: PCI-DSS was not asked for; no control applied to what was seen$/,
    );
  });
});
