import { expect } from "chai";
import { broken, compliantStack, samples } from "../../support/samples";
import { run } from "./harness";

describe("compliance pack: settings", () => {
  it("turns mistakes into mandatory violations and an error, and judges on with the catalogue's levels", async () => {
    const { violations, evidence, verdict } = await run(compliantStack(), {
      settings: { levels: { "NET-99": "advisory" } },
    });
    expect(violations.map(({ policy, level }) => `${policy} ${level}`)).to.deep.equal(["stack-mandatory mandatory"]);
    expect(violations[0]!.message).to.contain("POL-01 evidence.levels.NET-99: got an unknown control; expected");
    expect(verdict("POL-01")).to.equal("error");
    expect(evidence.summary.verdict).to.equal("error");
    expect(verdict("NET-01")).to.equal("pass");
  });

  it("reports such mistakes where stack-mandatory is disabled", async () => {
    const { violations, evidence } = await run(compliantStack(), {
      settings: 7,
      levels: { "stack-mandatory": "disabled" },
    });
    expect(violations.map(({ policy }) => policy)).to.deep.equal(["evidence"]);
    expect(evidence.summary.verdict).to.equal("error");
  });

  it("allows controls to stay unknown, and lists them all the same", async () => {
    const stack = [broken(samples.cluster(), "enabledClusterLogTypes", "04da6b54-80e4-46f7-96ec-b56ff0331ba9")];
    const strict = await run(stack);
    expect(
      strict.violations.filter(({ message }) => message.startsWith("LOG-01")).map(({ policy }) => policy),
    ).to.deep.equal(["stack-mandatory"]);
    const { violations, evidence } = await run(stack, { settings: { allowUnknown: ["LOG-01"] } });
    expect(violations.filter(({ message }) => message.startsWith("LOG-01"))).to.deep.equal([]);
    const control = evidence.controls.find(({ id }) => id === "LOG-01")!;
    expect([control.verdict, control.unknownAllowed]).to.deep.equal(["unknown", true]);
  });

  it("counts an allowed unknown as a pass in the summary, and in nothing else", async () => {
    const stack = compliantStack().map((each) =>
      each.type === "aws:eks/cluster:Cluster"
        ? broken(each, "enabledClusterLogTypes", "04da6b54-80e4-46f7-96ec-b56ff0331ba9")
        : each,
    );
    expect((await run(stack)).evidence.summary.verdict).to.equal("unknown");
    const { evidence } = await run(stack, { settings: { allowUnknown: ["LOG-01"] } });
    expect(evidence.summary.verdict).to.equal("pass");
    expect(evidence.summary.findings.unknown).to.equal(1);
  });

  it("takes regimes from the settings, and finds a difference from what the cluster declares", async () => {
    const stack = compliantStack();
    const { evidence, violations } = await run(stack, { settings: { regimes: ["hipaa"] } });
    expect(evidence.regimes).to.deep.equal(["hipaa"]);
    expect(violations.map(({ policy }) => policy)).to.deep.equal(["stack-mandatory"]);
    const finding = evidence.findings.find(({ policy }) => policy === "stack-mandatory/regimes")!;
    expect(finding.verdict).to.equal("fail");
    expect(finding.message).to.equal(
      "the pack reports on hipaa, the cluster declares gdpr, hipaa, iso-27001, pci-dss, popia; expected the same",
    );
    expect(evidence.summary.verdict).to.equal("fail");
  });

  it("takes regimes from the declaration, else the default ones", async () => {
    const declared = broken(samples.compliantCluster(), "regimes", ["cis-eks", "pci-dss"]);
    expect((await run([declared])).evidence.regimes).to.deep.equal(["pci-dss", "cis-eks"]);
    expect((await run([])).evidence.regimes).to.deep.equal(["pci-dss", "hipaa", "gdpr", "popia", "iso-27001"]);
  });

  it("finds a declaration of regimes that are not known", async () => {
    for (const regimes of [["soc2"], "hipaa", undefined, ["04da6b54-80e4-46f7-96ec-b56ff0331ba9"]]) {
      const { evidence } = await run([broken(samples.compliantCluster(), "regimes", regimes)]);
      expect(evidence.findings.map(({ policy, verdict }) => `${policy} ${verdict}`)).to.deep.equal([
        "stack-mandatory/regimes fail",
      ]);
    }
  });
});
