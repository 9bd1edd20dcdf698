import { expect } from "chai";
import type { Recording } from "../../../support/recorder";
import { type Caller, isAllowed } from "../../iam/judge";
import type { Policy } from "../../iam/rights";
import { policyOf } from "../../recorded";
import { arnOf, partitions, recordStore } from "./recorded";

const account = "123456789012";
const seconds: Record<string, string> = {
  "eu-central-1": "eu-west-1",
  "us-gov-west-1": "us-gov-east-1",
  "cn-north-1": "cn-northwest-1",
};

for (const [region, second] of Object.entries(seconds)) {
  const partition = partitions[region] ?? "aws";
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const bucket = (name: string) => arnOf("aws:s3/bucket:Bucket", name, partition)!;
  const firstKey = `arn:${partition}:kms:${region}:${account}:key/first`;
  // Without the account in a key's own policy no role's policy counts.
  const ruledByAccount: Policy = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    ],
  };
  const secondKey = arnOf("aws:kms/key:Key", "main-backup-replica", partition)!;

  describe(`cluster/backup/replication in ${partition}`, () => {
    let recording: Recording;
    let policies: Policy[];
    before(async () => {
      ({ recording } = await recordStore({ region, regimes: ["pci-dss"], arns: true }));
      policies = [policyOf(recording.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"])];
    });

    const may = (action: string, arn: string, context: Record<string, string> = {}) => {
      const caller: Caller = { principal: `arn:${partition}:iam::${account}:role/replica`, policies, context };
      return isAllowed(caller, action, { arn, account, ...(action.startsWith("kms:") && { policy: ruledByAccount }) });
    };

    it("reads versions of the first bucket, and writes copies to the second", async () => {
      const rights: Record<string, [string, string[]]> = {
        first: [bucket("main-backup"), ["s3:GetReplicationConfiguration", "s3:ListBucket"]],
        firstObjects: [
          `${bucket("main-backup")}/a/b`,
          ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        ],
        second: [bucket("main-backup-replica"), []],
        secondObjects: [
          `${bucket("main-backup-replica")}/a/b`,
          // What marks a copy deleted is not its business while the copies are kept.
          ["s3:ReplicateObject", "s3:ReplicateTags"],
        ],
        other: [bucket("other"), []],
        otherObjects: [`${bucket("other")}/a`, []],
      };
      const onBuckets = [
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:PutReplicationConfiguration",
        "s3:DeleteBucket",
        "s3:PutBucketPolicy",
      ];
      const onObjects = [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        "s3:ReplicateObject",
        "s3:ReplicateDelete",
        "s3:ReplicateTags",
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:BypassGovernanceRetention",
        "s3:PutObjectRetention",
      ];
      for (const [what, [arn, allowed]] of Object.entries(rights)) {
        for (const action of arn.includes("/") ? onObjects : onBuckets) {
          expect(await may(action, arn), `${what} ${action}`).to.equal(allowed.includes(action));
        }
      }
    });

    it("marks copies deleted where deletions are followed", async () => {
      const args = { replica: { deletions: "followed" as const } };
      const { recording: followed } = await recordStore({ region, regimes: ["pci-dss"], arns: true, args });
      const [, , copies] = policyOf(followed.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"]).Statement;
      expect(copies?.["Action"]).to.deep.equal(["s3:ReplicateObject", "s3:ReplicateTags", "s3:ReplicateDelete"]);
    });

    it("decrypts with the first key and encrypts with the second, each through S3 of its region, for its bucket", async () => {
      const through = (where: string, name: string, object = "") => ({
        "kms:ViaService": `s3.${where}.${suffix}`,
        "kms:EncryptionContext:aws:s3:arn": `${bucket(name)}${object}`,
      });
      const sources = [through(region, "main-backup"), through(region, "main-backup", "/a/b")];
      const copies = [through(second, "main-backup-replica"), through(second, "main-backup-replica", "/a/b")];
      for (const context of sources) {
        expect(await may("kms:Decrypt", firstKey, context)).to.equal(true);
        expect(await may("kms:Encrypt", firstKey, context)).to.equal(false);
        expect(await may("kms:Decrypt", secondKey, context)).to.equal(false);
      }
      for (const context of copies) {
        expect(await may("kms:Encrypt", secondKey, context)).to.equal(true);
        expect(await may("kms:GenerateDataKey", secondKey, context)).to.equal(true);
        expect(await may("kms:Decrypt", secondKey, context)).to.equal(false);
        expect(await may("kms:ScheduleKeyDeletion", secondKey, context)).to.equal(false);
      }
      const wrong = [
        {},
        through(second, "main-backup"),
        through(region, "other"),
        through(region, "main-backup-replica"),
      ];
      for (const context of wrong) expect(await may("kms:Decrypt", firstKey, context)).to.equal(false);
      for (const context of [{}, through(region, "main-backup-replica"), through(second, "other")]) {
        expect(await may("kms:Encrypt", secondKey, context)).to.equal(false);
      }
    });

    it("is done by S3, for that bucket of this account", () => {
      expect(policyOf(recording.one("aws:iam/role:Role").inputs["assumeRolePolicy"]).Statement).to.deep.equal([
        {
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": account },
            ArnEquals: { "aws:SourceArn": bucket("main-backup") },
          },
        },
      ]);
    });

    it("may be done by nobody's hand: the buckets' own policies refuse it whoever asks", async () => {
      const administrator = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
      const policyType = "aws:s3/bucketPolicy:BucketPolicy";
      const asks = (action: string, name: string, context: Record<string, string>) =>
        isAllowed(
          {
            principal: `arn:${partition}:iam::${account}:role/administrator`,
            policies: [administrator],
            context: { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...context },
          },
          action,
          {
            arn: action.includes("Object") || action.includes("Governance") ? `${bucket(name)}/a` : bucket(name),
            account,
            policy: policyOf(recording.one(policyType, name).inputs["policy"]),
          },
        );
      for (const name of ["main-backup", "main-backup-replica"]) {
        expect(await asks("s3:DeleteObjectVersion", name, {}), name).to.equal(false);
        expect(await asks("s3:BypassGovernanceRetention", name, {}), name).to.equal(false);
        expect(await asks("s3:DeleteObject", name, {}), name).to.equal(true);
        for (const own of ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutLifecycleConfiguration"]) {
          expect(await asks(own, name, {}), `${name} ${own}`).to.equal(true);
        }
      }
      const header = "s3:x-amz-server-side-encryption";
      const written: [Record<string, string>, boolean][] = [
        [{}, true],
        [{ [header]: "aws:kms" }, true],
        [{ [header]: "aws:kms", [`${header}-aws-kms-key-id`]: firstKey }, true],
        [{ [header]: "aws:kms", [`${header}-aws-kms-key-id`]: secondKey }, false],
        [{ [header]: "AES256" }, false],
      ];
      for (const [context, allowed] of written) {
        expect(await asks("s3:PutObject", "main-backup", context), JSON.stringify(context)).to.equal(allowed);
      }
    });
  });
}
