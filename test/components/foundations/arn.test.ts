import { expect } from "chai";
import { parseKeyArn, partitionMistakes } from "../../../components/foundations/arn";

const id = "0a1b2c3d-0000-1111-2222-000000000001";

describe("foundations/arn", () => {
  it("reads the ARN of a key, and of nothing else", () => {
    for (const [partition, region, end] of [
      ["aws", "eu-central-1", id],
      ["aws-cn", "cn-north-1", id],
      ["aws-us-gov", "us-gov-west-1", `mrk-${id.replaceAll("-", "")}`],
      ["aws-eusc", "eusc-de-east-1", id],
    ]) {
      expect({ ...parseKeyArn(`arn:${partition}:kms:${region}:123456789012:key/${end}`) }).to.deep.equal({
        partition,
        region,
      });
    }
    for (const other of [
      "alias/main",
      "arn:aws:kms:eu-central-1:123456789012:alias/main",
      "arn:aws:kms:eu-central-1:123456789012:key/main",
      `arn:aws:kms:eu-central-1:1234:key/${id}`,
      `arn:aws:s3:eu-central-1:123456789012:key/${id}`,
      `x arn:aws:kms:eu-central-1:123456789012:key/${id}`,
    ]) {
      expect(parseKeyArn(other), other).to.equal(undefined);
    }
  });

  it("finds the partition wrong, for its own region or for the stack's", () => {
    const of = (arn: string, stack?: string) => partitionMistakes("x", arn, stack).map(({ expected }) => expected);
    expect(of("arn:aws:sqs:eu-west-1:123456789012:a", "eu-central-1")).to.deep.equal([]);
    expect(of("arn:aws:sqs:eu-west-1:123456789012:a")).to.deep.equal([]);
    expect(of("arn:aws:s3:::copies")).to.deep.equal([]);
    expect(of("arn:aws:sqs:cn-north-1:123456789012:a")).to.deep.equal([
      "an ARN of the partition of cn-north-1, aws-cn",
    ]);
    expect(of("arn:aws:s3:::copies", "us-gov-west-1")).to.deep.equal([
      "an ARN of the partition of us-gov-west-1, aws-us-gov",
    ]);
    expect(of("arn:aws-cn:sqs:cn-north-1:123456789012:a", "eu-central-1")).to.deep.equal([
      "an ARN of the partition of eu-central-1, aws",
    ]);
    expect(of("no ARN", "eu-central-1")).to.deep.equal([]);
    expect(partitionMistakes("a.b", "arn:aws-cn:s3:::copies", "eu-west-1")).to.deep.equal([
      { path: "a.b", got: '"arn:aws-cn:s3:::copies"', expected: "an ARN of the partition of eu-west-1, aws" },
    ]);
    expect(partitionMistakes("a.b", "arn:aws-cn:s3:::copies", "eu-west-1", "a secret")[0]!.got).to.equal("a secret");
  });
});
