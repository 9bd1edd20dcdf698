import { bucketSamples, keyArnFor } from "../../../../support/account-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { type Case, cases } from "../../cases";
import { replacing } from "../../harness";

const key = samples.key();

describe("ENC-02 volumes of the stack", () => {
  const volume = samples.volume();
  const set = (property: string, value: unknown) => [broken(volume, property, value)];
  cases("ENC-02", [
    ["encrypted with a key", [volume], "pass"],
    ["off", set("encrypted", false), "fail", "encrypted is false; expected true"],
    ["off by default", set("encrypted", undefined), "fail", "which means false"],
    ["a text for the flag", set("encrypted", "true"), "fail"],
    ["an unknown flag", set("encrypted", unknown), "unknown"],
    ["no key", set("kmsKeyId", undefined), "fail", "kmsKeyId is not set"],
    ["AWS's own key", set("kmsKeyId", "alias/aws/ebs"), "fail", "a key that AWS manages"],
    ["a key of the wrong type", set("kmsKeyId", true), "fail"],
    ["an unknown key", set("kmsKeyId", unknown), "unknown"],
    [
      "an unknown key of this stack",
      [{ ...broken(volume, "kmsKeyId", unknown), sources: { kmsKeyId: ["data"] } }, key],
      "pass",
    ],
    ...["replicaKey:ReplicaKey", "externalKey:ExternalKey", "replicaExternalKey:ReplicaExternalKey"].map(
      (token): Case => [
        `an unknown key of this stack, a ${token}`,
        [
          { ...broken(volume, "kmsKeyId", unknown), sources: { kmsKeyId: ["data"] } },
          { ...key, type: `aws:kms/${token}` },
        ],
        "pass",
      ],
    ),
    ["no volume", [key], "not-applicable"],
  ]);
});

describe("ENC-05 buckets", () => {
  const [bucket, encryption] = bucketSamples("records") as [Sample, Sample];
  const rule = (value: unknown) => [
    bucket,
    broken(encryption, "rules", [{ applyServerSideEncryptionByDefault: value }]),
  ];
  const good = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArnFor("records") };
  const inline = (value: unknown) => [broken(bucket, "serverSideEncryptionConfiguration", value)];
  const old: Sample = { ...bucket, type: "aws:s3/bucketV2:BucketV2" };
  const autonamed = { ...broken(bucket, "bucket", undefined), name: "records" };
  const joined = { ...broken(encryption, "bucket", unknown), sources: { bucket: ["records"] } };
  cases("ENC-05", [
    ["a configuration of its own", [bucket, encryption], "pass"],
    ["with two layers", rule({ ...good, sseAlgorithm: "aws:kms:dsse" }), "pass"],
    ["S3's own key", rule({ sseAlgorithm: "AES256" }), "fail", 'is "AES256"'],
    ["AWS's key of the account", rule({ sseAlgorithm: "aws:kms" }), "fail", "kmsMasterKeyId is not set"],
    ["an unknown algorithm", rule({ ...good, sseAlgorithm: unknown }), "unknown"],
    ["an unknown key", rule({ ...good, kmsMasterKeyId: unknown }), "unknown"],
    ["unknown rules", [bucket, broken(encryption, "rules", unknown)], "unknown"],
    ["no rules", [bucket, broken(encryption, "rules", [])], "fail"],
    ["rules of the wrong type", [bucket, broken(encryption, "rules", "aws:kms")], "fail", "wrong type"],
    ["nothing", [bucket], "fail", "a key of its own"],
    ["another bucket's configuration", [bucket, broken(encryption, "bucket", "other")], "fail"],
    ["a configuration of an unknown bucket", [bucket, broken(encryption, "bucket", unknown)], "unknown"],
    ["a bucket without a name, joined", [autonamed, joined], "pass"],
    ["a bucket without a name, joined and wrong", [autonamed, broken(joined, "rules", [])], "fail"],
    ["a bucket without a name, alone", [autonamed], "fail"],
    ["inline", inline({ rule: { applyServerSideEncryptionByDefault: good } }), "pass"],
    [
      "inline, S3's own key",
      inline({ rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } } }),
      "fail",
    ],
    ["inline, unknown", inline(unknown), "unknown"],
    ["the older token", [old, encryption], "pass"],
    ["the older token, alone", [old], "fail"],
    [
      "the older token, inline",
      [
        broken(old, "serverSideEncryptionConfigurations", [
          { rules: [{ applyServerSideEncryptionByDefaults: [good] }] },
        ]),
      ],
      "pass",
    ],
    ["no bucket", [key], "not-applicable"],
  ]);
});

describe("ENC-06 services", () => {
  const [group, repository, topic] = [samples.logGroup(), samples.repository(), samples.topic()];
  const files: Sample = {
    type: "aws:efs/fileSystem:FileSystem",
    name: "files",
    props: { encrypted: true, kmsKeyId: keyArnFor("files") },
  };
  const secret: Sample = {
    type: "aws:secretsmanager/secret:Secret",
    name: "password",
    props: { kmsKeyId: keyArnFor("secret") },
  };
  const images = (value: unknown) => [broken(repository, "encryptionConfigurations", value)];
  const linked = { ...broken(group, "kmsKeyId", unknown), sources: { kmsKeyId: ["data"] } };
  cases("ENC-06", [
    ["each with a key", [group, repository, topic, files, secret], "pass"],
    ["a log group without", [broken(group, "kmsKeyId", undefined)], "fail", "kmsKeyId is not set"],
    ["a log group with an unknown key", [broken(group, "kmsKeyId", unknown)], "unknown"],
    ["a log group with a key of this stack", [linked, key], "pass"],
    ["a topic without", [broken(topic, "kmsMasterKeyId", undefined)], "fail"],
    ["a topic with AWS's own key", [broken(topic, "kmsMasterKeyId", "alias/aws/sns")], "fail", "AWS manages"],
    ["a secret without", [broken(secret, "kmsKeyId", undefined)], "fail"],
    ["a file system that is off", [broken(files, "encrypted", false)], "fail"],
    ["a file system, a text for the flag", [broken(files, "encrypted", "true")], "fail"],
    ["a file system without a key", [broken(files, "kmsKeyId", undefined)], "fail"],
    ["a repository without", images(undefined), "fail", "which means AES256"],
    ["a repository with an empty list", images([]), "fail"],
    ["a repository with AES256", images([{ encryptionType: "AES256" }]), "fail", 'is "AES256"'],
    ["a repository with AWS's own key", images([{ encryptionType: "KMS" }]), "fail", "kmsKey is not set"],
    ["a repository with unknown encryption", images(unknown), "unknown"],
    ["a repository with encryption of the wrong type", images("KMS"), "fail", "wrong type"],
    [
      "a template of repositories",
      [{ ...repository, type: "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", props: {} }],
      "fail",
    ],
    ["none of these", [key], "not-applicable"],
  ]);
});

describe("KEY-04 separate keys", () => {
  const [cluster, group, template, volume] = [
    samples.cluster(),
    samples.logGroup(),
    samples.launchTemplate(),
    samples.volume(),
  ];
  const all = [cluster, group, template, volume, ...bucketSamples("backups", { replica: "copies" })];
  const secrets = cluster.props["encryptionConfig"] as { provider: { keyArn: string } };
  const shared = secrets.provider.keyArn;
  const linked = { ...broken(group, "kmsKeyId", unknown), sources: { kmsKeyId: ["data"] } };
  const encryption = all.find(({ name }) => name === "backups-encryption")!;
  const oneKey = replacing(
    all,
    broken(encryption, "rules", [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: group.props["kmsKeyId"] } },
    ]),
  );
  cases("KEY-04", [
    ["a key for each", all, "pass", "serves API data alone"],
    ["one key for two volumes", [template, broken(volume, "kmsKeyId", samples.key().outputs!["arn"])], "pass"],
    ["logs and API data", replacing(all, broken(group, "kmsKeyId", shared)), "fail", "serves API data and logs"],
    ["volumes and API data", replacing(all, broken(volume, "kmsKeyId", shared)), "fail", "API data and volumes"],
    [
      "backups and API data",
      replacing(
        all,
        broken(encryption, "rules", [
          { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: shared } },
        ]),
      ),
      "fail",
      "API data and backups",
    ],
    [
      "logs and volumes, by ARN and by id",
      [group, broken(volume, "kmsKeyId", String(group.props["kmsKeyId"]).split("/").at(-1))],
      "fail",
      "serves logs and volumes",
    ],
    [
      "volumes of the same key, by id",
      [template, broken(volume, "kmsKeyId", "0a1b2c3d-0000-1111-2222-333344445555")],
      "pass",
    ],
    ["logs and backups", oneKey, "fail", "serves backups and logs"],
    ["backups under rules that are not known", replacing(all, broken(encryption, "rules", unknown)), "unknown"],
    ["volumes that are not known", replacing(all, broken(template, "blockDeviceMappings", unknown)), "unknown"],
    ["volumes by default", replacing(all, broken(template, "blockDeviceMappings", undefined)), "pass"],
    [
      "logs and a trail's bucket that is copied",
      [broken(samples.trail(), "s3BucketName", "backups"), ...oneKey],
      "pass",
    ],
    [
      "logs and a bucket of access logs that is copied",
      [
        {
          type: "aws:s3/bucketLogging:BucketLogging",
          name: "access",
          props: { bucket: "pages", targetBucket: "backups" },
        },
        ...oneKey,
      ],
      "pass",
    ],
    ["an unknown key of this stack", [cluster, linked, key], "pass"],
    [
      "the same key, unknown here and known there",
      [broken(cluster, "encryptionConfig.provider.keyArn", key.outputs!["arn"]), linked, key],
      "fail",
      "API data and logs",
    ],
    ["an unknown key", [cluster, broken(group, "kmsKeyId", unknown)], "unknown", "kmsKeyId cannot be known"],
    ["an unknown key, where all keys are for one purpose", [broken(group, "kmsKeyId", unknown)], "pass"],
    ["no key in use", [key, broken(group, "kmsKeyId", undefined)], "not-applicable"],
  ]);
});
