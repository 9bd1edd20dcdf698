import { expect } from "chai";
import { regimes } from "../../../catalogue";
import { broken, compliantStack, samples, unknown } from "../../support/samples";
import { replacing, run } from "./harness";

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
        "stack-mandatory/GOV-01 pass",
        "stack-mandatory/regimes fail",
      ]);
    }
  });

  it("finds settings that ask for less than the regimes, and goes on with what those ask for", async () => {
    const settings = { logRetentionDays: { least: 30, most: 3653 }, regions: ["us-east-1"] };
    const { violations, verdict, evidence } = await run(
      replacing(compliantStack(), broken(samples.logGroup(), "retentionInDays", 30)),
      { settings },
    );
    const about = violations.filter(({ message }) => message.startsWith("POL-01 "));
    expect(about.map(({ message }) => message.split("\n")[0])).to.deep.equal([
      "POL-01 evidence.logRetentionDays.least: got 30; expected 365 or more (PCI DSS 10.5.1)",
      "POL-01 evidence.logRetentionDays.most: got 3653; expected 2192 or less (GDPR 5(1)(e), POPIA 14)",
      'POL-01 evidence.regions[0]: got "us-east-1"; expected a region in the EU (GDPR 44, GDPR 45, GDPR 46), and a region in South Africa or the EU (POPIA 72)',
    ]);
    expect(about.map(({ level }) => level)).to.deep.equal(Array(3).fill("mandatory"));
    expect([verdict("POL-01"), verdict("LOG-02"), evidence.summary.verdict]).to.deep.equal(["error", "fail", "error"]);
  });

  it("takes the same settings where the regimes that the cluster declares leave room", async () => {
    const settings = { logRetentionDays: { least: 120, most: 3653 }, regions: ["us-east-1"] };
    const declared = broken(samples.compliantCluster(), "regimes", ["hipaa"]);
    const { violations } = await run(replacing(compliantStack(), declared), { settings });
    expect(violations.filter(({ message }) => message.startsWith("POL-01"))).to.deep.equal([]);
  });

  it("narrows how long audit logs are kept (LOG-02)", async () => {
    const kept = async (days: number, logRetentionDays: object) => {
      const stack = replacing(compliantStack(), broken(samples.logGroup(), "retentionInDays", days));
      const { verdict, finding } = await run(stack, { settings: { logRetentionDays } });
      return `${verdict("LOG-02")}: ${finding("LOG-02").message}`;
    };
    expect(await kept(365, { least: 400 })).to.equal("fail: retentionInDays is 365; expected 400 to 2192");
    expect(await kept(400, { least: 400 })).to.match(/^pass/);
    expect(await kept(731, { most: 400 })).to.equal("fail: retentionInDays is 731; expected 365 to 400");
    expect(await kept(365, {})).to.match(/^pass/);
  });

  it("narrows the ranges that may be let in (NET-01, NET-03)", async () => {
    const floor = { settings: { cidrFloor: { ipv4: 24, ipv6: 48 } } };
    const endpointTo = (cidrs: unknown) =>
      broken(broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true), "vpcConfig.publicAccessCidrs", cidrs);
    const net01 = async (cidrs: unknown, options: object) =>
      (await run([endpointTo(cidrs)], options)).finding("NET-01");
    expect((await net01(["203.0.113.0/24"], floor)).verdict).to.equal("pass");
    expect((await net01(["203.0.113.0/24", "198.51.0.0/16"], {})).verdict).to.equal("pass");
    expect(await net01(["203.0.113.0/24", "198.51.0.0/16"], floor)).to.deep.include({
      verdict: "fail",
      message:
        "the endpoint is public for 198.51.0.0/16; expected nothing wider than a /24 (IPv6: a /48), as the settings ask",
    });
    const ingressOf = (rule: object) => [broken(samples.securityGroup(), "ingress", [rule])];
    const net03 = async (rule: object, options: object) => (await run(ingressOf(rule), options)).finding("NET-03");
    expect((await net03({ cidrBlocks: ["10.0.0.0/16"] }, {})).verdict).to.equal("pass");
    expect(await net03({ cidrBlocks: ["10.0.0.0/16"] }, floor)).to.deep.include({
      verdict: "fail",
      message: "ingress from 10.0.0.0/16; expected nothing wider than a /24 (IPv6: a /48), as the settings ask",
    });
    expect((await net03({ ipv6CidrBlocks: ["2001:db8::/32"] }, floor)).verdict).to.equal("fail");
    expect((await net03({ ipv6CidrBlocks: ["2001:db8::/48"] }, floor)).verdict).to.equal("pass");
    expect((await net03({ cidrBlocks: ["10.0.0.0/24", unknown] }, floor)).verdict).to.equal("unknown");
    for (const type of [
      "aws:ec2/securityGroupRule:SecurityGroupRule",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ]) {
      const props = { type: "ingress", cidrBlocks: ["10.0.0.0/16"], cidrIpv4: "10.0.0.0/16" };
      expect((await run([{ type, name: "r", props }], floor)).verdict("NET-03"), type).to.equal("fail");
      expect((await run([{ type, name: "r", props }])).verdict("NET-03"), type).to.equal("pass");
    }
  });

  it("says who alone may administer a cluster (IAM-02)", async () => {
    const admin = samples.accessPolicy().props["principalArn"] as string;
    const judge = async (adminPrincipals: string[], principal: unknown = admin) => {
      const stack = [samples.accessEntry(), samples.accessPolicy()].map((each) =>
        broken(each, "principalArn", principal),
      );
      const { evidence } = await run(stack, { settings: { adminPrincipals } });
      return evidence.findings.filter(
        ({ control, resource }) => control === "IAM-02" && resource?.includes("AccessPolicyAssociation"),
      );
    };
    const others = "arn:aws:iam::111122223333:role/others";
    expect((await judge([others, admin])).map(({ verdict }) => verdict)).to.deep.equal(["pass"]);
    expect((await judge([others])).map(({ verdict, message }) => [verdict, message])).to.deep.equal([
      ["fail", "principalArn is none of the pack's `adminPrincipals`, and administers the cluster"],
    ]);
    expect((await judge([admin], unknown)).map(({ verdict }) => verdict)).to.deep.equal(["unknown"]);
    const narrow = broken(samples.accessPolicy(), "accessScope.type", "namespace");
    expect(
      (await run([samples.accessEntry(), narrow], { settings: { adminPrincipals: [others] } })).verdict("IAM-02"),
    ).to.equal("pass");
  });

  it("counts what binds service providers alone for none but them", async () => {
    const rowFor = async (settings: object) => {
      const { evidence } = await run(compliantStack(), { settings });
      const row = evidence.summary.regimes.find(({ regime }) => regime === "pci-dss")!;
      const named = evidence.notEvidenced.map(({ requirement }) => requirement).filter((id) => providers.includes(id));
      return { serviceProvider: evidence.serviceProvider, named, notApplicable: row.notApplicable };
    };
    const providers = regimes["pci-dss"].requirements
      .filter(({ serviceProviderOnly }) => serviceProviderOnly === true)
      .map(({ id }) => id);
    const [no, said, yes] = [
      await rowFor({}),
      await rowFor({ serviceProvider: false }),
      await rowFor({ serviceProvider: true }),
    ];
    expect([no.serviceProvider, said.serviceProvider, yes.serviceProvider]).to.deep.equal([false, false, true]);
    expect([no.named, said.named]).to.deep.equal([[], []]);
    expect(no.notApplicable - yes.notApplicable).to.equal(providers.length);
    expect(yes.named.length).to.be.greaterThan(0);
  });
});
