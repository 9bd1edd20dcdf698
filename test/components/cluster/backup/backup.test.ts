import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { Regime } from "../../../../catalogue";
import { type BackupArgs, ReplicaDeletions } from "../../../../components/cluster/backup";
import { LockMode } from "../../../../components/cluster/locked-bucket";
import { unknown } from "../../../../cli/preview/wire";
import type { Recording } from "../../../support/recorder";
import { at, dependenciesOf, policyOf, sourceOf } from "../../recorded";
import { countsOf, recordStore, type Setup } from "./recorded";

const bucketType = "aws:s3/bucket:Bucket";
const replicationType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";
const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";
const roleType = "aws:iam/role:Role";
const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";

const oneBucket = {
  Bucket: 1,
  BucketPublicAccessBlock: 1,
  BucketOwnershipControls: 1,
  BucketVersioning: 1,
  BucketServerSideEncryptionConfiguration: 1,
  BucketLifecycleConfiguration: 1,
  BucketPolicy: 1,
};
const replication = { BucketReplicationConfig: 1, Role: 1, RolePolicy: 1 };
const twoBuckets = Object.fromEntries(Object.keys(oneBucket).map((type) => [type, 2]));

const existingCopy: BackupArgs["replica"] = {
  mode: "existing",
  bucketArn: "arn:aws:s3:::copies",
  keyArn: "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-1111-2222-000000000009",
};

const recorded = async (setup: Setup = {}): Promise<Recording> => (await recordStore(setup)).recording;
const ruleOf = (recording: Recording): unknown => at(recording.one(replicationType).inputs, "rules", 0);

/** The text of the error that a setup ends in. */
function refusal(setup: Setup): Promise<string> {
  return recordStore(setup).then(
    () => "nothing is refused",
    (error: Error) => error.message,
  );
}

describe("cluster/backup", () => {
  let store: Recording;
  before(async () => (store = await recorded({ arns: true })));

  describe("by mode", () => {
    const inherited: BackupArgs["replica"] = { mode: "inherited", vouchedBy: "storage team" };
    const rows: [string, BackupArgs, Record<string, number>][] = [
      ["makes two buckets", {}, { ...twoBuckets, BucketObjectLockConfiguration: 1, ...replication, Key: 1, Alias: 1 }],
      ["replicates to a bucket that exists", { replica: existingCopy }, { ...oneBucket, ...replication }],
      ["leaves the copy to the account", { replica: inherited }, oneBucket],
      ["makes nothing for a store that exists", { mode: "existing", bucket: "ours", replica: inherited }, {}],
      ["makes nothing for one that exists twice", { mode: "existing", bucket: "ours", replica: existingCopy }, {}],
      ["makes nothing for one that is inherited", { mode: "inherited", vouchedBy: "AWS Backup" }, {}],
    ];
    for (const [what, args, counts] of rows) {
      it(what, async () => expect(countsOf(await recorded({ args }))).to.deep.equal(counts));
    }
  });

  it("hands on where to write, and what to wait for", async () => {
    const made = await recordStore();
    const types = made.handle!.ready.map((each) => (each as unknown as { __pulumiType: string }).__pulumiType);
    expect(types).to.include(replicationType).and.include("aws:s3/bucketVersioning:BucketVersioning");
    const { handle, recording } = await recordStore({
      args: { mode: "existing", bucket: output("ours"), replica: existingCopy },
    });
    expect(recording.ofType(bucketType)).to.deep.equal([]);
    const told = await Promise.all(
      [handle!.bucketName, handle!.bucketArn, handle!.keyArn].map((each) =>
        (each as unknown as { promise(): Promise<string> }).promise(),
      ),
    );
    expect(told).to.deep.equal(["ours", "arn:aws:s3:::ours", "arn:aws:kms:eu-central-1:123456789012:key/first"]);
    expect((await recordStore({ args: { mode: "inherited", vouchedBy: "us" } })).handle).to.equal(undefined);
    expect(handle).not.to.have.property("replica");
    const copied = await recordStore({ args: { replica: existingCopy } });
    const { ruleId, bucketName, bucketArn } = copied.handle!.replica!;
    const known = await Promise.all(
      [bucketName, bucketArn].map((each) => (each as unknown as { promise(): Promise<string> }).promise()),
    );
    expect([ruleId, ...known]).to.deep.equal(["whole-bucket", "copies", "arn:aws:s3:::copies"]);
    expect(at(ruleOf(copied.recording), "id")).to.equal(ruleId);
  });

  describe("the first bucket", () => {
    it("is not locked, because what writes to it rewrites", () => {
      expect(store.one(bucketType, "main-backup").inputs).to.not.have.property("objectLockEnabled");
      expect(store.ofType(lockType).map(({ name }) => name)).to.deep.equal(["main-backup-replica"]);
    });

    it("is of the stack's region, under the stack's key", () => {
      expect(store.one(bucketType, "main-backup").inputs).to.not.have.property("region");
      const { inputs } = store.one(encryptionType, "main-backup");
      expect(at(inputs, "rules", 0, "applyServerSideEncryptionByDefault")).to.deep.equal({
        sseAlgorithm: "aws:kms",
        kmsMasterKeyId: "arn:aws:kms:eu-central-1:123456789012:key/first",
      });
    });

    it("refuses deletion of versions, and other encryption than its own", () => {
      const resource = "arn:aws:s3:::main-backup/*";
      const write = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: resource };
      const header = "s3:x-amz-server-side-encryption";
      const key = "arn:aws:kms:eu-central-1:123456789012:key/first";
      expect(policyOf(store.one(policyType, "main-backup").inputs["policy"]).Statement.slice(2)).to.deep.equal([
        {
          Sid: "VersionsEndByLifecycle",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
          Resource: resource,
        },
        {
          Sid: "OnlyWithKms",
          ...write,
          Condition: { Null: { [header]: "false" }, StringNotEquals: { [header]: "aws:kms" } },
        },
        {
          Sid: "OnlyWithItsKey",
          ...write,
          Condition: {
            Null: { [`${header}-aws-kms-key-id`]: "false" },
            StringNotEquals: { [`${header}-aws-kms-key-id`]: key },
          },
        },
      ]);
    });
  });

  describe("the replica", () => {
    it("is a locked bucket of the second region, in all that it is made of", () => {
      const its = store.registrations.filter(
        ({ type, name }) => type.startsWith("aws:s3/") && name === "main-backup-replica",
      );
      expect(its).to.have.length(8);
      for (const { type, inputs } of its) expect(inputs["region"], type).to.equal("eu-west-1");
      expect(store.one(bucketType, "main-backup-replica").inputs["objectLockEnabled"]).to.equal(true);
      expect(store.one(lockType).inputs["rule"]).to.deep.equal({ defaultRetention: { mode: "GOVERNANCE", days: 30 } });
    });

    it("has a key of its own there, which only the account rules, and which rotates", () => {
      expect(store.one(keyType).inputs).to.deep.include({
        region: "eu-west-1",
        description: "main: copies of backups",
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        tags: { Name: "main-backup-replica", "rampart:cluster": "main" },
      });
      expect(policyOf(store.one(keyType).inputs["policy"]).Statement).to.deep.equal([
        {
          Sid: "AccountThroughIam",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::123456789012:root" },
          Action: "kms:*",
          Resource: "*",
        },
      ]);
      const alias = store.one(aliasType);
      expect(alias.inputs).to.deep.equal({
        region: "eu-west-1",
        name: "alias/main/backup-replica",
        targetKeyId: unknown,
      });
      expect(sourceOf(alias, "targetKeyId")).to.deep.equal([`${keyType}::main-backup-replica`]);
      expect(sourceOf(store.one(encryptionType, "main-backup-replica"), "rules")).to.deep.equal([
        `${keyType}::main-backup-replica`,
      ]);
    });

    it("refuses deletion of versions and lifting of locks, and lets its owner change that", () => {
      const { Statement } = policyOf(store.one(policyType, "main-backup-replica").inputs["policy"]);
      expect(Statement.slice(2)).to.deep.equal([
        {
          Sid: "VersionsEndByLifecycle",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
          Resource: "arn:aws:s3:::main-backup-replica/*",
        },
      ]);
    });

    it("takes its lock, its region and the days of old versions from the settings", async () => {
      const args = {
        noncurrentDays: 60,
        replica: { region: "eu-north-1", lockMode: LockMode.Compliance, lockDays: 90 },
      };
      const chosen = await recorded({ args, claimed: "eu-central-1" });
      expect(chosen.one(lockType).inputs).to.deep.include({
        region: "eu-north-1",
        rule: { defaultRetention: { mode: "COMPLIANCE", days: 90 } },
      });
      for (const { name, inputs } of chosen.ofType(lifecycleType)) {
        expect(at(inputs, "rules", 0, "noncurrentVersionExpiration"), name).to.deep.equal({ noncurrentDays: 60 });
        expect(at(inputs, "rules", 0, "expiration"), name).to.deep.equal({ expiredObjectDeleteMarker: true });
      }
    });
  });

  describe("the replication", () => {
    it("copies everything, under the replica's key, and follows deletions", () => {
      expect(ruleOf(store)).to.deep.equal({
        id: "whole-bucket",
        status: "Enabled",
        priority: 1,
        filter: {},
        deleteMarkerReplication: { status: "Enabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
          bucket: "arn:aws:s3:::main-backup-replica",
          encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:elsewhere:123456789012:key/main-backup-replica" },
          metrics: { status: "Enabled" },
        },
      });
      expect(sourceOf(store.one(replicationType), "bucket")).to.deep.equal([`${bucketType}::main-backup`]);
      expect(sourceOf(store.one(replicationType), "role")).to.deep.equal([`${roleType}::main-backup-replica`]);
      expect(store.one(replicationType).inputs).to.not.have.property("region");
    });

    it("keeps copies of what is deleted where no regime limits storage, or as it is told", async () => {
      const status = async (setup: Setup) => at(ruleOf(await recorded(setup)), "deleteMarkerReplication", "status");
      expect(await status({ regimes: [Regime.Hipaa] })).to.equal("Disabled");
      const args = { replica: { deletions: ReplicaDeletions.Followed } };
      expect(await status({ regimes: [Regime.Hipaa], args })).to.equal("Enabled");
    });

    it("waits for versioning and the lock of both buckets, and for the role's permissions", () => {
      expect(dependenciesOf(store.one(replicationType))).to.include.members([
        "aws:s3/bucketVersioning:BucketVersioning::main-backup",
        "aws:s3/bucketVersioning:BucketVersioning::main-backup-replica",
        `${lockType}::main-backup-replica`,
        `${rolePolicyType}::main-backup-replica`,
      ]);
    });

    it("goes to a bucket that exists, under its key", async () => {
      expect(at(ruleOf(await recorded({ args: { replica: existingCopy } })), "destination")).to.deep.equal({
        bucket: "arn:aws:s3:::copies",
        encryptionConfiguration: {
          replicaKmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-1111-2222-000000000009",
        },
        metrics: { status: "Enabled" },
      });
    });
  });

  describe("what only the provider's answer shows", () => {
    it("chooses the second region by the region that the provider has", async () => {
      const { inputs } = (await recorded({ region: "eu-west-1" })).one(bucketType, "main-backup-replica");
      expect(inputs["region"]).to.equal("eu-central-1");
    });

    it("refuses the stack's own region for the copy", async () => {
      expect(await refusal({ region: "eu-west-1", args: { replica: { region: "eu-west-1" } } })).to.include(
        'backup.replica.region: got "eu-west-1"; expected another region than that of the stack',
      );
    });

    it("refuses where there is no second region to choose", async () => {
      expect(await refusal({ region: "eusc-de-east-1" })).to.include(
        "backup.replica.region: got nothing; expected the region of the second copy",
      );
    });

    it("refuses a default that lies where data may not", async () => {
      expect(await refusal({ region: "us-east-1" })).to.match(
        /backup\.replica\.region: got "us-west-2"; expected a region of the EU/,
      );
    });

    it("refuses a key that exists in a region that is none", async () => {
      const replica = {
        ...existingCopy,
        keyArn: output("arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-1111-2222-000000000009"),
      };
      expect(await refusal({ args: { replica } })).to.match(
        /backup\.replica\.keyArn: got a key of us-east-1; expected a region of the EU/,
      );
      const china = { ...existingCopy, bucketArn: output("arn:aws-cn:s3:::copies") };
      expect(await refusal({ args: { replica: china } })).to.include("expected an ARN of the partition of");
      const named = { mode: "existing", bucket: output("arn:aws:s3:::ours"), replica: existingCopy } as const;
      expect(await refusal({ args: named })).to.include('backup.bucket: got "arn:aws:s3:::ours"; expected a bucket');
      const alias = { ...existingCopy, keyArn: output("alias/theirs") };
      expect(await refusal({ args: { replica: alias } })).to.include("expected the ARN of a KMS key, not of an alias");
    });
  });

  it("is protected where the environment says so: buckets, versioning, lock and key", async () => {
    const kept = (recording: Recording) =>
      recording.registrations
        .filter(({ options }) => options.protect === true)
        .map(({ type, name }) => `${type.split(":").at(-1)!} ${name}`);
    expect(kept(store)).to.have.members([
      "Bucket main-backup",
      "Bucket main-backup-replica",
      "BucketVersioning main-backup",
      "BucketVersioning main-backup-replica",
      "BucketObjectLockConfiguration main-backup-replica",
      "Key main-backup-replica",
    ]);
    expect(kept(await recorded({ protect: false }))).to.deep.equal([]);
  });

  for (const [region, second, partition] of [
    ["us-gov-west-1", "us-gov-east-1", "aws-us-gov"],
    ["cn-north-1", "cn-northwest-1", "aws-cn"],
  ] as const) {
    it(`names nothing of another partition in ${region}`, async () => {
      const recording = await recorded({ region, regimes: [Regime.PciDss, Regime.Hipaa], arns: true });
      expect(recording.one(bucketType, "main-backup-replica").inputs["region"]).to.equal(second);
      const text = JSON.stringify(recording.registrations.map(({ inputs }) => inputs));
      expect(text)
        .to.include(`arn:${partition}:`)
        .and.not.match(/arn:aws:/);
      expect(text).to.include(`s3.${second}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}`);
      if (partition === "aws-cn")
        expect(text.match(/[a-z0-9.-]+\.amazonaws\.com(?!\.cn)/g)).to.deep.equal(["s3.amazonaws.com"]);
    });
  }

  it("keeps names within what AWS takes, for the longest name of a cluster", async () => {
    const name = "a".repeat(40);
    for (const { type, name: logical } of (await recorded({ name })).registrations) {
      if (type === bucketType) expect(logical.length).to.be.at.most(55);
      if (type === roleType) expect(logical.length).to.be.at.most(56);
      if (type === rolePolicyType) expect(logical.length).to.be.at.most(120);
    }
  });
});
