import type { Asked, Context } from "./judge";
import { iamArn, inSecond, regional, type Site, vpcId } from "./sites";

const mark = "elbv2.k8s.aws/cluster";
const bears = (cluster: string): Context => ({ [`aws:ResourceTag/${mark}`]: cluster });
const names = (cluster: string): Context => ({ [`aws:RequestTag/${mark}`]: cluster, "aws:TagKeys": [mark] });
const namesAnother: Context = { "aws:RequestTag/team": "payments", "aws:TagKeys": ["team"] };

/** Which mark a thing bears, and which tags the request names. */
const states: Record<string, Context> = {
  "of this cluster": bears("main"),
  "of another cluster": bears("main2"),
  "without a mark": {},
  "of this cluster, by its other tags": { ...bears("main"), ...namesAnother },
  "of this cluster, by its mark": { ...bears("main"), ...names("main2") },
  "of another cluster, by this one's mark": { ...bears("main2"), ...names("main") },
  "without a mark, by this cluster's": names("main"),
};

/** What the request that makes a thing wants it to bear. */
const newStates: Record<string, Context> = {
  "made with this cluster's mark": names("main"),
  "made with another cluster's mark": names("main2"),
  "made with another tag": namesAnother,
  "made without tags": {},
};

const elb = (...actions: string[]) => actions.map((each) => `elasticloadbalancing:${each}`);
const ec2 = (...actions: string[]) => actions.map((each) => `ec2:${each}`);
const waf = (...actions: string[]) => actions.map((each) => `wafv2:${each}`);

const tagging = elb("AddTags", "RemoveTags");
export const balancerChanges = elb(
  "DeleteLoadBalancer",
  "ModifyCapacityReservation",
  "ModifyLoadBalancerAttributes",
  "SetIpAddressType",
  "SetSecurityGroups",
  "SetSubnets",
  "CreateListener",
);
/** Of application load balancers, also to what they have alone. */
export const applicationChanges = [...balancerChanges, "elasticloadbalancing:ModifyIpPools"];
export const protecting = [
  "elasticloadbalancing:SetWebAcl",
  ...waf("AssociateWebACL", "DisassociateWebACL", "GetWebACLForResource"),
];
export const groupChanges = elb("DeleteTargetGroup", "ModifyTargetGroup", "ModifyTargetGroupAttributes");
export const targeting = elb("RegisterTargets", "DeregisterTargets");
export const listenerActions = [
  ...elb("AddListenerCertificates", "RemoveListenerCertificates", "CreateRule", "DeleteListener"),
  ...elb("ModifyListener", "ModifyListenerAttributes"),
  ...tagging,
];
export const ruleActions = [...elb("DeleteRule", "ModifyRule", "SetRulePriorities"), ...tagging];
export const opening = ec2("AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress");
const egress = ec2("AuthorizeSecurityGroupEgress", "RevokeSecurityGroupEgress");

/** Kind and number of a thing, what changes it, and the action that makes it, where one is asked. */
const balanced: Record<string, { resource: string; changes: string[]; make?: string }> = {
  "an application load balancer": {
    resource: "loadbalancer/app/k8s-shop/0123456789abcdef",
    changes: [...protecting, ...applicationChanges, ...tagging],
    make: "CreateLoadBalancer",
  },
  "a network load balancer": {
    resource: "loadbalancer/net/k8s-shop/0123456789abcdef",
    changes: [...balancerChanges, ...tagging],
    make: "CreateLoadBalancer",
  },
  "a gateway load balancer": {
    resource: "loadbalancer/gwy/k8s-shop/0123456789abcdef",
    changes: [...balancerChanges.filter((each) => !each.endsWith("SetSecurityGroups")), ...tagging],
    make: "CreateLoadBalancer",
  },
  "a classic load balancer": {
    resource: "loadbalancer/k8s-shop",
    changes: [...elb("DeleteLoadBalancer", "ModifyLoadBalancerAttributes"), ...tagging],
    make: "CreateLoadBalancer",
  },
  "a target group": {
    resource: "targetgroup/k8s-shop/0123456789abcdef",
    changes: [...targeting, ...groupChanges, ...tagging],
    make: "CreateTargetGroup",
  },
  "a listener": { resource: "listener/app/k8s-shop/0123456789abcdef/0123", changes: listenerActions },
  "a listener of a network load balancer": {
    resource: "listener/net/k8s-shop/0123456789abcdef/0123",
    changes: listenerActions,
  },
  "a rule of a listener": { resource: "listener-rule/app/k8s-shop/0123456789abcdef/0123/4567", changes: ruleActions },
  "a rule of a network load balancer's listener": {
    resource: "listener-rule/net/k8s-shop/0123456789abcdef/0123/4567",
    changes: ruleActions,
  },
};

/** What the load balancer controller works with, of this cluster, of others, and of nobody. */
export function balancingTargets(site: Site): Record<string, Asked> {
  const all: [string, Asked][] = [];
  for (const [thing, { resource, changes, make }] of Object.entries(balanced)) {
    const target = { arn: regional(site, "elasticloadbalancing", resource), account: site.account };
    all.push(...inStates(thing, target, changes, states));
    if (make === undefined) continue;
    const created = withAction(newStates, "elasticloadbalancing:CreateAction", make);
    all.push(...inStates(thing, target, elb(make, "AddTags"), created));
  }
  return { ...Object.fromEntries(all), ...abroad(site), ...securityGroups(site), ...vpcs(site) };
}

/** A load balancer that bears the mark, where the cluster is not. */
function abroad(site: Site): Record<string, Asked> {
  const arn = regional(inSecond(site), "elasticloadbalancing", balanced["an application load balancer"]!.resource);
  const target = { arn, account: site.account };
  const actions = [...protecting, ...applicationChanges, ...tagging];
  return { "an application load balancer in another region": { target, actions, context: bears("main") } };
}

function securityGroups(site: Site): Record<string, Asked> {
  const target = { arn: regional(site, "ec2", "security-group/sg-0123456789abcdef0"), account: site.account };
  const changes = [...opening, ...egress, "ec2:DeleteSecurityGroup"];
  const within = (id: string): Context => ({ "ec2:Vpc": regional(site, "ec2", `vpc/${id}`) });
  const located = (where: Context) =>
    Object.fromEntries(Object.entries(states).map(([state, context]) => [state, { ...context, ...where }]));
  const created = withAction(newStates, "ec2:CreateAction", "CreateSecurityGroup");
  return Object.fromEntries([
    ...inStates("a security group", target, [...changes, ...ec2("CreateTags", "DeleteTags")], located(within(vpcId))),
    ...inStates("a security group of another VPC", target, changes, located(within("vpc-0fedcba9876543210"))),
    ...inStates("a security group", target, ec2("CreateSecurityGroup", "CreateTags"), created),
    ["an instance by this cluster's mark", { ...instance(site), context: { ...bears("main"), ...names("main") } }],
  ]);
}

function instance(site: Site): Asked {
  const target = { arn: regional(site, "ec2", "instance/i-0123456789abcdef0"), account: site.account };
  return { target, actions: ec2("CreateTags", "DeleteTags") };
}

function vpcs(site: Site): Record<string, Asked> {
  const actions = ec2("CreateSecurityGroup", "GetSecurityGroupsForVpc", "DeleteVpc");
  const vpc = (id: string, owner = site): Asked => ({
    target: { arn: regional(owner, "ec2", `vpc/${id}`), account: site.account },
    actions,
  });
  return {
    "the VPC": vpc(vpcId),
    "the VPC, if another account shares it": vpc(vpcId, { ...site, account: "999999999999" }),
    "another VPC": vpc("vpc-0fedcba9876543210"),
  };
}

function inStates(
  thing: string,
  target: Asked["target"],
  actions: string[],
  contexts: Record<string, Context>,
): [string, Asked][] {
  return Object.entries(contexts).map(([state, context]) => [`${thing} ${state}`, { target, actions, context }]);
}

/** Tags that come with what is made: AWS says by which action. */
function withAction(contexts: Record<string, Context>, key: string, action: string): Record<string, Context> {
  return Object.fromEntries(Object.entries(contexts).map(([state, context]) => [state, { ...context, [key]: action }]));
}

/** The service's own role, certificates, sign-in, web ACLs and protections, which listeners and load balancers name. */
export function balancingNeighbours(site: Site): Record<string, Asked> {
  const asked = (arn: string, actions: string[], context: Context = {}): Asked => ({
    target: { arn, account: site.account },
    actions,
    context,
  });
  const balancing = "elasticloadbalancing.amazonaws.com";
  const role = (service: string, name: string) =>
    iamArn(site, `role/aws-service-role/${service}/AWSServiceRoleFor${name}`);
  const makes = (service: string): Context => ({ "iam:AWSServiceName": service });
  const created = ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole"];
  const certificate = ["acm:DescribeCertificate", "acm:ExportCertificate", "acm:DeleteCertificate"];
  const acl = waf("AssociateWebACL", "GetWebACL", "GetWebACLForResource", "UpdateWebACL", "DeleteWebACL");
  return {
    "the role of Elastic Load Balancing": asked(role(balancing, "ElasticLoadBalancing"), created, makes(balancing)),
    "the role of Elastic Load Balancing for another service": asked(
      role(balancing, "ElasticLoadBalancing"),
      created,
      makes("spot.amazonaws.com"),
    ),
    "the role of Spot": asked(role("spot.amazonaws.com", "EC2Spot"), created, makes("spot.amazonaws.com")),
    "a certificate": asked(regional(site, "acm", "certificate/0123"), certificate),
    "a certificate of another region": asked(regional(inSecond(site), "acm", "certificate/0123"), certificate),
    "a certificate of IAM": asked(iamArn(site, "server-certificate/shop"), [
      "iam:GetServerCertificate",
      "iam:DeleteServerCertificate",
    ]),
    "a user pool": asked(regional(site, "cognito-idp", "userpool/eu_0123"), [
      "cognito-idp:DescribeUserPoolClient",
      "cognito-idp:DescribeUserPool",
      "cognito-idp:DeleteUserPool",
    ]),
    "a web ACL": asked(regional(site, "wafv2", "regional/webacl/shop/0123"), acl),
    "a web ACL of CloudFront": asked(regional(site, "wafv2", "global/webacl/shop/0123"), acl),
    "a protection of Shield": asked(`arn:${site.partition}:shield::${site.account}:protection/0123`, [
      "shield:DescribeProtection",
      "shield:DeleteProtection",
    ]),
  };
}

/** What has no resource to name, and is asked for all or not at all. */
export const discovery = [
  ...ec2("DescribeAccountAttributes", "DescribeAddresses", "DescribeAvailabilityZones", "DescribeInstances"),
  ...ec2("DescribeInternetGateways", "DescribeIpamPools", "DescribeNetworkInterfaces", "DescribeRouteTables"),
  ...ec2("DescribeSecurityGroups", "DescribeSubnets", "DescribeTags", "DescribeVpcPeeringConnections", "DescribeVpcs"),
  ...elb("DescribeCapacityReservation", "DescribeListenerAttributes", "DescribeListenerCertificates"),
  ...elb("DescribeListeners", "DescribeLoadBalancerAttributes", "DescribeLoadBalancers", "DescribeRules"),
  ...elb("DescribeSSLPolicies", "DescribeTags", "DescribeTargetGroupAttributes", "DescribeTargetGroups"),
  ...elb("DescribeTargetHealth", "DescribeTrustStores"),
  "acm:ListCertificates",
  "iam:ListServerCertificates",
  "shield:GetSubscriptionState",
];
