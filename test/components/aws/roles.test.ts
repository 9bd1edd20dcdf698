import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { createRole, podIdentityTrust, serviceTrust, statement } from "../../../components/aws";
import { autonameSuffix, nameLimits } from "../../../components/foundations/names";
import { recordPart } from "../part";
import { policyOf, sourceOf } from "../recorded";

const roleType = "aws:iam/role:Role";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const policyType = "aws:iam/rolePolicy:RolePolicy";
const reads = statement({ Effect: "Allow", Action: "s3:GetObject", Resource: "bucket/object" });

describe("aws/roles", () => {
  it("are made with the policies that they need, and wait for none", async () => {
    let grants = 0;
    const recording = await recordPart((context) => {
      grants = createRole(context, {
        purpose: "ebs-csi",
        trust: serviceTrust("ec2.amazonaws.com"),
        managed: ["service-role/AmazonEBSCSIDriverPolicyV2"],
        own: [reads],
      }).grants.length;
    });
    expect(grants).to.equal(2);
    const role = recording.one(roleType);
    expect(role.name).to.equal("main-ebs-csi");
    expect(role.inputs["description"]).to.equal("main: ebs-csi");
    expect(policyOf(role.inputs["assumeRolePolicy"]).Statement).to.deep.equal([
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    const attachment = recording.one(attachmentType);
    expect(attachment.inputs["policyArn"]).to.equal("arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2");
    expect(sourceOf(attachment, "role")).to.deep.equal([`${roleType}::main-ebs-csi`]);
    const own = recording.one(policyType);
    expect(policyOf(own.inputs["policy"]).Statement).to.have.length(1);
    expect(sourceOf(own, "role")).to.deep.equal([`${roleType}::main-ebs-csi`]);
  });

  it("may have no policy at all, and a trust that is known only later", async () => {
    const recording = await recordPart((context) => {
      const { grants } = createRole(context, { purpose: "bare", trust: pulumi.output("later") });
      expect(grants).to.deep.equal([]);
    });
    expect(recording.one(roleType).inputs["assumeRolePolicy"]).to.equal("later");
    expect([...recording.ofType(attachmentType), ...recording.ofType(policyType)]).to.deep.equal([]);
  });

  it("are taken through Pod Identity by one service account of one cluster in one account", async () => {
    const recording = await recordPart((context) =>
      createRole(context, { purpose: "cni", trust: podIdentityTrust(context, "kube-system", "aws-node") }),
    );
    expect(policyOf(recording.one(roleType).inputs["assumeRolePolicy"]).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": "123456789012",
            "aws:RequestTag/eks-cluster-name": "main",
            "aws:RequestTag/kubernetes-namespace": "kube-system",
            "aws:RequestTag/kubernetes-service-account": "aws-node",
          },
        },
      },
    ]);
  });

  it("have names within the limits of AWS, however long the cluster's and the purpose", async () => {
    const name = `c${"x".repeat(39)}`;
    const recording = await recordPart(
      (context) =>
        createRole(context, { purpose: "p".repeat(100), trust: serviceTrust("ec2.amazonaws.com"), own: [reads] }),
      { name },
    );
    expect(recording.one(roleType).name.length + autonameSuffix).to.be.at.most(nameLimits.iamRole);
    expect(recording.one(policyType).name.length + autonameSuffix).to.be.at.most(nameLimits.iamRolePolicy);
    expect(recording.one(roleType).inputs["description"]).to.have.length.lessThanOrEqual(1000);
  });
});
