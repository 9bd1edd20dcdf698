import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { defaultRegimes, type Mistake, posture, read, Regime } from "../../../../catalogue";
import {
  type BackupArgs,
  backupShape,
  type BackupSettings,
  declareBackup,
  ReplicaDeletions,
  resolveBackup,
} from "../../../../components/cluster/backup";
import { LockMode } from "../../../../components/cluster/locked-bucket";
import { resolveResidency } from "../../../../components/cluster/residency";
import { mistakesIn } from "../../part";

interface Where {
  region?: string;
  regimes?: readonly Regime[];
  basis?: Record<string, string>;
}

function resolve(
  args: BackupArgs,
  { region, regimes = defaultRegimes, basis = {} }: Where = {},
  mistakes: Mistake[] = [],
): BackupSettings {
  const asked = { name: "main", posture: posture(regimes), ...(region === undefined ? {} : { region }) };
  return resolveBackup(args, asked, resolveResidency({ basis }, asked, []), mistakes);
}

function mistakesOf(args: BackupArgs, where: Where = { region: "eu-central-1" }): Record<string, string> {
  return mistakesIn((mistakes) => resolve(args, where, mistakes));
}

const keyArn = "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-1111-2222-000000000001";
const bucketArn = "arn:aws:s3:::copies";
const copies = "hipaa 164.308(a)(7)(ii)(B), popia 19(1)(a), iso-27001 A.8.14";
const asks = "hipaa 164.308(a)(7)(ii)(A), gdpr 32(1)(c), iso-27001 A.8.13";
const ends = "gdpr 5(1)(e), popia 14";

describe("cluster/backup/settings", () => {
  it("makes a store that keeps a month, and a copy that is locked for one in another region of the EU", () => {
    expect(resolve({}, { region: "eu-central-1" })).to.deep.equal({
      part: { mode: "create" },
      retentionDays: 30,
      noncurrentDays: 30,
      replica: {
        part: { mode: "create" },
        region: "eu-west-1",
        lock: { mode: "GOVERNANCE", days: 30 },
        deletions: "followed",
      },
    });
    expect(mistakesOf({})).to.deep.equal({});
  });

  it("locks for a week and keeps copies for good where no regime asks for more", () => {
    const { replica } = resolve({}, { region: "us-east-1", regimes: [Regime.PciDss] });
    expect(replica).to.deep.equal({
      part: { mode: "create" },
      region: "us-west-2",
      lock: { mode: "GOVERNANCE", days: 7 },
      deletions: "kept",
    });
  });

  it("leaves the second region open while that of the stack is", () => {
    expect(resolve({}).replica).to.not.have.property("region");
    expect(mistakesOf({}, {})).to.deep.equal({});
  });

  it("takes what is chosen", () => {
    const replica = { region: "eu-north-1", lockMode: LockMode.Compliance, lockDays: 400 };
    const found = resolve({ retentionDays: 90, noncurrentDays: 60, replica }, { region: "eu-central-1" });
    expect(found).to.deep.equal({
      part: { mode: "create" },
      retentionDays: 90,
      noncurrentDays: 60,
      replica: {
        part: { mode: "create" },
        region: "eu-north-1",
        lock: { mode: "COMPLIANCE", days: 400 },
        deletions: "followed",
      },
    });
  });

  describe("days", () => {
    it("are refused below and above what the regimes ask and allow, all at once", () => {
      expect(mistakesOf({ retentionDays: 29, noncurrentDays: 29, replica: { lockDays: 29 } })).to.deep.equal({
        "backup.retentionDays": `got 29; expected 30 or more (${asks})`,
        "backup.noncurrentDays": `got 29; expected 30 or more (${asks})`,
        "backup.replica.lockDays": `got 29; expected 30 or more (${asks})`,
      });
      expect(mistakesOf({ noncurrentDays: 2193, replica: { lockDays: 2193 } })).to.include({
        "backup.noncurrentDays": `got 2193; expected 2192 or less (${ends})`,
        "backup.replica.lockDays": `got 2193; expected 2192 or less (${ends})`,
      });
    });

    it("of a backup end early enough for its versions to end in time", () => {
      expect(mistakesOf({ retentionDays: 2162 })).to.deep.equal({});
      expect(mistakesOf({ retentionDays: 2163 })).to.deep.equal({
        "backup.retentionDays": `got 2163; expected 2162 or less (${ends})`,
      });
      expect(mistakesOf({ retentionDays: 2163, noncurrentDays: 100 })).to.deep.equal({
        "backup.retentionDays": `got 2163; expected 2092 or less (${ends})`,
      });
      expect(mistakesOf({ retentionDays: 36500 }, { regimes: [Regime.Hipaa] })).to.deep.equal({});
    });
  });

  describe("the second region", () => {
    const region = (chosen: string, where?: Where) => mistakesOf({ replica: { region: chosen } }, where);

    it("is another one", () => {
      expect(region("eu-central-1")).to.deep.equal({
        "backup.replica.region":
          'got "eu-central-1"; expected another region than that of the stack, so that the loss of one leaves a copy',
      });
    });

    it("is in the same partition", () => {
      const where = { region: "us-gov-west-1", regimes: [Regime.PciDss] };
      expect(region("us-west-2", where)).to.deep.equal({
        "backup.replica.region":
          'got "us-west-2"; expected a region of aws-us-gov: S3 replicates within a partition only',
      });
      expect(region("us-gov-east-1", where)).to.deep.equal({});
    });

    it("is where the regimes let data lie, or has a ground", () => {
      const found = region("us-east-1");
      expect(found).to.have.all.keys("backup.replica.region");
      expect(found["backup.replica.region"]).to.match(
        /^got "us-east-1"; expected a region of the EU .*gdpr 44.*popia 72/,
      );
      expect(
        region("us-east-1", { region: "eu-central-1", basis: { gdpr: "clauses", popia: "consent" } }),
      ).to.deep.equal({});
      expect(region("af-south-1", { region: "eu-west-1", regimes: [Regime.Popia] })).to.deep.equal({});
    });

    it("is checked for what is known while the stack's own region is not", () => {
      expect(region("us-east-1", {})).to.have.all.keys("backup.replica.region");
      expect(region("eu-west-1", {})).to.deep.equal({});
    });

    it("must be named where none can be chosen", () => {
      expect(mistakesOf({}, { region: "eusc-de-east-1" })).to.deep.equal({
        "backup.replica.region":
          "got nothing; expected the region of the second copy, or another mode than create: none is known for eusc-de-east-1",
      });
      expect(
        mistakesOf({ replica: { mode: "inherited", vouchedBy: "x" } }, { region: "eusc-de-east-1" }),
      ).to.deep.equal({});
    });
  });

  describe("deletions", () => {
    it("may not be kept from the copy where a regime limits storage", () => {
      const kept = { replica: { deletions: ReplicaDeletions.Kept } };
      expect(mistakesOf(kept)).to.deep.equal({
        "backup.replica.deletions": `got kept; expected followed: what is deleted must come to its end in both regions (${ends})`,
      });
      expect(mistakesOf(kept, { region: "eu-central-1", regimes: [Regime.Hipaa] })).to.deep.equal({});
      const followed = { replica: { deletions: ReplicaDeletions.Followed } };
      expect(resolve(followed, { regimes: [Regime.Hipaa] }).replica!.deletions).to.equal("followed");
    });
  });

  describe("a store that exists", () => {
    const store: BackupArgs = { mode: "existing", bucket: "ours" };

    it("needs a second copy of its own where regimes ask for two", () => {
      expect(mistakesOf(store)).to.deep.equal({
        "backup.replica": `got nothing; expected who provides the copy in a second region, because backup.mode is existing (${copies})`,
      });
      expect(mistakesOf(store, { regimes: [Regime.PciDss] })).to.deep.equal({});
      expect(resolve(store, { regimes: [Regime.PciDss] })).to.deep.equal({
        part: { mode: "existing", reference: "ours" },
        retentionDays: 30,
        noncurrentDays: 30,
      });
    });

    it("is named, not by an ARN", () => {
      const replica = { mode: "inherited", vouchedBy: "platform team" } as const;
      const told = (bucket: string) => mistakesOf({ ...store, bucket, replica });
      for (const each of ["arn:aws:s3:::ours", "Ours", "ou"]) expect(told(each)).to.have.all.keys("backup.bucket");
      expect(told("company.backups-1")).to.deep.equal({});
    });

    it("is not replicated by the stack", () => {
      const expected =
        "expected existing or inherited while backup.mode is existing: replication is set on the first bucket, which is not the stack's";
      expect(mistakesOf({ ...store, replica: {} })).to.deep.equal({
        "backup.replica.mode": `got nothing; ${expected}`,
      });
      expect(mistakesOf({ ...store, replica: { mode: "create" } })).to.deep.equal({
        "backup.replica.mode": `got create; ${expected}`,
      });
      const replica = { mode: "existing", bucketArn, keyArn, deletions: ReplicaDeletions.Followed } as const;
      expect(mistakesOf({ ...store, replica })).to.deep.equal({
        "backup.replica.deletions": "got followed; expected nothing where the replication is not the stack's",
      });
    });

    it("takes the age of backups, and nothing that is set on a bucket", () => {
      const replica = { mode: "inherited", vouchedBy: "platform team" } as const;
      expect(mistakesOf({ ...store, replica, retentionDays: 60 })).to.deep.equal({});
      expect(mistakesOf({ ...store, replica, noncurrentDays: 60 })).to.deep.equal({
        "backup.noncurrentDays": "got 60; expected nothing while backup.mode is existing",
      });
      expect(mistakesOf({ mode: "existing", replica })).to.deep.equal({
        "backup.bucket": "got nothing; expected a value, because backup.mode is existing",
      });
    });
  });

  describe("a store that the account provides", () => {
    const store: BackupArgs = { mode: "inherited", vouchedBy: "AWS Backup, plan 7" };

    it("has its copies vouched for by the same, unless somebody else provides them", () => {
      expect(mistakesOf(store)).to.deep.equal({});
      expect(declareBackup(resolve(store))).to.deep.equal({
        backup: { mode: "inherited", vouchedBy: "AWS Backup, plan 7" },
        "backup.replica": { mode: "inherited", vouchedBy: "AWS Backup, plan 7" },
      });
      const replica = { mode: "inherited", vouchedBy: "storage team" } as const;
      expect(resolve({ ...store, replica }).replica!.part.vouchedBy).to.equal("storage team");
    });

    it("takes no days", () => {
      expect(mistakesOf({ ...store, retentionDays: 60, noncurrentDays: 60 })).to.deep.equal({
        "backup.retentionDays": "got 60; expected nothing while backup.mode is inherited",
        "backup.noncurrentDays": "got 60; expected nothing while backup.mode is inherited",
      });
    });
  });

  describe("a copy that exists", () => {
    const copy = (replica: BackupArgs["replica"]): BackupArgs => ({ replica: { mode: "existing", ...replica } });

    it("is a bucket and its key", () => {
      const found = resolve(copy({ bucketArn, keyArn }), { region: "eu-central-1" });
      expect(mistakesOf(copy({ bucketArn, keyArn }))).to.deep.equal({});
      expect(found.replica).to.deep.equal({
        part: { mode: "existing", reference: bucketArn },
        keyArn,
        lock: { mode: "GOVERNANCE", days: 30 },
        deletions: "followed",
      });
      expect(declareBackup(found)).to.deep.equal({
        backup: { mode: "create" },
        "backup.replica": { mode: "existing", reference: bucketArn },
      });
      expect(mistakesOf(copy({}))).to.deep.equal({
        "backup.replica.bucketArn": "got nothing; expected a value, because backup.replica.mode is existing",
        "backup.replica.keyArn": "got nothing; expected a value, because backup.replica.mode is existing",
      });
    });

    it("lies where its key does", () => {
      const where = (arn: string) => mistakesOf(copy({ bucketArn, keyArn: arn }))["backup.replica.keyArn"];
      expect(where(keyArn.replace("eu-west-1", "eu-central-1"))).to.match(
        /^got a key of eu-central-1; expected another/,
      );
      expect(where(keyArn.replace("eu-west-1", "us-east-1"))).to.match(
        /^got a key of us-east-1; expected a region of the EU/,
      );
      expect(where(keyArn.replace("aws", "aws-cn").replace("eu-west-1", "cn-north-1"))).to.match(
        /^got a key of cn-north-1; expected a region of aws:/,
      );
      expect(where("alias/backups")).to.equal('got "alias/backups"; expected the ARN of a KMS key, not of an alias');
      expect(where("arn:aws:kms:eu-west-1:123456789012:alias/backups")).to.match(/expected the ARN of a KMS key/);
    });

    it("is a bucket by its ARN, and of the stack's partition, as its key is", () => {
      const told = (more: BackupArgs["replica"], region = "eu-central-1") =>
        mistakesOf(copy({ bucketArn, keyArn, ...more }), { region });
      expect(told({ bucketArn: "copies" })).to.deep.equal({
        "backup.replica.bucketArn": 'got "copies"; expected the ARN of a bucket, which ends in :s3::: and its name',
      });
      expect(told({ bucketArn: "arn:aws-cn:s3:::copies" })["backup.replica.bucketArn"]).to.match(
        /expected an ARN of the partition of eu-central-1, aws$/,
      );
      expect(told({ keyArn: keyArn.replace("arn:aws:", "arn:aws-cn:") })).to.have.all.keys("backup.replica.keyArn");
    });

    it("is checked later where its key is an Output", () => {
      const found = copy({ bucketArn: pulumi.output(bucketArn), keyArn: pulumi.output(keyArn) });
      expect(mistakesOf(found)).to.deep.equal({});
    });

    it("takes nothing that is set on a bucket of the stack", () => {
      const replica = { bucketArn, keyArn, region: "eu-west-1", lockMode: LockMode.Governance, lockDays: 60 };
      expect(mistakesOf(copy(replica))).to.have.all.keys(
        "backup.replica.region",
        "backup.replica.lockMode",
        "backup.replica.lockDays",
      );
    });
  });

  it("notes what another mode would need", () => {
    expect(
      mistakesOf({ bucket: "ours", vouchedBy: "us", replica: { bucketArn, keyArn, vouchedBy: "us" } }),
    ).to.deep.equal({
      "backup.bucket": 'got "ours"; expected nothing while backup.mode is create',
      "backup.vouchedBy": 'got "us"; expected nothing while backup.mode is create',
      "backup.replica.bucketArn": `got "${bucketArn}"; expected nothing while backup.replica.mode is create`,
      "backup.replica.keyArn": `got "${keyArn}"; expected nothing while backup.replica.mode is create`,
      "backup.replica.vouchedBy": 'got "us"; expected nothing while backup.replica.mode is create',
    });
    expect(mistakesOf({ replica: { mode: "inherited", keyArn, deletions: ReplicaDeletions.Kept } })).to.have.all.keys(
      "backup.replica.vouchedBy",
      "backup.replica.keyArn",
      "backup.replica.deletions",
    );
  });

  it("reads every argument, and tells all that is wrong in form", () => {
    const wrong = {
      mode: "off",
      bucket: 1,
      retentionDays: 0,
      noncurrentDays: 1.5,
      replica: { region: "Frankfurt", lockMode: "governance", lockDays: 36501, deletions: "ignored", bucketArn: "" },
    };
    expect(read(backupShape, wrong, "backup").mistakes.map(({ path }) => path)).to.have.members([
      "backup.mode",
      "backup.bucket",
      "backup.retentionDays",
      "backup.noncurrentDays",
      "backup.replica.region",
      "backup.replica.lockMode",
      "backup.replica.lockDays",
      "backup.replica.deletions",
      "backup.replica.bucketArn",
    ]);
  });
});
