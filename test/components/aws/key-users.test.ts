import { expect } from "chai";
import {
  bucketUserStatements,
  secretsUserStatements,
  topicUserStatements,
  volumeUserStatements,
} from "../../../components/aws";
import { sites } from "../iam/sites";
import { render } from "../cluster/keys/rendered";

const china = sites.find(({ region }) => region === "cn-north-1")!;

describe("aws/key-users", () => {
  it("the control plane wraps Secrets with the key", async () => {
    expect(await render(() => secretsUserStatements("KEY"))).to.deep.equal([
      { Effect: "Allow", Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"], Resource: "KEY" },
    ]);
  });

  it("a role uses the key of volumes through EC2, and grants it to AWS's own services only", async () => {
    expect(await render((place) => volumeUserStatements(place, "KEY"), china)).to.deep.equal([
      {
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "KEY",
        Condition: { StringEquals: { "kms:ViaService": "ec2.cn-north-1.amazonaws.com.cn" } },
      },
      {
        Effect: "Allow",
        Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
        Resource: "KEY",
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });

  it("a role uses the key of a bucket through S3, for that bucket", async () => {
    expect(await render((place) => bucketUserStatements(place, "KEY", "arn:aws-cn:s3:::backups"), china)).to.deep.equal(
      [
        {
          Effect: "Allow",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: "KEY",
          Condition: {
            StringEquals: {
              "kms:ViaService": "s3.cn-north-1.amazonaws.com.cn",
              "kms:EncryptionContext:aws:s3:arn": "arn:aws-cn:s3:::backups",
            },
          },
        },
      ],
    );
  });

  it("a role uses the key of a topic through SNS", async () => {
    expect(await render((place) => topicUserStatements(place, "KEY"))).to.deep.equal([
      {
        Effect: "Allow",
        Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
        Resource: "KEY",
        Condition: { StringEquals: { "kms:ViaService": "sns.eu-central-1.amazonaws.com" } },
      },
    ]);
  });
});
