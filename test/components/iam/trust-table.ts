import type { Caller } from "./judge";
import { roleArn, type Site } from "./rights";

/** A role is taken, and taken with the session tags that Pod Identity sets. */
export const trustActions = ["sts:AssumeRole", "sts:TagSession"];

/** May take any role, as far as IAM is asked. */
const everyRole = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:*", Resource: "*" }],
};

interface Row {
  caller: (site: Site) => Caller;
  /** By role; what is not named must be denied. */
  takes?: Record<string, string[]>;
}

/** Who may take which role. Every caller is asked for every role. */
export const trustTable: Record<string, Row> = {
  EKS: { caller: () => service("eks.amazonaws.com"), takes: { "main-cluster": ["sts:AssumeRole"] } },
  EC2: { caller: () => service("ec2.amazonaws.com"), takes: { "main-nodes": ["sts:AssumeRole"] } },
  Lambda: { caller: () => service("lambda.amazonaws.com") },
  "Pod Identity, for the network plugin": {
    caller: (site) => pod(site),
    takes: { "main-cni": trustActions },
  },
  "Pod Identity, for the storage driver": {
    caller: (site) => pod(site, { "kubernetes-service-account": "ebs-csi-controller-sa" }),
    takes: { "main-ebs-csi": trustActions },
  },
  "Pod Identity, for another service account": {
    caller: (site) => pod(site, { "kubernetes-service-account": "default" }),
  },
  "Pod Identity, for a service account of that name in another namespace": {
    caller: (site) => pod(site, { "kubernetes-namespace": "default" }),
  },
  "Pod Identity, for the network plugin of another cluster": {
    caller: (site) => pod(site, { "eks-cluster-name": "main2" }),
  },
  "Pod Identity, for a cluster of that name in another account": {
    caller: (site) => pod({ ...site, account: "999999999999" }),
  },
  "Pod Identity, for nobody in particular": { caller: () => service("pods.eks.amazonaws.com") },
  "another service that claims to be the network plugin": {
    caller: (site) => ({ ...pod(site), principal: "lambda.amazonaws.com" }),
  },
  "a role of the account that may take every role": { caller: (site) => role(site) },
  "a role of another account that may take every role": {
    caller: (site) => role({ ...site, account: "999999999999" }),
  },
  "anybody without credentials": { caller: () => ({ principal: undefined, policies: [], context: {} }) },
};

function service(principal: string): Caller {
  return { principal, policies: [], context: {} };
}

/** A pod of the network plugin, but for what is given. */
function pod({ account }: Site, but: Record<string, string> = {}): Caller {
  const tags = {
    "eks-cluster-name": "main",
    "kubernetes-namespace": "kube-system",
    "kubernetes-service-account": "aws-node",
    ...but,
  };
  const requestTags = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value] as const);
  return {
    ...service("pods.eks.amazonaws.com"),
    context: { "aws:SourceAccount": account, ...Object.fromEntries(requestTags) },
  };
}

function role(site: Site): Caller {
  const principal = roleArn(site, "administrator");
  return { principal, policies: [everyRole], context: { "aws:PrincipalArn": principal } };
}
