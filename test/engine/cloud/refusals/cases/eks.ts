import { cluster, roleOf } from "./bases";
import type { Before, Case, Made } from "./case";

const clusterType = "aws:eks/cluster:Cluster";
const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const addon = "aws:eks/addon:Addon";
const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const before: Before = Object.fromEntries(Object.entries(cluster).filter(([name]) => name !== "cluster"));

const wanted = ({ role, one, two }: Made, vpcConfig: Record<string, unknown> = {}) => ({
  name: "c",
  roleArn: role!["arn"],
  vpcConfig: { subnetIds: [one!["id"], two!["id"]], endpointPrivateAccess: true, ...vpcConfig },
});

const apart: Before = {
  ...before,
  elsewhere: ["aws:ec2/vpc:Vpc", () => ({ cidrBlock: "10.9.0.0/16" })],
  far: [
    "aws:ec2/subnet:Subnet",
    ({ elsewhere }) => ({ vpcId: elsewhere!["id"], cidrBlock: "10.9.0.0/24", availabilityZone: "eu-central-1b" }),
  ],
  strange: ["aws:ec2/securityGroup:SecurityGroup", ({ elsewhere }) => ({ name: "g", vpcId: elsewhere!["id"] })],
};

const networks: [name: string, vpcConfig: (of: Made) => Record<string, unknown>, says: string][] = [
  ["in one zone", ({ one }) => ({ subnetIds: [one!["id"]] }), "at least two different AZs"],
  ["in two VPCs", ({ one, far }) => ({ subnetIds: [one!["id"], far!["id"]] }), "must be in the same VPC"],
  [
    "with another VPC's group",
    ({ strange }) => ({ securityGroupIds: [strange!["id"]] }),
    "not in the same VPC as the subnets",
  ],
  ["that nobody reaches", () => ({ endpointPrivateAccess: false, endpointPublicAccess: false }), "cannot be false"],
  ["open to a private network", () => ({ publicAccessCidrs: ["10.0.0.0/8"] }), "invalid in publicAccessCidrs"],
  ["open to no network", () => ({ publicAccessCidrs: ["203.0.113.7/24"] }), "invalid in publicAccessCidrs"],
];

const services: [name: string, cidr: string, says: string][] = [
  ["of the VPC", "10.0.128.0/20", "conflicts with the VPC"],
  ["that is public", "100.64.0.0/16", "must be a private block"],
  ["that is too small", "172.20.0.0/25", "must be a private block"],
];

const nodes = ({ nodes: role, one, two }: Made) => ({
  clusterName: "c",
  nodeGroupName: "n",
  nodeRoleArn: role!["arn"],
  subnetIds: [one!["id"], two!["id"]],
  scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 2 },
});

const template: Before = { template: ["aws:ec2/launchTemplate:LaunchTemplate", () => ({ name: "t" })] };

const groups: [name: string, wrong: (of: Made) => Record<string, unknown>, says: string][] = [
  ["with the label of Kubernetes", () => ({ labels: { "kubernetes.io/role": "a" } }), "reserved prefixes"],
  ["with the label of EKS", () => ({ labels: { "eks.amazonaws.com/nodegroup": "a" } }), "reserved prefixes"],
  ["with a label's value that is none", () => ({ labels: { tier: "a b" } }), "reserved prefixes or odd characters"],
  [
    "with 51 taints",
    () => ({ taints: Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, effect: "NO_SCHEDULE" })) }),
    "50 taints",
  ],
  [
    "of ARM with an image of Intel",
    () => ({ instanceTypes: ["m7g.large"], amiType: "AL2023_x86_64_STANDARD" }),
    "not a valid instance type",
  ],
  [
    "of Intel with an image of ARM",
    () => ({ instanceTypes: ["m7i.large"], amiType: "BOTTLEROCKET_ARM_64" }),
    "not a valid instance type",
  ],
  ["of no node", () => ({ scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 0 } }), "greater than or equal to 1"],
  [
    "that begins below its least",
    () => ({ scalingConfig: { minSize: 2, desiredSize: 1, maxSize: 2 } }),
    "can't be greater than desired size",
  ],
  [
    "that begins above its most",
    () => ({ scalingConfig: { minSize: 1, desiredSize: 3, maxSize: 2 } }),
    "can't be greater than max size",
  ],
  [
    "of a template's version that is not there",
    ({ template: it }) => ({ launchTemplate: { id: it!["id"], version: "2" } }),
    "with version 2 not found",
  ],
  [
    "with a template and a size of disk",
    ({ template: it }) => ({ diskSize: 20, launchTemplate: { id: it!["id"], version: "1" } }),
    "within the launch template",
  ],
  ["in the cluster's role", ({ role }) => ({ nodeRoleArn: role!["arn"] }), "trust relationships of nodeRole"],
  ["newer than its cluster", () => ({ version: "1.36" }), "equal to or older than the cluster's"],
];

const fine = {
  labels: {},
  taints: [],
  instanceTypes: ["m7g.large"],
  amiType: "BOTTLEROCKET_ARM_64",
  version: "1.35",
  diskSize: undefined,
};

const principals = [
  "arn:aws:sts::111122223333:assumed-role/a/b",
  "system:masters",
  "arn:aws:iam::111122223333:role/aws-service-role/a/b",
];
const entry = { clusterName: "c", principalArn: "arn:aws:iam::111122223333:role/a" };
const access = {
  ...entry,
  policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
  accessScope: { type: "cluster" },
};
const withEntry: Before = { ...cluster, entry: ["aws:eks/accessEntry:AccessEntry", () => entry] };

const accesses: [name: string, wrong: Record<string, unknown>, says: string][] = [
  [
    "of an unknown policy",
    { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSRootPolicy" },
    "policyArn parameter",
  ],
  ["of a policy of IAM", { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }, "policyArn parameter"],
  ["to namespaces without any", { accessScope: { type: "namespace" } }, "Namespaces go with"],
  ["to the cluster with namespaces", { accessScope: { type: "cluster", namespaces: ["a"] } }, "Namespaces go with"],
];

const driver: Before = {
  ...cluster,
  pods: roleOf("pods", "pods.eks"),
  driver: [
    addon,
    ({ pods }) => ({
      clusterName: "c",
      addonName: "csi",
      podIdentityAssociations: [{ serviceAccount: "sa", roleArn: pods!["arn"] }],
    }),
  ],
};

export const eks: Case[] = [
  ...networks.map(([name, wrong, says]): Case => ({
    name: `a cluster ${name}`,
    before: apart,
    type: clusterType,
    inputs: (of) => wanted(of, wrong(of)),
    says,
    but: wanted,
  })),
  ...services.map(([name, serviceIpv4Cidr, says]): Case => ({
    name: `a range of services ${name}`,
    before,
    type: clusterType,
    inputs: (of) => ({ ...wanted(of), kubernetesNetworkConfig: { serviceIpv4Cidr } }),
    says,
    but: () => ({ kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16" } }),
  })),
  {
    name: "a cluster in the nodes' role",
    before,
    type: clusterType,
    inputs: (of) => ({ ...wanted(of), roleArn: of["nodes"]!["arn"] }),
    says: "trusted entity is not correct",
    but: wanted,
  },
  ...groups.map(([name, wrong, says]): Case => ({
    name: `nodes ${name}`,
    before: { ...cluster, ...template },
    type: nodeGroup,
    inputs: (of) => ({ ...nodes(of), ...wrong(of) }),
    says,
    but: (of) => ({ ...nodes(of), ...fine, launchTemplate: { id: of["template"]!["id"], version: "1" } }),
  })),
  {
    name: "an add-on of a version that is none",
    before: cluster,
    type: addon,
    inputs: () => ({ clusterName: "c", addonName: "coredns", addonVersion: "1.13.2" }),
    says: "Addon version specified is not supported",
    but: () => ({ addonVersion: "v1.13.2-eksbuild.1" }),
  },
  {
    name: "a second role of an add-on's account",
    before: driver,
    type: association,
    inputs: ({ pods }) => ({ clusterName: "c", namespace: "kube-system", serviceAccount: "sa", roleArn: pods!["arn"] }),
    says: "Association already exists",
    but: () => ({ serviceAccount: "other" }),
  },
  {
    name: "a second add-on for an account",
    before: driver,
    type: addon,
    inputs: ({ pods }) => ({
      clusterName: "c",
      addonName: "b",
      podIdentityAssociations: [{ serviceAccount: "sa", roleArn: pods!["arn"] }],
    }),
    says: "Association already exists",
    but: () => ({ podIdentityAssociations: [] }),
  },
  ...principals.map((principalArn): Case => ({
    name: `access for ${principalArn}`,
    before: cluster,
    type: "aws:eks/accessEntry:AccessEntry",
    inputs: () => ({ clusterName: "c", principalArn }),
    says: "principalArn parameter format",
    but: () => entry,
  })),
  ...accesses.map(([name, wrong, says]): Case => ({
    name: `access ${name}`,
    before: withEntry,
    type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    inputs: () => ({ ...access, ...wrong }),
    says,
    but: () => access,
  })),
];
