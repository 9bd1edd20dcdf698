import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { isUnknown } from "../../../../cli/preview/wire";
import { FluentBit, type FluentBitArgs } from "../../../../components/addons/fluent-bit";
import { nameLimits } from "../../../../components/foundations/names";
import type { Values } from "../../../../components/foundations/values";
import { handlesOf } from "../../../../components/releases";
import { record, type Recording, type RecordOptions } from "../../../support/recorder";
import { allBefore, at, dependenciesOf, policyOf, shortUrn, sourceOf } from "../../recorded";

const streamType = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const filterType = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const groupType = "aws:cloudwatch/logGroup:LogGroup";
const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/rolePolicy:RolePolicy";

const keyOf = (digit: number) =>
  `arn:aws:kms:eu-central-1:123456789012:key/00000000-1111-2222-3333-44444444444${digit}`;
const archive = { bucketName: "locked", keyArn: keyOf(2) };

function recordArchive(given: Partial<FluentBitArgs> = {}, options: RecordOptions = {}): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const args = { cluster: { name: "main" }, keyArn: keyOf(1), retentionDays: 365, archive, ...given };
    const made = new FluentBit("logs", args, { providers: [provider] });
    new kubernetes.core.v1.ConfigMap("user", {}, { provider, dependsOn: handlesOf(made).ready });
  }, options);
}

const statementsOf = (recording: Recording, name: string) =>
  policyOf(recording.one(policyType, name).inputs["policy"]).Statement;
const trustOf = (recording: Recording, name: string) =>
  policyOf(recording.one(roleType, name).inputs["assumeRolePolicy"]).Statement;

describe("addons/fluent-bit/archive", () => {
  let recording: Recording;
  before(async () => (recording = await recordArchive()));

  it("is not made unless it is asked for", async () => {
    const without = await recordArchive({ archive: undefined });
    expect(without.ofType(streamType)).to.deep.equal([]);
    expect(without.ofType(filterType)).to.deep.equal([]);
    expect(without.ofType(groupType)).to.have.length(3);
    expect(without.ofType(roleType)).to.have.length(1);
  });

  it("subscribes each group whole, and not the one that failures are written to", async () => {
    const filters = recording.ofType(filterType);
    expect(filters.map((each) => sourceOf(each, "logGroup").map(shortUrn))).to.deep.equal([
      ["aws:cloudwatch/logGroup:LogGroup::logs-application"],
      ["aws:cloudwatch/logGroup:LogGroup::logs-node"],
      ["aws:cloudwatch/logGroup:LogGroup::logs-platform"],
    ]);
    for (const each of filters) {
      expect(each.inputs).to.deep.include({ name: "archive", filterPattern: "" });
      expect(sourceOf(each, "destinationArn")).to.deep.equal([
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream::logs-archive",
      ]);
      expect(sourceOf(each, "roleArn")).to.deep.equal(["aws:iam/role:Role::logs-archive-subscription"]);
      expect(dependenciesOf(each)).to.include("aws:iam/rolePolicy:RolePolicy::logs-archive-subscription");
    }
    const withoutNodes = await recordArchive({ nodeLogs: false });
    expect(withoutNodes.ofType(filterType)).to.have.length(2);
  });

  it("writes to the bucket with the bucket's key, below the cluster's name and by date, as CloudWatch compressed it", () => {
    const stream = recording.one(streamType);
    const { roleArn, ...s3 } = stream.inputs["extendedS3Configuration"] as Values;
    expect(isUnknown(roleArn)).to.equal(true);
    expect(s3).to.deep.include({
      bucketArn: "arn:aws:s3:::locked",
      kmsKeyArn: keyOf(2),
      prefix: "container-logs/main/!{timestamp:yyyy/MM/dd/HH}/",
      errorOutputPrefix: "container-logs-failed/main/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
      compressionFormat: "UNCOMPRESSED",
      fileExtension: ".gz",
      bufferingSize: 64,
      bufferingInterval: 300,
    });
    expect(stream.inputs).to.deep.include({ name: "main-log-archive", destination: "extended_s3" });
    expect(dependenciesOf(stream)).to.include("aws:iam/rolePolicy:RolePolicy::logs-archive-delivery");
  });

  it("is encrypted with the logs' key on its way", () => {
    expect(recording.one(streamType).inputs["serverSideEncryption"]).to.deep.equal({
      enabled: true,
      keyType: "CUSTOMER_MANAGED_CMK",
      keyArn: keyOf(1),
    });
  });

  it("says what it could not deliver in a group with a key and an end", () => {
    expect(recording.one(groupType, "logs-archive-failures").inputs).to.deep.include({
      name: "/aws/kinesisfirehose/main-log-archive",
      kmsKeyId: keyOf(1),
      retentionInDays: 365,
    });
    expect(at(recording.one(streamType).inputs, "extendedS3Configuration", "cloudwatchLoggingOptions")).to.deep.equal({
      enabled: true,
      logGroupName: "/aws/kinesisfirehose/main-log-archive",
      logStreamName: "S3Delivery",
    });
  });

  it("lets CloudWatch Logs of this account and region put records into this stream", () => {
    expect(trustOf(recording, "logs-archive-subscription")).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "logs.eu-central-1.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringLike: { "aws:SourceArn": "arn:aws:logs:eu-central-1:123456789012:*" } },
      },
    ]);
    const [statement, ...further] = statementsOf(recording, "logs-archive-subscription");
    expect(further).to.deep.equal([]);
    expect(statement!["Action"]).to.deep.equal(["firehose:PutRecord", "firehose:PutRecordBatch"]);
    expect(isUnknown(statement!["Resource"])).to.equal(true);
  });

  it("lets this stream of Firehose write below two folders of the bucket, and use its key for that bucket", () => {
    expect(trustOf(recording, "logs-archive-delivery")).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "firehose.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnEquals: {
            "aws:SourceArn": "arn:aws:firehose:eu-central-1:123456789012:deliverystream/main-log-archive",
          },
        },
      },
    ]);
    const [bucket, objects, key, failures, ...further] = statementsOf(recording, "logs-archive-delivery");
    expect(further).to.deep.equal([]);
    expect(bucket).to.deep.include({
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: "arn:aws:s3:::locked",
    });
    expect(objects).to.deep.include({
      Action: ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"],
      Resource: ["arn:aws:s3:::locked/container-logs/main/*", "arn:aws:s3:::locked/container-logs-failed/main/*"],
    });
    expect(key).to.deep.include({
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keyOf(2),
      Condition: {
        StringEquals: {
          "kms:ViaService": "s3.eu-central-1.amazonaws.com",
          "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::locked",
        },
      },
    });
    expect(failures!["Action"]).to.equal("logs:PutLogEvents");
    expect(isUnknown(failures!["Resource"])).to.equal(true);
  });

  it("names the partition that it is in", async () => {
    const chinese = await recordArchive({}, { region: "cn-north-1" });
    expect(at(trustOf(chinese, "logs-archive-subscription"), 0, "Principal", "Service")).to.equal(
      "logs.cn-north-1.amazonaws.com.cn",
    );
    expect(at(statementsOf(chinese, "logs-archive-delivery"), 0, "Resource")).to.equal("arn:aws-cn:s3:::locked");
  });

  it("has a name that Firehose takes for the longest name of a cluster", async () => {
    const longest = "c".repeat(nameLimits.cluster);
    const long = await recordArchive({ cluster: { name: longest } });
    expect(String(long.one(streamType).inputs["name"]).length).to.be.at.most(64);
  });

  it("is there before whoever waits for the add-on", () => {
    const before = allBefore(recording, recording.one("kubernetes:core/v1:ConfigMap", "user"));
    for (const { urn } of recording.ofType(filterType)) expect(before.has(urn), urn).to.equal(true);
  });
});
