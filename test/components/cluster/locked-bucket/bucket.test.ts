import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { unknown } from "../../../../cli/preview/wire";
import { policyDocument, statement } from "../../../../components/aws";
import { type BucketSpec, createBucket, LockMode } from "../../../../components/cluster/locked-bucket";
import { tlsOnlyStatements } from "../../../../components/cluster/locked-bucket/bucket-policy";
import { autonameSuffix, logicalName } from "../../../../components/foundations/names";
import type { RecordOptions, Recording } from "../../../support/recorder";
import { recordPart } from "../../part";
import { at, dependenciesOf, policyOf, sourceOf } from "../../recorded";

const bucketType = "aws:s3/bucket:Bucket";
const publicAccessType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ownershipType = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";
const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";
const key = { arn: output("arn:aws:kms:eu-central-1:123456789012:key/k") };
const lock = { mode: LockMode.Governance, days: 365 };

function recordBucket(
  spec: Partial<BucketSpec> = {},
  options: RecordOptions & { name?: string; protect?: boolean } = {},
): Promise<Recording> {
  return recordPart((context) => createBucket(context, { purpose: "kept", key, ...spec }), options);
}

/** The one lifecycle rule of a bucket with such a lifecycle. */
async function ruleOf(lifecycle: BucketSpec["lifecycle"]): Promise<unknown> {
  const { inputs } = (await recordBucket({ lifecycle })).one(lifecycleType);
  return (inputs["rules"] as unknown[])[0];
}

describe("cluster/locked-bucket", () => {
  let locked: Recording;
  before(async () => (locked = await recordBucket({ lock, lifecycle: { expireAfterDays: 365, noncurrentDays: 1 } })));

  it("is a bucket and everything that makes it fit for logs and backups, each once", () => {
    const made = locked.registrations.map(({ type, name }) => `${type} ${name}`).filter((each) => each.includes("s3/"));
    expect(made).to.have.members(
      [
        bucketType,
        publicAccessType,
        ownershipType,
        versioningType,
        encryptionType,
        lockType,
        lifecycleType,
        policyType,
      ].map((type) => `${type} main-kept`),
    );
    for (const each of locked.registrations.filter(({ type }) => type.startsWith("aws:s3/"))) {
      if (each.type !== bucketType) {
        expect(sourceOf(each, "bucket"), each.type).to.deep.equal([`${bucketType}::main-kept`]);
      }
    }
  });

  it("may be locked from its first object on, and says nothing that is deprecated", () => {
    expect(locked.one(bucketType).inputs).to.deep.equal({
      objectLockEnabled: true,
      tags: { Name: "main-kept", "rampart:cluster": "main" },
    });
  });

  it("is closed to the public, in all four ways", () => {
    expect(locked.one(publicAccessType).inputs).to.deep.equal({
      bucket: unknown,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(locked.one(ownershipType).inputs["rule"]).to.deep.equal({ objectOwnership: "BucketOwnerEnforced" });
  });

  it("keeps versions and encrypts with the given key and no other", () => {
    expect(locked.one(versioningType).inputs["versioningConfiguration"]).to.deep.equal({ status: "Enabled" });
    expect(locked.one(encryptionType).inputs["rules"]).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: "arn:aws:kms:eu-central-1:123456789012:key/k",
        },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
  });

  it("locks every version by default, once versions are on", () => {
    const made = locked.one(lockType);
    expect(made.inputs["rule"]).to.deep.equal({ defaultRetention: { mode: "GOVERNANCE", days: 365 } });
    expect(dependenciesOf(made)).to.include(`${versioningType}::main-kept`);
    expect(dependenciesOf(locked.one(lifecycleType))).to.include(`${versioningType}::main-kept`);
  });

  it("has its policy only after the public access block and the ownership rule, which follow each other", () => {
    expect(dependenciesOf(locked.one(policyType))).to.include.members([
      `${publicAccessType}::main-kept`,
      `${ownershipType}::main-kept`,
    ]);
    expect(dependenciesOf(locked.one(ownershipType))).to.include(`${publicAccessType}::main-kept`);
  });

  it("is protected, and with it what keeps versions from being lost", async () => {
    const guarded = (recording: Recording) =>
      recording.registrations.filter(({ options }) => options.protect === true).map(({ type }) => type);
    expect(guarded(locked)).to.have.members([bucketType, versioningType, lockType]);
    expect(guarded(await recordBucket({ lock }, { protect: false }))).to.deep.equal([]);
  });

  it("without a lock has none, and no other difference", async () => {
    const open = await recordBucket();
    expect(open.ofType(lockType)).to.deep.equal([]);
    expect(open.one(bucketType).inputs).to.not.have.property("objectLockEnabled");
    expect(open.one(versioningType).inputs["versioningConfiguration"]).to.deep.equal({ status: "Enabled" });
  });

  it("gives its lifecycle as one rule of what is wanted, and always ends uploads that were given up", async () => {
    const always = {
      id: "whole-bucket",
      status: "Enabled",
      filter: {},
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    };
    expect(await ruleOf(undefined)).to.deep.equal(always);
    expect(await ruleOf({ abortMultipartDays: 2 })).to.deep.equal({
      ...always,
      abortIncompleteMultipartUpload: { daysAfterInitiation: 2 },
    });
    expect(await ruleOf({ expireAfterDays: 365, noncurrentDays: 1, transitionToIaDays: 30 })).to.deep.equal({
      ...always,
      expiration: { days: 365 },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
      transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
    });
    expect(await ruleOf({ noncurrentDays: 35 }), "delete markers go too").to.deep.equal({
      ...always,
      expiration: { expiredObjectDeleteMarker: true },
      noncurrentVersionExpiration: { noncurrentDays: 35 },
    });
  });

  it("waits for what it is told to wait for, and tells others to wait for all of it", async () => {
    const recording = await recordPart((context) => {
      const { ready } = createBucket(context, { purpose: "kept", key, lock });
      createBucket(context, { purpose: "next", key, dependsOn: ready });
    });
    expect(dependenciesOf(recording.one(bucketType, "main-next"))).to.deep.equal(
      [publicAccessType, ownershipType, versioningType, encryptionType, lockType, lifecycleType, policyType]
        .map((type) => `${type}::main-kept`)
        .sort(),
    );
  });

  it("in another region is there with all that belongs to it", async () => {
    const recording = await recordBucket({ lock, region: output("eu-west-1") });
    const regions = recording.registrations
      .filter(({ type }) => type.startsWith("aws:s3/"))
      .map(({ inputs }) => at(inputs, "region"));
    expect(regions).to.deep.equal(Array.from({ length: 8 }, () => "eu-west-1"));
  });

  it("refuses everybody without TLS, or with one older than 1.2", async () => {
    const everybody = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
    };
    const text = await new Promise((done) => {
      policyDocument(...tlsOnlyStatements(output("arn:aws:s3:::b"))).apply(done);
    });
    expect(policyOf(text)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        { Sid: "OnlyWithTls", ...everybody, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Sid: "OnlyWithTls12", ...everybody, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
      ],
    });
  });

  it("has that in its policy whatever the spec says, and what the spec says as well", async () => {
    // The ARN of a bucket that does not exist is unknown, and with it the whole text; what it is made of is not.
    expect(locked.one(policyType).inputs["policy"]).to.equal(unknown);
    expect(sourceOf(locked.one(policyType), "policy")).to.deep.equal([`${bucketType}::main-kept`]);
    const recording = await recordPart((context) => {
      const other = createBucket(context, { purpose: "other", key });
      const statements = (bucketArn: typeof other.arn) => [
        statement({ Effect: "Allow", Action: "s3:GetBucketAcl", Resource: [bucketArn, other.arn] }),
      ];
      createBucket(context, { purpose: "kept", key, statements });
    });
    expect(sourceOf(recording.one(policyType, "main-kept"), "policy")).to.deep.equal([
      `${bucketType}::main-kept`,
      `${bucketType}::main-other`,
    ]);
  });

  it("names itself within the limit of S3, however long the cluster's name is", async () => {
    const name = `c${"d".repeat(39)}`;
    const recording = await recordBucket({ purpose: "a-purpose-that-is-rather-long" }, { name });
    const made = recording.one(bucketType).name;
    expect(made.length + autonameSuffix).to.be.at.most(63);
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9]{0,39}$/),
        fc.stringMatching(/^[a-z][a-z-]{0,50}[a-z]$/),
        (cluster, purpose) => {
          const physical = `${logicalName("s3Bucket", cluster, purpose)}-0123abc`;
          expect(physical).to.match(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
        },
      ),
    );
  });
});
