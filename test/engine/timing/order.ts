/**
 * What must be done before something else begins. Both are `<type> <name>`, of which all that match count; where both have
 * a group, those in which it matched the same text.
 */
export interface Order {
  first: RegExp;
  then: RegExp;
  why: string;
}

const constraint = /^Rampart\w+ prod-gatekeeper-rampart-/;

export const creation: Order[] = [
  { first: /^LogGroup /, then: /^Cluster /, why: "EKS would make its own, kept for ever and with none of our keys" },
  { first: /^Key prod-logs$/, then: /^LogGroup /, why: "the log group is encrypted from its first line on" },
  { first: /^Key prod-secrets$/, then: /^Cluster /, why: "the key of Secrets can only be given early" },
  { first: /^Key prod-volumes$/, then: /^LaunchTemplate /, why: "no volume exists that is not encrypted" },
  { first: /^Role\w* prod-cluster/, then: /^Cluster /, why: "EKS acts in this role from the start" },
  { first: /^Role\w* prod-nodes/, then: /^NodeGroup /, why: "a node without permissions never joins" },
  { first: /^Subnet prod-private-/, then: /^Cluster /, why: "its network interfaces lie there" },
  { first: /^InternetGateway /, then: /^NatGateway /, why: "EC2 refuses a NAT gateway in a VPC without one" },
  { first: /^Route prod-public$/, then: /^Eip /, why: "an address is of use only with a way out" },
  { first: /^NatGateway /, then: /^NodeGroup /, why: "nodes pull images through it" },
  { first: /^Route\w* prod-private-/, then: /^NodeGroup /, why: "nodes join through it" },
  { first: /^Addon prod-eks-pod-identity-agent$/, then: /^Addon prod-vpc-cni$/, why: "it hands the CNI its role" },
  { first: /^Role\w* prod-cni/, then: /^Addon prod-vpc-cni$/, why: "the CNI calls EC2 at once" },
  { first: /^Addon prod-(?:vpc-cni|kube-proxy)$/, then: /^NodeGroup /, why: "without them no node becomes ready" },
  { first: /^NodeGroup /, then: /^Addon prod-coredns$/, why: "EKS waits twenty minutes for pods without a node" },
  { first: /^NodeGroup /, then: /^Addon prod-aws-ebs-csi-driver$/, why: "its controller needs a node too" },
  {
    first: /^Access/,
    then: /^(?:Namespace|NetworkPolicy|Service|StorageClass) /,
    why: "nobody else may call the API server",
  },
  { first: /^Addon prod-aws-ebs-csi-driver$/, then: /^StorageClass /, why: "the class names this driver" },
  { first: /^Addon prod-coredns$/, then: /^Release /, why: "Gatekeeper looks names up" },
  { first: /^NetworkPolicy prod-gatekeeper-/, then: /^Release /, why: "its pods start with the traffic they may have" },
  { first: /^Release /, then: /^ConstraintTemplate /, why: "the chart brings their definition" },
  {
    first: /^ConstraintTemplate /,
    then: /^Namespace sample$/,
    why: "nothing of a user's comes before the gate stands",
  },
  { first: constraint, then: /^Namespace sample$/, why: "nothing of a user's comes before the rules are in force" },
  { first: /^NetworkPolicy sample-default-deny$/, then: /^Deployment /, why: "no pod runs with all traffic allowed" },
];

export const destruction: Order[] = [
  {
    first: /^Service /,
    then: /^Cluster /,
    why: "its load balancer would stay, and the access to delete it is the cluster's",
  },
  { first: /^NodeGroup /, then: /^Cluster /, why: "EKS refuses while there is one" },
  { first: /^NodeGroup /, then: /^NatGateway /, why: "a node that drains still needs its way out" },
  { first: /^NodeGroup /, then: /^Role\w* prod-nodes/, why: "nodes in use of their role" },
  { first: /^NodeGroup (.+)/, then: /^LaunchTemplate (.+)/, why: "it is made from it" },
  { first: /^Cluster /, then: /^Subnet prod-private-/, why: "its network interfaces are there" },
  { first: /^Cluster /, then: /^Role\w* prod-cluster/, why: "EKS removes its interfaces in this role" },
  { first: /^Cluster /, then: /^Key prod-secrets$/, why: "a cluster without its key cannot be read" },
  { first: /^Cluster /, then: /^LogGroup /, why: "it logs to its end" },
  { first: /^LogGroup /, then: /^Key prod-logs$/, why: "what is written is encrypted" },
  { first: /^NatGateway (.+)/, then: /^Eip (.+)/, why: "an address in use cannot be given up" },
  { first: /^Eip /, then: /^InternetGateway /, why: "EC2 refuses to detach it from mapped addresses" },
  { first: /^NatGateway /, then: /^Subnet prod-public-/, why: "it lies there" },
  { first: /^(?:Subnet|RouteTable|InternetGateway) /, then: /^Vpc /, why: "EC2 refuses while it holds something" },
  {
    first: /^RolePolicy\w* (prod-(?:cluster|nodes|cni|ebs-csi))/,
    then: /^Role (.+)/,
    why: "IAM refuses a role with policies",
  },
];
