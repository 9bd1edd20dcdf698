import { expect } from "chai";
import { charts, controls, regimes } from "../../../catalogue";
import { accountProvider, inAccount } from "../../support/account-samples";
import { broken, component, compliantStack, samples, unknown, urnOf } from "../../support/samples";
import { replacing, run } from "./harness";

/** The charts of the compliant stack. */
const installed = ["gatekeeper", "base", "istiod", "falco", "falcosidekick", "velero", "external-secrets"];
const open = { ...broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true), under: [component] };

describe("compliance pack: evidence and messages", () => {
  it("tells the engine what was found, what to set in our component, and what it breaks", async () => {
    const { violations } = await run([open]);
    const { message, urn } = violations.find(({ policy }) => policy === "NET-01")!;
    expect(urn).to.equal(urnOf(open));
    expect(message.split("\n")).to.deep.equal([
      "NET-01 the endpoint is public and vpcConfig.publicAccessCidrs is not set, which means 0.0.0.0/0; expected a private endpoint, or narrow CIDRs",
      "Repair: Change `rampart:endpoint.publicAccess` in Pulumi.dev.yaml (the CompliantCluster's input `endpoint.publicAccess`).",
      "Breaks: PCI DSS 1.3.1 (P), 1.4.2 (P), 1.4.4 (S), 2.2.7 (S); HIPAA Security Rule 164.312(e)(1) (S), 164.312(a)(1) (S); GDPR 32(1)(b) (P), 25(2) (S); POPIA 19(1)(b) (P); ISO/IEC 27001 A.8.20 (P), A.8.22 (P)",
      "More: docs/controls/NET-01.md",
    ]);
  });

  it("names the resource's own property where the resource is not ours", async () => {
    const { violations } = await run([{ ...open, under: [] }]);
    const control = controls.find(({ id }) => id === "NET-01")!;
    expect(violations.find(({ policy }) => policy === "NET-01")!.message).to.contain(
      `\nRepair: ${control.remediation}\n`,
    );
  });

  it("is what it was, for equal inputs in another order", async () => {
    const [one, other] = [await run(compliantStack()), await run(compliantStack().reverse())];
    expect({ ...other.evidence, run: {} }).to.deep.equal({ ...one.evidence, run: {} });
  });

  it("lists resources, findings and versions, sorted", async () => {
    const child = { ...samples.subnet(), parent: "main", under: [component] };
    const { evidence } = await run(
      replacing(
        compliantStack().filter(({ type }) => !/eks|Namespace/.test(type)),
        child,
      ),
    );
    expect(evidence.schemaVersion).to.equal("1.2");
    expect([evidence.project, evidence.stack]).to.deep.equal(["demo", "dev"]);
    expect(evidence.resources.map(({ urn }) => urn)).to.deep.equal(evidence.resources.map(({ urn }) => urn).sort());
    expect(evidence.resources.find(({ name }) => name === "private-a")).to.deep.equal({
      urn: `urn:pulumi:dev::demo::${component}$aws:ec2/subnet:Subnet::private-a`,
      type: "aws:ec2/subnet:Subnet",
      name: "private-a",
      parent: `urn:pulumi:dev::demo::${component}::main`,
    });
    const { rampart, ...versions } = evidence.versions;
    expect(rampart).to.match(/^(\d+\.\d+\.\d+|unknown)$/);
    expect(versions).to.deep.equal({
      "@pulumi/policy": "1.21.0",
      ...Object.fromEntries(
        Object.values(charts)
          .filter(({ chart }) => installed.includes(chart))
          .map(({ chart, version }) => [`chart:${chart}`, version]),
      ),
      "chart:gatekeeper": "3.23.0",
      kubernetes: "1.35",
      node: process.versions.node,
    });
    expect(evidence.run).to.deep.equal({
      commit: null,
      dirty: false,
      startedAt: "2026-11-26T12:00:00.000Z",
      mode: "preview",
      complete: true,
    });
  });

  it("is incomplete where the engine names no stack, as `pulumi policy analyze` does", async () => {
    const { evidence } = await run([open], { stack: "" });
    expect(evidence.stack).to.equal("");
    expect(evidence.run).to.include({ complete: false, incomplete: "the engine named no stack" });
  });

  it("counts requirements by regime, and says of each without control why", async () => {
    const { evidence } = await run([open]);
    for (const summary of evidence.summary.regimes) {
      const { regime, ...counts } = summary;
      const sum = Object.values(counts).reduce((a, b) => a + b, 0);
      expect(sum, regime).to.equal(regimes[regime].requirements.length);
    }
    const pci = evidence.summary.regimes.find(({ regime }) => regime === "pci-dss")!;
    expect(pci.broken).to.be.greaterThan(0);
    expect(evidence.notEvidenced.filter(({ reason }) => reason.trim() === "")).to.deep.equal([]);
    expect(evidence.notEvidenced).to.have.length(
      evidence.summary.regimes.reduce((sum, each) => sum + each.notEvidenced, 0),
    );
  });

  it("counts findings by verdict", async () => {
    const { evidence } = await run([accountProvider(), inAccount(broken(open, "encryptionConfig", unknown))]);
    const { fail, unknown: hidden, pass } = evidence.summary.findings;
    expect(evidence.findings.filter(({ verdict }) => verdict === "fail")).to.have.length(fail);
    expect([fail, hidden, pass]).to.deep.equal([12, 2, 9]);
  });

  it("never shows the value of a property that may be a secret", async () => {
    const secret = "hunter2-hunter2";
    const everything = compliantStack().map((sample) => ({
      ...sample,
      props: JSON.parse(JSON.stringify(sample.props), (key, value: unknown) =>
        typeof value === "string" && !["apiVersion", "kind", "name", "namespace"].includes(key) ? secret : value,
      ) as Record<string, unknown>,
    }));
    const { evidence, violations } = await run(everything);
    expect(violations.length).to.be.greaterThan(8);
    expect(JSON.stringify([evidence, violations])).not.to.contain(secret);
  });

  it("tells the versions of charts that it knows, and shows no other chart", async () => {
    const release = (chart: unknown, name: string) => ({ ...broken(samples.release(), "chart", chart), name });
    const { evidence } = await run([release("hunter2", "own"), release("oci://registry.example/gatekeeper", "theirs")]);
    expect(Object.keys(evidence.versions).filter((each) => each.startsWith("chart:"))).to.deep.equal([
      "chart:gatekeeper",
    ]);
  });

  it("says of joins that single manifests do not show them", async () => {
    const { evidence } = await run(
      [samples.namespace(), broken(samples.deployment(), "spec.template.spec.hostPID", true)],
      { mode: "manifests" },
    );
    const control = evidence.controls.find(({ id }) => id === "NET-05")!;
    expect([control.verdict, control.reason]).to.deep.equal([
      "not-applicable",
      "needs the whole stack, and single manifests were judged",
    ]);
    expect(evidence.summary.verdict).to.equal("fail");
    expect(evidence.run.mode).to.equal("manifests");
  });

  it("does not take a source outside of the stack for a link", async () => {
    const linked = {
      ...broken(samples.cluster(), "encryptionConfig.provider.keyArn", unknown),
      sources: { encryptionConfig: ["data"] },
    };
    expect((await run([linked, samples.key()])).verdict("ENC-01")).to.equal("pass");
    const sourceCounts = { [urnOf(linked)]: { encryptionConfig: 2 } };
    expect((await run([linked, samples.key()], { sourceCounts })).verdict("ENC-01")).to.equal("unknown");
  });
});
