import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { policyDocument, reason, statement, type Statement } from "../../../components/aws";
import { policyOf } from "../recorded";

function render(...statements: Statement[]): Promise<ReturnType<typeof policyOf>> {
  return new Promise((resolve) => void policyDocument(...statements).apply((text) => resolve(policyOf(text))));
}

describe("aws/policy-document", () => {
  it("renders what is written, without the reason, and with whatever becomes known", async () => {
    const because = "a test of what is rendered says so";
    const document = await render(
      statement({
        Sid: "Reads",
        Effect: "Allow",
        Principal: { AWS: [pulumi.output("arn:aws:iam::123456789012:role/one"), "arn:aws:iam::123456789012:role/two"] },
        Action: ["s3:GetObject*", "s3:ListBucket"],
        Resource: ["bucket", pulumi.output("bucket/*")],
        Condition: { StringEquals: { "aws:SourceAccount": ["1", pulumi.output("2")], "s3:prefix": "a" } },
        because,
      }),
      statement({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    );
    expect(document).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Reads",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::123456789012:role/one", "arn:aws:iam::123456789012:role/two"] },
          Action: ["s3:GetObject*", "s3:ListBucket"],
          Resource: ["bucket", "bucket/*"],
          Condition: { StringEquals: { "aws:SourceAccount": ["1", "2"], "s3:prefix": "a" } },
        },
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: "*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("keeps the reason beside the statement", () => {
    const because = "EC2 knows no narrower resource in a test";
    const each = statement({ Effect: "Allow", Action: "ec2:DescribeInstances", Resource: "*", because });
    expect(each[reason]).to.equal(because);
    expect(Object.keys(each)).to.deep.equal(["Effect", "Action", "Resource"]);
  });
});
