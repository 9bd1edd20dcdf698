import { type Output, output } from "@pulumi/pulumi";
import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import { posture, Provision, Regime } from "../../../../catalogue";
import {
  type AuditTrailArgs,
  type AuditTrailHandle,
  createAuditTrail,
  resolveAuditTrail,
} from "../../../../components/cluster/audit-trail";
import { trailBucket } from "../../../../components/cluster/audit-trail/trail-bucket";
import { policyDocument } from "../../../../components/aws";
import { createBucket, LockMode } from "../../../../components/cluster/locked-bucket";
import type { RecordOptions, Recording } from "../../../support/recorder";
import { recordPart } from "../../part";
import { at, dependenciesOf, policyOf, sourceOf } from "../../recorded";

const trailType = "aws:cloudtrail/trail:Trail";
const bucketType = "aws:s3/bucket:Bucket";
const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
const roleType = "aws:iam/role:Role";
const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/k";
const key = { arn: output(keyArn) };
const asked = { name: "main", posture: posture([Regime.PciDss]) };

function recordTrail(
  args: AuditTrailArgs = {},
  options: RecordOptions & { name?: string; protect?: boolean } = {},
  seen: (handle: AuditTrailHandle) => void = () => undefined,
): Promise<Recording> {
  const settings = resolveAuditTrail(args, asked, []);
  return recordPart((context) => seen(createAuditTrail(context, settings, { key })), options);
}

/** What a bucket with a known ARN would say. */
async function policyText(options: RecordOptions = {}): Promise<string> {
  const found: string[] = [];
  await recordPart((context) => {
    const { statements } = trailBucket(context, resolveAuditTrail({}, asked, []), key);
    policyDocument(...statements!(output("arn:x:s3:::b"))).apply((text) => found.push(text));
  }, options);
  return found[0]!;
}

const typesIn = (recording: Recording) =>
  recording.registrations
    .map(({ type }) => type)
    .filter((type) => type.startsWith("aws:"))
    .sort();

describe("cluster/audit-trail", () => {
  let recording: Recording;
  before(async () => (recording = await recordTrail()));

  it("is a trail, a locked bucket, a log group and the role between them, each once", () => {
    expect(typesIn(recording)).to.deep.equal([
      trailType,
      logGroupType,
      roleType,
      rolePolicyType,
      bucketType,
      lifecycleType,
      lockType,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "aws:s3/bucketVersioning:BucketVersioning",
    ]);
  });

  it("records every management event of every region, signed and encrypted, into bucket and log group", () => {
    const { inputs, options } = recording.one(trailType);
    expect(inputs).to.deep.equal({
      name: "main-audit",
      s3BucketName: unknown,
      kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/k",
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      cloudWatchLogsGroupArn: unknown,
      cloudWatchLogsRoleArn: unknown,
      advancedEventSelectors: [
        { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      ],
      tags: { Name: "main-audit-trail", "rampart:cluster": "main" },
    });
    expect(options.protect).to.equal(true);
    const trail = recording.one(trailType);
    expect(sourceOf(trail, "s3BucketName")).to.deep.equal([`${bucketType}::main-audit-trail`]);
    expect(sourceOf(trail, "cloudWatchLogsGroupArn")).to.deep.equal([`${logGroupType}::main-audit-trail`]);
    expect(sourceOf(trail, "cloudWatchLogsRoleArn")).to.deep.equal([`${roleType}::main-audit-trail`]);
  });

  it("comes after the policies of its bucket and its role, and so goes before them", () => {
    expect(dependenciesOf(recording.one(trailType))).to.include.members([
      "aws:s3/bucketPolicy:BucketPolicy::main-audit-trail",
      `${lockType}::main-audit-trail`,
      `${lifecycleType}::main-audit-trail`,
      `${rolePolicyType}::main-audit-trail`,
    ]);
  });

  it("keeps and locks what it records for one and the same time", async () => {
    const long = await recordTrail({ retentionDays: 731, lockMode: LockMode.Compliance });
    for (const [each, days, mode] of [
      [recording, 365, "GOVERNANCE"],
      [long, 731, "COMPLIANCE"],
    ] as const) {
      expect(at(each.one(lockType).inputs, "rule")).to.deep.equal({ defaultRetention: { mode, days } });
      expect(at(each.one(lifecycleType).inputs, "rules", 0)).to.deep.include({
        expiration: { days },
        noncurrentVersionExpiration: { noncurrentDays: 1 },
      });
      expect(each.one(logGroupType).inputs).to.deep.include({
        name: "/aws/cloudtrail/main",
        retentionInDays: days,
        kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/k",
      });
    }
  });

  it("lets CloudTrail become a role that writes to streams of this account and region, and no other", () => {
    expect(policyOf(recording.one(roleType).inputs["assumeRolePolicy"]).Statement).to.deep.equal([
      { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(policyOf(recording.one(rolePolicyType).inputs["policy"]).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource:
          "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/cloudtrail/main:log-stream:123456789012_CloudTrail_eu-central-1*",
      },
    ]);
  });

  it("lets this trail, by its ARN, write below this account's prefix and nothing else, and nobody delete a version", async () => {
    const text = await policyText();
    const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
    const thisTrail = { "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:123456789012:trail/main-audit" };
    expect(policyOf(text).Statement).to.deep.equal([
      {
        Sid: "VersionsEndByLifecycle",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
        Resource: "arn:x:s3:::b/*",
      },
      {
        Sid: "TrailLooks",
        ...cloudTrail,
        Action: "s3:GetBucketAcl",
        Resource: "arn:x:s3:::b",
        Condition: { StringEquals: thisTrail },
      },
      {
        Sid: "TrailWrites",
        ...cloudTrail,
        Action: "s3:PutObject",
        Resource: "arn:x:s3:::b/AWSLogs/123456789012/*",
        Condition: { StringEquals: { ...thisTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ]);
  });

  it("with data events watches the stack's buckets, and its own without what it writes itself", async () => {
    const settings = resolveAuditTrail({ dataEvents: true }, asked, []);
    const watching = await recordPart((context) => {
      const other = createBucket(context, { purpose: "other", key });
      createAuditTrail(context, settings, { key, buckets: [other.arn, output("arn:aws:s3:::known")] });
    });
    const trail = watching.one(trailType);
    const objects = [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
    ];
    expect(trail.inputs["advancedEventSelectors"]).to.deep.equal([
      { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      {
        name: "objects of the trail",
        fieldSelectors: [
          ...objects,
          { field: "resources.ARN", startsWiths: [unknown] },
          { field: "eventName", notEquals: ["PutObject"] },
        ],
      },
      {
        name: "objects of the stack",
        fieldSelectors: [...objects, { field: "resources.ARN", startsWiths: [unknown, "arn:aws:s3:::known/"] }],
      },
    ]);
    expect(sourceOf(trail, "advancedEventSelectors")).to.deep.equal([
      `${bucketType}::main-audit-trail`,
      `${bucketType}::main-other`,
    ]);
    const alone = await recordTrail({ dataEvents: true });
    expect(alone.one(trailType).inputs["advancedEventSelectors"]).to.have.lengthOf(2);
  });

  it("hands on its ARN and its log group, and the trail to wait for", async () => {
    const recorded = await recordPart((context) => {
      const { trailArn, logGroupName, made } = createAuditTrail(context, resolveAuditTrail({}, asked, []), { key });
      const tags = { trail: trailArn!, group: logGroupName! };
      createBucket({ ...context, tags }, { purpose: "later", key, dependsOn: made });
    });
    const later = recorded.one(bucketType, "main-later");
    expect(sourceOf(later, "tags")).to.deep.equal([
      `${trailType}::main-audit-trail`,
      `${logGroupType}::main-audit-trail`,
    ]);
    expect(dependenciesOf(later)).to.include(`${trailType}::main-audit-trail`);
    expect(at(later.inputs, "tags", "group")).to.equal("/aws/cloudtrail/main");
  });

  it("that exists or is inherited makes nothing, and only the one that exists has an ARN", async () => {
    const trailArn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/organization";
    const handles: AuditTrailHandle[] = [];
    const keep = (handle: AuditTrailHandle) => handles.push(handle);
    const existing = await recordTrail({ mode: Provision.Existing, trailArn }, {}, keep);
    const inherited = await recordTrail({ mode: Provision.Inherited, vouchedBy: "cloud team" }, {}, keep);
    expect([typesIn(existing), typesIn(inherited)]).to.deep.equal([[], []]);
    const arn = await new Promise((done) => (handles[0]!.trailArn as Output<string>).apply(done));
    expect([arn, handles[0]!.made, handles[0]!.logGroupName]).to.deep.equal([trailArn, [], undefined]);
    expect(handles[1]).to.deep.equal({ made: [] });
  });

  it("in GovCloud and China names no other partition", async () => {
    for (const [region, partition] of [
      ["us-gov-west-1", "aws-us-gov"],
      ["cn-north-1", "aws-cn"],
    ] as const) {
      const there = await recordTrail({}, { region });
      const policy = policyOf(there.one(rolePolicyType).inputs["policy"]).Statement[0]!;
      expect(policy["Resource"]).to.equal(
        `arn:${partition}:logs:${region}:123456789012:log-group:/aws/cloudtrail/main:log-stream:123456789012_CloudTrail_${region}*`,
      );
      const text = await policyText({ region });
      expect(text).to.contain(`"arn:${partition}:cloudtrail:${region}:123456789012:trail/main-audit"`);
      expect(JSON.stringify(there.registrations.map(({ inputs }) => inputs)).replaceAll(keyArn, "")).to.not.match(
        /arn:aws:|eu-central-1/,
      );
    }
  });

  it("with a long name stays within every limit", async () => {
    const name = `c${"d".repeat(39)}`;
    const long = await recordTrail({}, { name });
    expect(String(long.one(trailType).inputs["name"])).to.match(/^[a-z0-9][a-z0-9-]{1,126}[a-z0-9]$/);
    expect(long.one(bucketType).name.length + 8).to.be.at.most(63);
    expect(long.one(roleType).name.length + 8).to.be.at.most(64);
  });

  it("is protected with everything that holds what it recorded", async () => {
    const guarded = (each: Recording) =>
      each.registrations.filter(({ options }) => options.protect === true).map(({ type }) => type);
    expect(guarded(recording)).to.have.members([
      trailType,
      bucketType,
      logGroupType,
      lockType,
      "aws:s3/bucketVersioning:BucketVersioning",
    ]);
    expect(guarded(await recordTrail({}, { protect: false }))).to.deep.equal([]);
  });
});
