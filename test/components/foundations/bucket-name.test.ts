import { expect } from "chai";
import { bucketArnMistakes, bucketNameMistakes, isBucketName } from "../../../components/foundations/bucket-name";

describe("foundations/bucket-name", () => {
  it("takes what S3 takes", () => {
    for (const name of ["abc", "a1-b.c", "0rg-backups", "a".repeat(63), "1.2.3"]) {
      expect(isBucketName(name), name).to.equal(true);
    }
  });

  it("takes nothing else", () => {
    const form = [
      "ab",
      "a".repeat(64),
      "Backups",
      "a_b_c",
      "-abc",
      "abc-",
      ".abc",
      "abc.",
      "a..b",
      "a b c",
      "",
      "abc\n",
    ];
    const reserved = ["10.0.0.1", "xn--abc", "sthree-abc", "amzn-s3-demo-abc"];
    const ends = ["abc-s3alias", "abc--ol-s3", "abc.mrap", "abc--x-s3", "abc--table-s3"];
    for (const name of [...form, ...reserved, ...ends, "arn:aws:s3:::abc"]) {
      expect(isBucketName(name), name).to.equal(false);
    }
  });

  it("tells a name and an ARN apart", () => {
    expect(bucketNameMistakes("b", "arn:aws:s3:::abc")).to.deep.equal([
      {
        path: "b",
        got: '"arn:aws:s3:::abc"',
        expected:
          "a bucket's name, not its ARN: 3 to 63 lower-case letters, digits, dashes and single dots, as S3 takes them",
      },
    ]);
    const arns = (arn: string, region?: string) => bucketArnMistakes("b", arn, region).map(({ expected }) => expected);
    const expected = "the ARN of a bucket, which ends in :s3::: and its name";
    expect(arns("arn:aws:s3:::abc", "eu-west-1")).to.deep.equal([]);
    expect(arns("arn:aws-cn:s3:::abc")).to.deep.equal([]);
    for (const other of ["abc", "arn:aws:s3:::abc/*", "arn:aws:s3:::ABC", "arn:aws:s3:eu-west-1:123456789012:abc"]) {
      expect(arns(other), other).to.deep.equal([expected]);
    }
    expect(arns("arn:aws-cn:s3:::abc", "eu-west-1")).to.deep.equal(["an ARN of the partition of eu-west-1, aws"]);
  });
});
