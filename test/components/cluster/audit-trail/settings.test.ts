import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { type Mistake, posture, Provision, read, Regime } from "../../../../catalogue";
import {
  type AuditTrailArgs,
  auditTrailShape,
  declareAuditTrail,
  resolveAuditTrail,
} from "../../../../components/cluster/audit-trail";
import { LockMode } from "../../../../components/cluster/locked-bucket";
import { mistakesIn } from "../../part";

const asked = (...regimes: Regime[]) => ({ name: "main", posture: posture(regimes) });
const resolve = (args: AuditTrailArgs, ...regimes: Regime[]) => resolveAuditTrail(args, asked(...regimes), []);
const trailArn = "arn:aws-us-gov:cloudtrail:us-gov-west-1:123456789012:trail/organization";

describe("cluster/audit-trail settings", () => {
  it("by default is made, kept as long as the regimes ask, locked so that few can open it, and without data events", () => {
    const settings = { mode: "create", lockMode: "GOVERNANCE", dataEvents: false };
    expect(resolve({})).to.deep.equal({ ...settings, retentionDays: 90 });
    expect(resolve({}, Regime.PciDss)).to.deep.equal({ ...settings, retentionDays: 365 });
  });

  it("takes what is said", () => {
    expect(resolve({ retentionDays: 731, lockMode: LockMode.Compliance, dataEvents: true })).to.deep.equal({
      mode: "create",
      retentionDays: 731,
      lockMode: "COMPLIANCE",
      dataEvents: true,
    });
  });

  it("refuses a retention that is below or above what the regimes in force allow, or that CloudWatch does not offer", () => {
    const of = (retentionDays: number) =>
      mistakesIn((mistakes) => resolveAuditTrail({ retentionDays }, asked(Regime.PciDss, Regime.Gdpr), mistakes));
    expect(of(180)).to.deep.equal({
      "auditTrail.retentionDays": "got 180; expected 365 or more (pci-dss 10.5.1)",
    });
    expect(Object.values(of(2557))[0]).to.match(/^got 2557; expected 2192 or less \(gdpr 5\(1\)\(e\)/);
    expect(Object.values(of(366))[0]).to.contain("expected one of the values that CloudWatch Logs offers: 1, 3, 5");
    expect(of(365)).to.deep.equal({});
  });

  it("refuses in the form of the arguments whatever has the wrong type, all at once", () => {
    const { mistakes } = read(
      auditTrailShape,
      { mode: "borrowed", trailArn: 7, retentionDays: 0, lockMode: "governance", dataEvents: "yes", days: 1 },
      "auditTrail",
    );
    expect(mistakes.map(({ path }) => path)).to.have.members([
      "auditTrail.mode",
      "auditTrail.trailArn",
      "auditTrail.retentionDays",
      "auditTrail.lockMode",
      "auditTrail.dataEvents",
      "auditTrail.days",
    ]);
  });

  it("an existing trail is named, by an ARN that can be a trail's", () => {
    const args = { mode: Provision.Existing, trailArn };
    expect(mistakesIn((mistakes) => resolveAuditTrail(args, asked(), mistakes))).to.deep.equal({});
    expect(resolve(args)).to.deep.include({ mode: "existing", reference: trailArn });
    expect(mistakesIn((mistakes) => resolveAuditTrail({ mode: Provision.Existing }, asked(), mistakes))).to.deep.equal({
      "auditTrail.trailArn": "got nothing; expected a value, because auditTrail.mode is existing",
    });
    const wrong = { mode: Provision.Existing, trailArn: "arn:aws:s3:::trail" };
    expect(mistakesIn((mistakes) => resolveAuditTrail(wrong, asked(), mistakes))).to.deep.equal({
      "auditTrail.trailArn":
        'got "arn:aws:s3:::trail"; expected the ARN of a trail, which contains :cloudtrail: and ends in :trail/ and its name',
    });
    const later = { mode: Provision.Existing, trailArn: output("arn:aws:s3:::trail") };
    expect(mistakesIn((mistakes) => resolveAuditTrail(later, asked(), mistakes))).to.deep.equal({});
  });

  it("an existing trail is of the partition of its region, and of the stack's where that is known", () => {
    const of = (arn: string, region?: string) =>
      mistakesIn((mistakes) =>
        resolveAuditTrail(
          { mode: Provision.Existing, trailArn: arn },
          { ...asked(), ...(region !== undefined && { region }) },
          mistakes,
        ),
      )["auditTrail.trailArn"];
    expect(of(trailArn, "us-gov-east-1")).to.equal(undefined);
    expect(of(trailArn, "eu-central-1")).to.match(/expected an ARN of the partition of eu-central-1, aws$/);
    expect(of(trailArn.replace("aws-us-gov", "aws"))).to.match(/of the partition of us-gov-west-1, aws-us-gov$/);
  });

  it("says of every argument that a mode would ignore that it would, once", () => {
    const args = { retentionDays: 1, lockMode: LockMode.Compliance, dataEvents: true, trailArn };
    const inherited = { ...args, mode: Provision.Inherited, vouchedBy: "cloud team" };
    const expected = "expected nothing while auditTrail.mode is inherited";
    expect(mistakesIn((mistakes) => resolveAuditTrail(inherited, asked(), mistakes))).to.deep.equal({
      "auditTrail.retentionDays": `got 1; ${expected}`,
      "auditTrail.lockMode": `got "COMPLIANCE"; ${expected}`,
      "auditTrail.dataEvents": `got true; ${expected}`,
      "auditTrail.trailArn": `got "${trailArn}"; ${expected}`,
    });
    const paths = mistakesIn((mistakes) => resolveAuditTrail({ trailArn, vouchedBy: "me" }, asked(), mistakes));
    expect(Object.keys(paths)).to.have.members(["auditTrail.trailArn", "auditTrail.vouchedBy"]);
    const all: Mistake[] = [];
    resolveAuditTrail(inherited, asked(Regime.PciDss), all);
    expect(all).to.have.lengthOf(4);
  });

  it("is declared with its mode and whom to ask", () => {
    expect(declareAuditTrail(resolve({}))).to.deep.equal({ auditTrail: { mode: "create" } });
    expect(declareAuditTrail(resolve({ mode: Provision.Existing, trailArn }))).to.deep.equal({
      auditTrail: { mode: "existing", reference: trailArn },
    });
    expect(declareAuditTrail(resolve({ mode: Provision.Inherited, vouchedBy: "cloud team" }))).to.deep.equal({
      auditTrail: { mode: "inherited", vouchedBy: "cloud team" },
    });
  });
});
