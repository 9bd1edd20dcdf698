import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { posture, Provision, read } from "../../../../catalogue";
import {
  declareDetection,
  type DetectionArgs,
  detectionShape,
  FindingFrequency,
  resolveDetection,
} from "../../../../components/cluster/detection";
import { DetectionFeature, detectionGap, detectionGaps } from "../../../../catalogue";
import { mistakesIn } from "../../part";

const asked = (region?: string) => ({ name: "main", posture: posture([]), ...(region !== undefined && { region }) });
const resolve = (args: DetectionArgs, region?: string) => resolveDetection(args, asked(region), []);
const mistakesOf = (args: DetectionArgs, region?: string) =>
  mistakesIn((mistakes) => resolveDetection(args, asked(region), mistakes));
const detectorId = "0123456789abcdef0123456789abcdef";
const auditLogs = { name: "EKS_AUDIT_LOGS", enabled: true };

describe("cluster/detection settings", () => {
  it("by default watches audit logs, nodes and volumes, and tells every quarter of an hour", () => {
    const settings = {
      mode: "create",
      features: [
        auditLogs,
        { name: "RUNTIME_MONITORING", enabled: true },
        { name: "EBS_MALWARE_PROTECTION", enabled: true },
      ],
      findingFrequency: "FIFTEEN_MINUTES",
    };
    expect(resolve({})).to.deep.equal(settings);
    expect(resolve({}, "eu-central-1")).to.deep.equal(settings);
  });

  it("keeps a feature that is off, so that it is turned off", () => {
    const args = { runtimeMonitoring: false, malwareProtection: false, findingFrequency: FindingFrequency.SixHours };
    expect(resolve(args, "eu-central-1")).to.deep.equal({
      mode: "create",
      features: [
        auditLogs,
        { name: "RUNTIME_MONITORING", enabled: false },
        { name: "EBS_MALWARE_PROTECTION", enabled: false },
      ],
      findingFrequency: "SIX_HOURS",
    });
  });

  it("leaves out what does not exist in a partition, unless it is asked for there", () => {
    const names = (region: string, args: DetectionArgs = {}) => resolve(args, region).features.map(({ name }) => name);
    expect(names("us-gov-west-1")).to.deep.equal([DetectionFeature.AuditLogs, DetectionFeature.Runtime]);
    for (const region of ["cn-north-1", "cn-northwest-1"])
      expect(names(region)).to.deep.equal([DetectionFeature.AuditLogs]);
    const off = { runtimeMonitoring: false, malwareProtection: false };
    expect(names("cn-north-1", off)).to.deep.equal([DetectionFeature.AuditLogs]);
    expect(mistakesOf(off, "cn-north-1")).to.deep.equal({});
    expect(mistakesOf({}, "cn-north-1")).to.deep.equal({});

    const on = { runtimeMonitoring: true, malwareProtection: true };
    expect(mistakesOf(on, "eu-central-1")).to.deep.equal({});
    expect(mistakesOf(on)).to.deep.equal({});
    expect(Object.keys(mistakesOf(on, "us-gov-west-1"))).to.deep.equal(["detection.malwareProtection"]);
    const china = mistakesOf(on, "cn-north-1");
    expect(Object.keys(china)).to.deep.equal(["detection.runtimeMonitoring", "detection.malwareProtection"]);
    expect(china["detection.runtimeMonitoring"]).to.equal(
      "got true; expected nothing or false: GuardDuty has no RUNTIME_MONITORING in aws-cn (https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html)",
    );
  });

  it("says of each gap who says so, once, and never that the audit logs are one", () => {
    for (const { source } of detectionGaps)
      expect(source).to.match(/^https:\/\/docs\.(aws\.amazon\.com|amazonaws\.cn)\//);
    const pairs = detectionGaps.map(({ feature, partition }) => `${feature} ${partition}`);
    expect(new Set(pairs).size).to.equal(pairs.length);
    for (const partition of ["aws", "aws-us-gov", "aws-cn"])
      expect(detectionGap(DetectionFeature.AuditLogs, partition)).to.equal(undefined);
  });

  it("refuses in the form of the arguments whatever has the wrong type, all at once", () => {
    const { mistakes } = read(
      detectionShape,
      { mode: 1, detectorId: {}, runtimeMonitoring: "yes", malwareProtection: 1, findingFrequency: "DAILY", s3: true },
      "detection",
    );
    expect(mistakes.map(({ path }) => path)).to.have.members([
      "detection.mode",
      "detection.detectorId",
      "detection.runtimeMonitoring",
      "detection.malwareProtection",
      "detection.findingFrequency",
      "detection.s3",
    ]);
  });

  it("an existing detector is named, by what can be the id of one", () => {
    const mode = Provision.Existing;
    expect(mistakesOf({ mode, detectorId })).to.deep.equal({});
    expect(mistakesOf({ mode, detectorId: output("anything") })).to.deep.equal({});
    expect(mistakesOf({ mode, detectorId: "main" })).to.deep.equal({
      "detection.detectorId": 'got "main"; expected the id of a detector: 32 hexadecimal digits, in lower case',
    });
    expect(mistakesOf({ mode })).to.deep.equal({
      "detection.detectorId": "got nothing; expected a value, because detection.mode is existing",
    });
  });

  it("says of every argument that a mode would ignore that it would, once", () => {
    const args = { runtimeMonitoring: true, malwareProtection: true, findingFrequency: FindingFrequency.OneHour };
    const inherited = { ...args, mode: Provision.Inherited, vouchedBy: "cloud team", detectorId };
    const expected = "expected nothing while detection.mode is inherited";
    expect(mistakesOf(inherited, "cn-north-1")).to.deep.equal({
      "detection.runtimeMonitoring": `got true; ${expected}`,
      "detection.malwareProtection": `got true; ${expected}`,
      "detection.findingFrequency": `got "ONE_HOUR"; ${expected}`,
      "detection.detectorId": `got "${detectorId}"; ${expected}`,
    });
    expect(Object.keys(mistakesOf({ detectorId, vouchedBy: "me" }))).to.have.members([
      "detection.detectorId",
      "detection.vouchedBy",
    ]);
  });

  it("is declared with its mode and whom to ask", () => {
    expect(declareDetection(resolve({}))).to.deep.equal({ detection: { mode: "create" } });
    expect(declareDetection(resolve({ mode: Provision.Existing, detectorId }))).to.deep.equal({
      detection: { mode: "existing", reference: detectorId },
    });
    expect(declareDetection(resolve({ mode: Provision.Inherited, vouchedBy: "cloud team" }))).to.deep.equal({
      detection: { mode: "inherited", vouchedBy: "cloud team" },
    });
  });
});
