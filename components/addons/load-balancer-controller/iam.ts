import * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, statement, type Statement } from "../../aws";
import { iamArn, regionalArn } from "../../foundations/partition";
import { loadBalancerStatements } from "./iam-load-balancers";
import { securityGroupStatements } from "./iam-security-groups";
import type { LoadBalancerControllerSettings } from "./settings";

/** The name that the service's role goes by in every partition. */
const balancing = "elasticloadbalancing.amazonaws.com";

/**
 * What the controller may do. It marks what it makes with `elbv2.k8s.aws/cluster`; what bears the mark of another
 * cluster, or none, it may neither change nor delete.
 */
export function controllerStatements(context: ClusterContext, settings: LoadBalancerControllerSettings): Statement[] {
  return [
    serviceRole(context),
    discovery(),
    certificates(context),
    ...securityGroupStatements(context, settings.vpcId),
    ...loadBalancerStatements(context),
    ...(settings.waf ? [webAcls(context)] : []),
    ...(settings.shield ? shieldStatements(context) : []),
  ];
}

/** The first load balancer of an account needs the service's own role. */
function serviceRole({ place }: ClusterContext): Statement {
  return statement({
    Effect: "Allow",
    Action: "iam:CreateServiceLinkedRole",
    Resource: iamArn(place, `role/aws-service-role/${balancing}/AWSServiceRoleForElasticLoadBalancing`),
    Condition: { StringEquals: { "iam:AWSServiceName": balancing } },
  });
}

function discovery(): Statement {
  return statement({
    Effect: "Allow",
    Action: [
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeAddresses",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInstances",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeIpamPools",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeTags",
      "ec2:DescribeVpcPeeringConnections",
      "ec2:DescribeVpcs",
      "ec2:GetSecurityGroupsForVpc",
      "elasticloadbalancing:DescribeCapacityReservation",
      "elasticloadbalancing:DescribeListenerAttributes",
      "elasticloadbalancing:DescribeListenerCertificates",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeSSLPolicies",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:DescribeTrustStores",
      "acm:ListCertificates",
      "iam:ListServerCertificates",
    ],
    Resource: "*",
    because: "reading lists has no resource to name: AWS takes these for all or not at all",
  });
}

/** Certificates and sign-in that listeners use: the service looks whether whoever names them may read them. */
function certificates({ place }: ClusterContext): Statement {
  return statement({
    Effect: "Allow",
    Action: ["acm:DescribeCertificate", "iam:GetServerCertificate", "cognito-idp:DescribeUserPoolClient"],
    Resource: [
      regionalArn(place, "acm", "certificate/*"),
      regionalArn(place, "cognito-idp", "userpool/*"),
      iamArn(place, "server-certificate/*"),
    ],
    because: "teams name the certificates and user pools of their Ingresses; reading one gives nothing secret away",
  });
}

function webAcls({ place }: ClusterContext): Statement {
  return statement({
    Effect: "Allow",
    Action: [
      "wafv2:AssociateWebACL",
      "wafv2:DisassociateWebACL",
      "wafv2:GetWebACL",
      "wafv2:GetWebACLForResource",
      "elasticloadbalancing:SetWebAcl",
    ],
    Resource: [
      regionalArn(place, "wafv2", "regional/webacl/*"),
      regionalArn(place, "elasticloadbalancing", "loadbalancer/app/*"),
    ],
    because: "teams name the web ACLs of their Ingresses, and WAF knows no condition by the tags of what it protects",
  });
}

function shieldStatements({ place }: ClusterContext): Statement[] {
  const { partition, account } = place;
  return [
    statement({
      Effect: "Allow",
      Action: ["shield:GetSubscriptionState", "shield:DescribeProtection"],
      Resource: "*",
      because: "Shield is asked about a load balancer by its ARN, before there is a protection to name",
    }),
    statement({
      Effect: "Allow",
      Action: "shield:CreateProtection",
      Resource: "*",
      because: "a protection is made of a load balancer by its ARN, and IAM knows no resource for that action",
    }),
    statement({
      Effect: "Allow",
      Action: "shield:DeleteProtection",
      Resource: pulumi.interpolate`arn:${partition}:shield::${account}:protection/*`,
      because: "a protection's name is chosen by Shield, and it knows no condition by the tags of what it protects",
    }),
  ];
}
