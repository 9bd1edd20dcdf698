import { guardduty, sns } from "@pulumi/aws";
import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import { posture, Provision } from "../../../../catalogue";
import {
  createDetection,
  type DetectionArgs,
  type DetectionHandle,
  resolveDetection,
} from "../../../../components/cluster/detection";
import type { RecordOptions, Recording } from "../../../support/recorder";
import { recordPart } from "../../part";
import { dependenciesOf, sourceOf } from "../../recorded";

const detectorType = "aws:guardduty/detector:Detector";
const featureType = "aws:guardduty/detectorFeature:DetectorFeature";
const topicType = "aws:sns/topic:Topic";

/** In the region that the settings were told of, or in one that they were not. */
function recordDetection(
  args: DetectionArgs = {},
  { told = "eu-central-1", ...options }: RecordOptions & { told?: string; protect?: boolean } = {},
  seen: (handle: DetectionHandle) => void = () => undefined,
): Promise<Recording> {
  const asked = { name: "main", posture: posture([]), ...(told !== "" && { region: told }) };
  const settings = resolveDetection(args, asked, []);
  return recordPart((context) => seen(createDetection(context, settings)), options);
}

const statuses = (recording: Recording) =>
  Object.fromEntries(
    recording.ofType(featureType).map(({ inputs }): [string, unknown] => [String(inputs["name"]), inputs["status"]]),
  );
const typesIn = (recording: Recording) =>
  recording.registrations.map(({ type }) => type).filter((type) => type.startsWith("aws:"));

describe("cluster/detection", () => {
  let recording: Recording;
  before(async () => (recording = await recordDetection()));

  it("is a detector that is on, protected because findings go with it, and three features", () => {
    const { inputs, options } = recording.one(detectorType, "main-detection");
    expect(inputs).to.deep.equal({
      enable: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
      tags: { Name: "main-detection", "rampart:cluster": "main" },
    });
    expect(options.protect).to.equal(true);
    expect(typesIn(recording)).to.have.members([detectorType, featureType, featureType, featureType]);
  });

  it("reads the audit logs of EKS, watches the nodes by an agent that GuardDuty installs, and scans volumes", () => {
    expect(recording.one(featureType, "main-eks-audit-logs").inputs).to.deep.equal({
      detectorId: unknown,
      name: "EKS_AUDIT_LOGS",
      status: "ENABLED",
    });
    expect(recording.one(featureType, "main-runtime-monitoring").inputs).to.deep.equal({
      detectorId: unknown,
      name: "RUNTIME_MONITORING",
      status: "ENABLED",
      additionalConfigurations: [
        { name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" },
        { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "DISABLED" },
        { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
      ],
    });
    expect(recording.one(featureType, "main-ebs-malware-protection").inputs).to.deep.equal({
      detectorId: unknown,
      name: "EBS_MALWARE_PROTECTION",
      status: "ENABLED",
    });
    for (const feature of recording.ofType(featureType)) {
      expect(sourceOf(feature, "detectorId")).to.deep.equal([`${detectorType}::main-detection`]);
    }
  });

  it("changes the detector one feature after the other", () => {
    const waits = (name: string) =>
      dependenciesOf(recording.one(featureType, name)).filter((each) => each.startsWith(featureType));
    expect(waits("main-eks-audit-logs")).to.deep.equal([]);
    expect(waits("main-runtime-monitoring")).to.deep.equal([`${featureType}::main-eks-audit-logs`]);
    expect(waits("main-ebs-malware-protection")).to.deep.equal([`${featureType}::main-runtime-monitoring`]);
  });

  it("turns off what is not wanted, the nodes' agent included, instead of leaving it as it was", async () => {
    const off = await recordDetection({ runtimeMonitoring: false, malwareProtection: false });
    expect(statuses(off)).to.deep.equal({
      EKS_AUDIT_LOGS: "ENABLED",
      RUNTIME_MONITORING: "DISABLED",
      EBS_MALWARE_PROTECTION: "DISABLED",
    });
    const agents = off.one(featureType, "main-runtime-monitoring").inputs["additionalConfigurations"];
    expect((agents as { status: string }[]).map(({ status }) => status)).to.deep.equal(Array(3).fill("DISABLED"));
  });

  it("comes after what it is told to, the detector and so all of it", async () => {
    const settings = resolveDetection({}, { name: "main", posture: posture([]) }, []);
    const later = await recordPart((context) => {
      const endpoint = new sns.Topic("endpoint", {}, context.options);
      const { made } = createDetection(context, settings, { after: [endpoint] });
      new guardduty.Detector("next", {}, { ...context.options, dependsOn: made });
    });
    expect(dependenciesOf(later.one(detectorType, "main-detection"))).to.deep.equal([`${topicType}::endpoint`]);
    expect(dependenciesOf(later.one(detectorType, "next"))).to.have.lengthOf(4);
  });

  it("that exists or is inherited makes nothing, and only the one that exists has an id", async () => {
    const handles: DetectionHandle[] = [];
    const keep = (handle: DetectionHandle) => handles.push(handle);
    const detectorId = "0123456789abcdef0123456789abcdef";
    const existing = await recordDetection({ mode: Provision.Existing, detectorId }, {}, keep);
    const inherited = await recordDetection({ mode: Provision.Inherited, vouchedBy: "cloud team" }, {}, keep);
    expect([typesIn(existing), typesIn(inherited)]).to.deep.equal([[], []]);
    const id = await new Promise((done) => handles[0]!.detectorId!.apply(done));
    expect([id, handles[0]!.made]).to.deep.equal([detectorId, []]);
    expect(handles[1]).to.deep.equal({ made: [] });
  });

  it("makes in GovCloud and China what exists there", async () => {
    const gov = await recordDetection({}, { told: "us-gov-west-1", region: "us-gov-west-1" });
    expect(statuses(gov)).to.deep.equal({ EKS_AUDIT_LOGS: "ENABLED", RUNTIME_MONITORING: "ENABLED" });
    const china = await recordDetection({}, { told: "cn-north-1", region: "cn-north-1" });
    expect(statuses(china)).to.deep.equal({ EKS_AUDIT_LOGS: "ENABLED" });
    for (const each of [gov, china]) {
      expect(JSON.stringify(each.registrations.map(({ inputs }) => inputs))).to.not.match(/arn:aws:|eu-central-1/);
    }
  });

  it("where it learns only from the provider that something does not exist there, says what to do", async () => {
    const message = await recordDetection({}, { told: "", region: "cn-north-1" }).then(
      () => "no error",
      (error: Error) => error.message,
    );
    expect(message).to.match(/detection: GuardDuty has no RUNTIME_MONITORING in aws-cn \(https:.*`region`/);
  });

  it("without protection nothing of it is protected", async () => {
    const loose = await recordDetection({}, { protect: false });
    expect(loose.registrations.filter(({ options }) => options.protect === true)).to.deep.equal([]);
  });
});
