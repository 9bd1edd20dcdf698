import { expect } from "chai";
import { keyStatements, type KeyPurpose } from "../../../../components/cluster/keys";
import { type Rendered, render } from "./rendered";

const account = {
  Sid: "AccountThroughIam",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};

function policyFor(purpose: KeyPurpose): Promise<Rendered[]> {
  return render((place) => keyStatements(purpose, place, "main"));
}

describe("cluster/keys/key-policies", () => {
  for (const purpose of ["secrets", "backups", "registry"] as const) {
    it(`the key of ${purpose} is ruled by the account alone`, async () => {
      expect(await policyFor(purpose)).to.deep.equal([account]);
    });
  }

  it("the key of logs serves CloudWatch Logs for the log groups of the cluster by name, and CloudTrail for one trail", async () => {
    const logGroup = (name: string) => `arn:aws:logs:eu-central-1:123456789012:log-group:${name}`;
    const trail = { "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:123456789012:trail/main-audit" };
    const forCloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Resource: "*" };
    expect(await policyFor("logs")).to.deep.equal([
      account,
      {
        Sid: "LogGroups",
        Effect: "Allow",
        Principal: { Service: "logs.eu-central-1.amazonaws.com" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": [
              logGroup("/aws/eks/main/cluster"),
              logGroup("/aws/vpc/main/flow-logs"),
              logGroup("/aws/cloudtrail/main"),
              logGroup("/aws/eks/main/application"),
              logGroup("/aws/eks/main/platform"),
              logGroup("/aws/eks/main/node"),
              logGroup("/aws/eks/main/falco"),
              logGroup("/aws/kinesisfirehose/main-log-archive"),
            ],
          },
        },
      },
      {
        ...forCloudTrail,
        Sid: "TrailEncrypts",
        Action: "kms:GenerateDataKey*",
        Condition: {
          StringEquals: trail,
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:123456789012:trail/*",
          },
        },
      },
      {
        ...forCloudTrail,
        Sid: "TrailUsesBucketKey",
        Action: "kms:Decrypt",
        Condition: { StringEquals: trail },
      },
      {
        ...forCloudTrail,
        Sid: "TrailLooksAtKey",
        Action: "kms:DescribeKey",
        Condition: { StringEquals: trail },
      },
    ]);
  });

  it("the key of volumes admits the Auto Scaling role by a condition, and names no principal that may not exist", async () => {
    const onlyThatRole = {
      StringEquals: { "kms:CallerAccount": "123456789012" },
      ArnEquals: {
        "aws:PrincipalArn":
          "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
      },
    };
    expect(await policyFor("volumes")).to.deep.equal([
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

  it("the key of alerts admits the account's alarms, and EventBridge", async () => {
    const publishes = { Effect: "Allow", Action: ["kms:GenerateDataKey*", "kms:Decrypt"], Resource: "*" };
    expect(await policyFor("alerts")).to.deep.equal([
      account,
      {
        ...publishes,
        Sid: "AlarmsPublish",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:*" },
        },
      },
      { ...publishes, Sid: "EventRulesPublish", Principal: { Service: "events.amazonaws.com" } },
    ]);
  });

  it("never leave a statement for everybody without a condition on the account", async () => {
    const purposes = ["secrets", "volumes", "logs", "backups", "registry", "alerts"] as const;
    const statements = (await Promise.all(purposes.map(policyFor))).flat();
    const open = statements.filter(({ Principal }) => (Principal as { AWS?: string }).AWS === "*");
    expect(open).to.have.length(2);
    for (const { Condition } of open) {
      expect(Condition).to.have.nested.property("StringEquals.kms:CallerAccount", "123456789012");
    }
  });
});
