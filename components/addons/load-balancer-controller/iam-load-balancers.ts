import { type ClusterContext, statement, type Statement } from "../../aws";
import { regionalArn } from "../../foundations/partition";
import { clusterMark, marked, markStays, marking } from "./iam-mark";

/** Load balancers, target groups, listeners and rules. */
export function loadBalancerStatements(context: ClusterContext): Statement[] {
  const arns = (...kinds: string[]) =>
    kinds.map((kind) => regionalArn(context.place, "elasticloadbalancing", `${kind}/*`));
  const balancers = arns("loadbalancer/app", "loadbalancer/net");
  const targets = arns("targetgroup");
  const listeners = arns("listener/app", "listener/net", "listener-rule/app", "listener-rule/net");
  return [
    statement({
      Effect: "Allow",
      Action: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
      Resource: [...balancers, ...targets],
      Condition: { StringEquals: marking(context) },
      because: "their ARNs end in what the service makes up; each gets this cluster's mark as it is made",
    }),
    statement({
      Effect: "Allow",
      Action: "elasticloadbalancing:AddTags",
      Resource: [...balancers, ...targets],
      Condition: {
        StringEquals: {
          "elasticloadbalancing:CreateAction": ["CreateLoadBalancer", "CreateTargetGroup"],
          ...marking(context),
        },
      },
      because: "the tags of what is new come with it, before anybody knows its ARN",
    }),
    statement({
      Effect: "Allow",
      Action: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      Resource: [...balancers, ...targets],
      Condition: { StringEquals: marked(context), ...markStays },
      because: `what is tagged anew bears ${clusterMark} with this cluster's name`,
    }),
    statement({
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:DeleteLoadBalancer",
        "elasticloadbalancing:DeleteTargetGroup",
        "elasticloadbalancing:ModifyCapacityReservation",
        "elasticloadbalancing:ModifyIpPools",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
        "elasticloadbalancing:ModifyTargetGroup",
        "elasticloadbalancing:ModifyTargetGroupAttributes",
        "elasticloadbalancing:SetIpAddressType",
        "elasticloadbalancing:SetSecurityGroups",
        "elasticloadbalancing:SetSubnets",
      ],
      Resource: [...balancers, ...targets],
      Condition: { StringEquals: marked(context) },
      because: `what is changed bears ${clusterMark} with this cluster's name`,
    }),
    statement({
      Effect: "Allow",
      Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
      Resource: targets,
      because: "a TargetGroupBinding names a target group that somebody else made",
    }),
    statement({
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:AddListenerCertificates",
        "elasticloadbalancing:AddTags",
        "elasticloadbalancing:CreateListener",
        "elasticloadbalancing:CreateRule",
        "elasticloadbalancing:DeleteListener",
        "elasticloadbalancing:DeleteRule",
        "elasticloadbalancing:ModifyListener",
        "elasticloadbalancing:ModifyListenerAttributes",
        "elasticloadbalancing:ModifyRule",
        "elasticloadbalancing:RemoveListenerCertificates",
        "elasticloadbalancing:RemoveTags",
        "elasticloadbalancing:SetRulePriorities",
      ],
      Resource: listeners,
      because: "where listeners and rules bear no tags, as in isolated partitions, the mark could not be asked for",
    }),
    statement({
      Effect: "Allow",
      Action: "elasticloadbalancing:CreateListener",
      Resource: balancers,
      Condition: { StringEquals: marked(context) },
      because: `a listener comes to a load balancer that bears ${clusterMark} with this cluster's name`,
    }),
  ];
}
