import {
  applicationChanges,
  balancerChanges,
  discovery,
  groupChanges,
  listenerActions,
  opening,
  protecting,
  ruleActions,
  targeting,
} from "./balancing-targets";

const elb = (...actions: string[]) => actions.map((each) => `elasticloadbalancing:${each}`);
const ec2 = (...actions: string[]) => actions.map((each) => `ec2:${each}`);
const tagging = elb("AddTags", "RemoveTags");

/** What bears this cluster's mark is changed, but not the mark; of what bears another, or none, nothing but `always`. */
function marked(thing: string, changes: string[], always: string[] = [], tags = tagging): Record<string, string[]> {
  return defined({
    [`${thing} of this cluster`]: [...always, ...changes, ...tags],
    [`${thing} of this cluster, by its other tags`]: [...always, ...changes, ...tags],
    [`${thing} of this cluster, by its mark`]: [...always, ...changes],
    [`${thing} of another cluster`]: always,
    [`${thing} without a mark`]: always,
    [`${thing} of another cluster, by this one's mark`]: always,
    [`${thing} without a mark, by this cluster's`]: always,
  });
}

/** What bears no mark everywhere, whichever it bears. */
function unmarked(thing: string, actions: string[]): Record<string, string[]> {
  const states = Object.keys(marked(thing, [], ["any"]));
  return Object.fromEntries(states.map((state) => [state, actions]));
}

function made(thing: string, ...actions: string[]): Record<string, string[]> {
  return { [`${thing} made with this cluster's mark`]: actions };
}

/** What the load balancer controller may do with what is beside keys, buckets and logs. */
export const balancing: Record<string, string[]> = {
  everything: [...discovery, "shield:CreateProtection"],
  ...marked("an application load balancer", applicationChanges, protecting),
  ...made("an application load balancer", ...elb("CreateLoadBalancer", "AddTags")),
  ...marked("a network load balancer", balancerChanges),
  ...made("a network load balancer", ...elb("CreateLoadBalancer", "AddTags")),
  ...marked("a target group", groupChanges, targeting),
  ...made("a target group", ...elb("CreateTargetGroup", "AddTags")),
  ...unmarked("a listener", listenerActions),
  ...unmarked("a listener of a network load balancer", listenerActions),
  ...unmarked("a rule of a listener", ruleActions),
  ...unmarked("a rule of a network load balancer's listener", ruleActions),
  ...marked("a security group", ec2("DeleteSecurityGroup"), opening, ec2("CreateTags", "DeleteTags")),
  ...marked("a security group of another VPC", ec2("DeleteSecurityGroup"), [], []),
  ...made("a security group", ...ec2("CreateSecurityGroup", "CreateTags")),
  "the VPC": ec2("CreateSecurityGroup", "GetSecurityGroupsForVpc"),
  "the VPC, if another account shares it": ec2("CreateSecurityGroup", "GetSecurityGroupsForVpc"),
  "another VPC": ec2("GetSecurityGroupsForVpc"),
  "the role of Elastic Load Balancing": ["iam:CreateServiceLinkedRole"],
  "a certificate": ["acm:DescribeCertificate"],
  "a certificate of IAM": ["iam:GetServerCertificate"],
  "a user pool": ["cognito-idp:DescribeUserPoolClient"],
  "a web ACL": ["wafv2:AssociateWebACL", "wafv2:GetWebACL", "wafv2:GetWebACLForResource"],
  "a protection of Shield": ["shield:DescribeProtection", "shield:DeleteProtection"],
};

function defined(rights: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(rights).filter(([, actions]) => actions.length > 0));
}
