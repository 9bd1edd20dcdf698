import * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, statement, type Statement } from "../../aws";
import { regionalArn } from "../../foundations/partition";
import { clusterMark, marked, markStays, marking } from "./iam-mark";

/** Security groups: its own, and the rules in those of the nodes and pods that load balancers send to. */
export function securityGroupStatements(context: ClusterContext, vpcId: pulumi.Input<string>): Statement[] {
  const { place } = context;
  const groups = regionalArn(place, "ec2", "security-group/*");
  // A VPC can be another account's, shared with this one.
  const vpc = pulumi.interpolate`arn:${place.partition}:ec2:${place.region}:*:vpc/${vpcId}`;
  return [
    statement({
      Effect: "Allow",
      Action: "ec2:CreateSecurityGroup",
      Resource: groups,
      Condition: { StringEquals: marking(context) },
      because: "a group has no id before it is made; each gets this cluster's mark as it is made",
    }),
    statement({
      Effect: "Allow",
      Action: "ec2:CreateSecurityGroup",
      Resource: vpc,
      because: "the VPC's owner may be any account that shares it; the id names one VPC alone",
    }),
    statement({
      Effect: "Allow",
      Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
      Resource: groups,
      Condition: { ArnLike: { "ec2:Vpc": vpc } },
      because: "the groups of nodes and pods take in what load balancers send, and do not bear the controller's mark",
    }),
    statement({
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: groups,
      Condition: { StringEquals: { "ec2:CreateAction": "CreateSecurityGroup", ...marking(context) } },
      because: "the tags of a new group come with it, before anybody knows its id",
    }),
    statement({
      Effect: "Allow",
      Action: ["ec2:CreateTags", "ec2:DeleteTags"],
      Resource: groups,
      Condition: { StringEquals: marked(context), ...markStays },
      because: `the groups that are tagged anew bear ${clusterMark} with this cluster's name`,
    }),
    statement({
      Effect: "Allow",
      Action: "ec2:DeleteSecurityGroup",
      Resource: groups,
      Condition: { StringEquals: marked(context) },
      because: `the groups that are deleted bear ${clusterMark} with this cluster's name`,
    }),
  ];
}
