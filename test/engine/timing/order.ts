import { addonCreation, addonDestruction } from "./addon-order";
import type { Order } from "./rule";

export type { Order } from "./rule";

const constraint = /^Rampart\w+ prod-gatekeeper-rampart-/;

const inPlace: Order[] = [
  {
    first: /^LogGroup prod-control-plane$/,
    then: /^Cluster /,
    why: "EKS would make its own, kept for ever and with none of our keys",
  },
  { first: /^Key prod-logs$/, then: /^LogGroup /, why: "the log group is encrypted from its first line on" },
  { first: /^Key prod-secrets$/, then: /^Cluster /, why: "the key of Secrets can only be given early" },
  { first: /^Key prod-volumes$/, then: /^LaunchTemplate /, why: "no volume exists that is not encrypted" },
  { first: /^Role\w* prod-cluster/, then: /^Cluster /, why: "EKS acts in this role from the start" },
  { first: /^Role\w* prod-nodes/, then: /^NodeGroup /, why: "a node without permissions never joins" },
  { first: /^Subnet prod-private-[01]$/, then: /^Cluster /, why: "its network interfaces lie there" },
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
    then: /^(?:Namespace|NetworkPolicy|Release|Service|StorageClass) /,
    why: "nobody else may call the API server",
  },
  { first: /^Addon prod-aws-ebs-csi-driver$/, then: /^StorageClass /, why: "the class names this driver" },
  { first: /^Addon prod-coredns$/, then: /^Release prod-(?!calico-)/, why: "what starts looks names up" },
  { first: /^Release prod-gatekeeper-/, then: /^ConstraintTemplate /, why: "the chart brings their definition" },
  {
    first: /^ConstraintTemplate /,
    then: /^Namespace sample$/,
    why: "nothing of a user's comes before the gate stands",
  },
  { first: constraint, then: /^Namespace sample$/, why: "nothing of a user's comes before the rules are in force" },
  { first: /^NetworkPolicy sample-default-deny$/, then: /^Deployment /, why: "no pod runs with all traffic allowed" },
  {
    first: /^BucketPolicy prod-audit-trail$/,
    then: /^Trail /,
    why: "CloudTrail refuses a bucket that does not let it in",
  },
  { first: /^RolePolicy prod-audit-trail$/, then: /^Trail /, why: "what it cannot write to the log group is lost" },
  { first: /^BucketVersioning prod-backup/, then: /^BucketReplicationConfig /, why: "S3 copies versions only" },
  {
    first: /^(?:RolePolicy|BucketObjectLockConfiguration) prod-backup-replica$/,
    then: /^BucketReplicationConfig /,
    why: "what could not be copied, or was copied without a lock, is not copied again",
  },
  {
    first: /^BucketPublicAccessBlock (.+)/,
    then: /^BucketPolicy (.+)/,
    why: "S3 takes one change of the two at a time",
  },
  { first: /^Key prod-alerts$/, then: /^Topic /, why: "no message lies there in plain text" },
  { first: /^TopicPolicy /, then: /^(?:EventTarget|MetricAlarm) /, why: "a message that the topic refuses is lost" },
  { first: /^DefaultKmsKey /, then: /^EncryptionByDefault /, why: "volumes made before would have AWS's key for ever" },
  { first: /^Enabler /, then: /^RegistryScanningConfiguration /, why: "Inspector has to be on for what it is to scan" },
  {
    first: /^RepositoryCreationTemplate (.+)/,
    then: /^PullThroughCacheRule (.+)/,
    why: "a repository keeps the encryption that it was made with",
  },
  {
    first: /^SecurityGroupIngressRule prod-endpoints-/,
    then: /^VpcEndpoint prod-endpoint-(?!s3$)/,
    why: "its names lead to it from its first moment",
  },
  {
    first: /^VpcEndpoint prod-endpoint-guardduty-data$/,
    then: /^Detector /,
    why: "GuardDuty would make an endpoint of its own, which keeps the VPC from being deleted",
  },
  { first: /^(?:VpcEndpoint |SecurityGroup\w+Rule prod-)/, then: /^NodeGroup /, why: "nodes join by them" },
  { first: /^RolePolicy prod-flow-logs$/, then: /^FlowLog /, why: "what it cannot write is lost" },
  {
    first: /^Addon prod-snapshot-controller$/,
    then: /^(?:VolumeSnapshotClass |Addon prod-aws-ebs-csi-driver$)/,
    why: "it brings their kinds",
  },
];

export const creation: Order[] = [...inPlace, ...addonCreation];

const outOfPlace: Order[] = [
  {
    first: /^Service /,
    then: /^Cluster /,
    why: "its load balancer would stay, and the access to delete it is the cluster's",
  },
  { first: /^NodeGroup /, then: /^Cluster /, why: "EKS refuses while there is one" },
  { first: /^NodeGroup /, then: /^NatGateway /, why: "a node that drains still needs its way out" },
  { first: /^NodeGroup /, then: /^Role\w* prod-nodes/, why: "nodes in use of their role" },
  { first: /^NodeGroup (.+)/, then: /^LaunchTemplate (.+)/, why: "it is made from it" },
  { first: /^Cluster /, then: /^Subnet prod-private-[01]$/, why: "its network interfaces are there" },
  { first: /^Cluster /, then: /^Role\w* prod-cluster/, why: "EKS removes its interfaces in this role" },
  { first: /^Cluster /, then: /^Key prod-secrets$/, why: "a cluster without its key cannot be read" },
  { first: /^Cluster /, then: /^LogGroup prod-control-plane$/, why: "it logs to its end" },
  { first: /^LogGroup /, then: /^Key prod-logs$/, why: "what is written is encrypted" },
  { first: /^NatGateway (.+)/, then: /^Eip (.+)/, why: "an address in use cannot be given up" },
  { first: /^Eip /, then: /^InternetGateway /, why: "EC2 refuses to detach it from mapped addresses" },
  { first: /^NatGateway /, then: /^Subnet prod-public-/, why: "it lies there" },
  { first: /^(?:Subnet|RouteTable|InternetGateway) /, then: /^Vpc /, why: "EC2 refuses while it holds something" },
  {
    first: /^RolePolicy\w* (prod-(?:cluster|nodes|cni|ebs-csi))/,
    then: /^Role (prod-(?:cluster|nodes|cni|ebs-csi)$)/,
    why: "IAM refuses a role with policies",
  },
  { first: /^Trail /, then: /^(?:Bucket\w*|LogGroup) prod-audit-trail$/, why: "it writes to its end" },
  { first: /^EventTarget (.+)/, then: /^EventRule (.+)/, why: "EventBridge refuses to delete a rule with a target" },
  {
    first: /^Detector /,
    then: /^VpcEndpoint prod-endpoint-guardduty-data$/,
    why: "GuardDuty would make another one at once",
  },
  { first: /^NodeGroup /, then: /^VpcEndpoint /, why: "a node that drains still calls AWS" },
  { first: /^NodeGroup /, then: /^SecurityGroup prod-nodes$/, why: "nodes bear it" },
  { first: /^Cluster /, then: /^SecurityGroup prod-control-plane$/, why: "its network interfaces bear it" },
  { first: /^VpcEndpoint prod-endpoint-(?!s3$)/, then: /^SecurityGroup prod-endpoints$/, why: "endpoints bear it" },
  { first: /^FlowLog /, then: /^(?:RolePolicy|LogGroup) prod-flow-logs$/, why: "it writes to its end" },
  { first: /^Topic /, then: /^Key prod-alerts$/, why: "what is on its way is encrypted" },
  { first: /^EncryptionByDefault /, then: /^DefaultKmsKey /, why: "no volume is made with another key meanwhile" },
];

export const destruction: Order[] = [...outOfPlace, ...addonDestruction];
