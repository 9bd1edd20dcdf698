import { jsonStringify, output } from "@pulumi/pulumi";
import { expect } from "chai";
import { volumeUserStatements } from "../../../components/cluster/key-policies";
import type { Recording } from "../../support/recorder";
import { policyOf, recordCluster, sourceOf } from "../recorded";

const keyType = "aws:kms/key:Key";
const account = {
  Sid: "AccountThroughIam",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};

describe("cluster/keys", () => {
  let recording: Recording;
  before(async () => (recording = await recordCluster({ keys: { deletionWindowDays: 7, rotationDays: 180 } })));

  it("are three, which rotate, wait before they go, and are protected", () => {
    const keys = recording.ofType(keyType);
    expect(keys.map(({ name }) => name)).to.deep.equal(["main-logs", "main-secrets", "main-volumes"]);
    for (const { inputs, options } of keys) {
      expect(inputs).to.deep.include({
        enableKeyRotation: true,
        rotationPeriodInDays: 180,
        deletionWindowInDays: 7,
      });
      expect(options.protect).to.equal(true);
    }
  });

  it("have an alias each", () => {
    for (const purpose of ["logs", "secrets", "volumes"]) {
      const alias = recording.one("aws:kms/alias:Alias", `main-${purpose}`);
      expect(alias.inputs["name"]).to.equal(`alias/main/${purpose}`);
      expect(sourceOf(alias, "targetKeyId")).to.deep.equal([`${keyType}::main-${purpose}`]);
    }
  });

  it("the key of Secrets is ruled by the account alone", () => {
    const policy = policyOf(recording.one(keyType, "main-secrets").inputs["policy"]);
    expect(policy).to.deep.equal({ Version: "2012-10-17", Statement: [account] });
  });

  it("the key of logs serves CloudWatch Logs for the cluster's own log group", () => {
    const policy = policyOf(recording.one(keyType, "main-logs").inputs["policy"]);
    expect(policy.Statement).to.deep.equal([
      account,
      {
        Sid: "LogGroup",
        Effect: "Allow",
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:log-group:/aws/eks/main/cluster",
          },
        },
      },
    ]);
  });

  it("the key of volumes admits the Auto Scaling role by a condition, and names no principal that may not exist", () => {
    const policy = policyOf(recording.one(keyType, "main-volumes").inputs["policy"]);
    const onlyThatRole = {
      StringEquals: { "kms:CallerAccount": "123456789012" },
      ArnEquals: {
        "aws:PrincipalArn":
          "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
      },
    };
    expect(policy.Statement).to.deep.equal([
      account,
      {
        Sid: "AutoScalingUses",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: onlyThatRole,
      },
      {
        Sid: "AutoScalingGrantsToVolumes",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: { ...onlyThatRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });

  it("never leaves a statement for everybody without a condition on the account", () => {
    for (const key of recording.ofType(keyType)) {
      const open = policyOf(key.inputs["policy"]).Statement.filter(
        ({ Principal }) => (Principal as { AWS?: string }).AWS === "*",
      );
      for (const { Condition } of open) {
        expect(Condition).to.have.nested.property("StringEquals.kms:CallerAccount", "123456789012");
      }
    }
  });

  it("a role uses the key of volumes through EC2, and grants it to AWS's own services only", async () => {
    const place = {
      partition: output("aws-cn"),
      dnsSuffix: output("amazonaws.com.cn"),
      region: output("cn-north-1"),
      account: output("123456789012"),
    };
    const text = jsonStringify(volumeUserStatements(place, "KEY"));
    const statements = JSON.parse(await new Promise<string>((resolve) => void text.apply(resolve))) as unknown;
    expect(statements).to.deep.equal([
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
});
