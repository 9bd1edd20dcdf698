import { WorkloadIdentity } from "../../../components/cluster/identity";
import { anybody, everything, knowing, pod, type Pod, role, service, source, token } from "./callers";
import type { Caller } from "./judge";
import { abroad, bucketArn, elsewhere, issuerArn, regional, type Site, trailArn } from "./sites";
import { workloadTrustTable } from "./workload-trust-table";

/** A role is taken, taken with the session tags that Pod Identity sets, or taken with a token. */
export const trustActions = ["sts:AssumeRole", "sts:TagSession", "sts:AssumeRoleWithWebIdentity"];

export interface TrustRow {
  caller: (site: Site) => Caller;
  /** By role; what is not named must be denied. */
  takes?: Record<string, string[]>;
  /** What it takes, it takes only with this mechanism. */
  only?: WorkloadIdentity;
}

const assume = ["sts:AssumeRole"];

/** Who may take which role. Every caller is asked for every role, whatever gives pods theirs. */
export const trustTable: Record<string, TrustRow> = {
  EKS: { caller: () => service("eks.amazonaws.com"), takes: { "main-cluster": assume } },
  EC2: { caller: () => service("ec2.amazonaws.com"), takes: { "main-nodes": assume } },
  ECR: { caller: () => service("ecr.amazonaws.com"), takes: { "main-registry-caches": assume } },
  Lambda: { caller: () => service("lambda.amazonaws.com") },
  "EKS, for Fargate": { caller: () => service("eks-fargate-pods.amazonaws.com") },
  "ECR, for Pull through caches": { caller: () => service("pullthroughcache.ecr.amazonaws.com") },

  "VPC flow logs, for a flow log of the region": {
    caller: (site) => flowLog(site),
    takes: { "main-flow-logs": assume },
  },
  "VPC flow logs, for one of another region": { caller: (site) => flowLog(abroad(site)) },
  "VPC flow logs, for one of another account": { caller: (site) => flowLog(elsewhere(site)) },
  "VPC flow logs, for one of another account that claims this one": {
    caller: (site) => knowing(flowLog(elsewhere(site)), { "aws:SourceAccount": site.account }),
  },
  "VPC flow logs, for one of this account that claims another one": {
    caller: (site) => knowing(flowLog(site), { "aws:SourceAccount": elsewhere(site).account }),
  },
  "VPC flow logs, for something else of the account": {
    caller: (site) => service("vpc-flow-logs.amazonaws.com", source(regional(site, "ec2", "vpc/vpc-1"), site.account)),
  },
  "VPC flow logs, for nothing in particular": { caller: () => service("vpc-flow-logs.amazonaws.com") },
  "another service, in the name of a flow log": {
    caller: (site) => ({ ...flowLog(site), principal: "ec2.amazonaws.com" }),
    takes: { "main-nodes": assume },
  },

  // CloudTrail names no source to this role, so none can be asked of it.
  CloudTrail: { caller: () => service("cloudtrail.amazonaws.com"), takes: { "main-audit-trail": assume } },
  "another service, in the name of the trail": {
    caller: (site) => service("logs.amazonaws.com", source(trailArn(site, "main-audit"), site.account)),
  },

  "S3, for the bucket of backups": {
    caller: (site) => s3(site),
    takes: { "main-backup-replica": assume },
  },
  "S3, for the bucket of copies": { caller: (site) => s3(site, "main-backup-replica") },
  "S3, for a bucket whose name only begins like it": { caller: (site) => s3(site, "main-backup2") },
  "S3, for the bucket of backups, which claims another account": { caller: (site) => s3(elsewhere(site)) },
  "S3, for nothing in particular": { caller: () => service("s3.amazonaws.com") },
  "S3 Batch Operations, in the name of the bucket of backups": {
    caller: (site) => ({ ...s3(site), principal: "batchoperations.s3.amazonaws.com" }),
  },

  "a role of the account that may take every role": {
    caller: (site) => role(site, "administrator", everything("sts:*")),
  },
  "the nodes' role, if it might take every role": {
    caller: (site) => role(site, "main-nodes", everything("sts:*")),
  },
  "a role of another account that may take every role": {
    caller: (site) => role(elsewhere(site), "administrator", everything("sts:*")),
  },
  "anybody without credentials": { caller: () => anybody },

  "Pod Identity, for the network plugin": {
    caller: (site) => plugin(site),
    takes: { "main-cni": ["sts:AssumeRole", "sts:TagSession"] },
    only: WorkloadIdentity.PodIdentity,
  },
  "Pod Identity, for the storage driver": {
    caller: (site) => plugin(site, { account: "ebs-csi-controller-sa" }),
    takes: { "main-ebs-csi": ["sts:AssumeRole", "sts:TagSession"] },
    only: WorkloadIdentity.PodIdentity,
  },
  "Pod Identity, for another service account": {
    caller: (site) => plugin(site, { account: "default" }),
  },
  "Pod Identity, for the storage driver's agents on nodes": {
    caller: (site) => plugin(site, { account: "ebs-csi-node-sa" }),
  },
  "Pod Identity, for a service account of that name in another namespace": {
    caller: (site) => plugin(site, { namespace: "default" }),
  },
  "Pod Identity, for the network plugin of another cluster": {
    caller: (site) => plugin(site, { cluster: "main2" }),
  },
  "Pod Identity, for a cluster of that name in another account": { caller: (site) => plugin(elsewhere(site)) },
  "Pod Identity, for nobody in particular": { caller: () => service("pods.eks.amazonaws.com") },
  "another service that claims to be the network plugin": {
    caller: (site) => ({ ...plugin(site), principal: "lambda.amazonaws.com" }),
  },

  "a token of the network plugin": {
    caller: (site) => token(site, "kube-system:aws-node"),
    takes: { "main-cni": ["sts:AssumeRoleWithWebIdentity"] },
    only: WorkloadIdentity.Irsa,
  },
  "a token of the storage driver": {
    caller: (site) => token(site, "kube-system:ebs-csi-controller-sa"),
    takes: { "main-ebs-csi": ["sts:AssumeRoleWithWebIdentity"] },
    only: WorkloadIdentity.Irsa,
  },
  "a token of another service account": { caller: (site) => token(site, "kube-system:default") },
  "a token of a service account of that name in another namespace": {
    caller: (site) => token(site, "default:aws-node"),
  },
  "a token of a service account whose name only begins like it": {
    caller: (site) => token(site, "kube-system:aws-node2"),
  },
  "a token of the network plugin that is meant for the API server": {
    caller: (site) => token(site, "kube-system:aws-node", { audience: "https://kubernetes.default.svc" }),
  },
  "a token of the network plugin of another cluster": {
    caller: (site) => token(site, "kube-system:aws-node", { id: "FEDCBA9876543210FEDCBA9876543210" }),
  },
  "a token of the network plugin, with an issuer of another account": {
    caller: (site) => ({ ...token(site, "kube-system:aws-node"), principal: issuerArn(elsewhere(site)) }),
  },
  ...workloadTrustTable,
  "a token that says nothing": { caller: (site) => ({ ...token(site, ""), context: {} }) },
};

function flowLog(site: Site): Caller {
  return service("vpc-flow-logs.amazonaws.com", source(regional(site, "ec2", "vpc-flow-log/fl-1"), site.account));
}

function s3(site: Site, bucket = "main-backup"): Caller {
  return service("s3.amazonaws.com", source(bucketArn(site, bucket), site.account));
}

/** A pod of the network plugin, but for what is given. */
function plugin(site: Site, but: Partial<Pod> = {}): Caller {
  return pod(site, { namespace: "kube-system", account: "aws-node", ...but });
}
