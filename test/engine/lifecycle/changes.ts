import type { Settings } from "../lab/project";
import { setting } from "./settings";

/** One change of a setting of prod, and what the engine does about it. */
export interface Change {
  name: string;
  /** The keys that are changed, as `docs/environments.md` names them; `*` stands for a name of the user's. */
  keys: string[];
  change: (settings: Settings) => void;
  /** Done while the cluster serves: then none of what must stay is replaced. */
  everyday: boolean;
  /** Every step, `<op> <type> <name>: <properties that differ>`; braces list several. */
  steps: string[];
  /** What the engine says where it refuses; the steps are not looked at then. */
  refused?: RegExp;
}

/** A row that changes the value at one path. */
function row(path: string, value: unknown, name: string, steps: string[], more: Partial<Change> = {}): Change {
  const keys = [path.replace(/^(rampart:nodes)\.[^.]+/, "$1.*").replace(/^(rampart:tags)\..*/, "$1")];
  return { name, keys, change: setting(path, value), everyday: true, steps, ...more };
}

/** Not while the cluster serves. */
const rare = { everyday: false };
const admin = "arn:aws:iam::444455556666:role/platform-admin";
const viewer = "arn:aws:iam::444455556666:role/platform-viewer";
const auditor = "arn:aws:iam::444455556666:role/auditor";
const cluster = "urn:pulumi:prod::rampart::rampart:index:CompliantCluster$aws:eks/cluster:Cluster::prod";

export const changes: Change[] = [
  row("aws:region", "eu-west-1", "another region: everything anew, which protection refuses", [], {
    ...rare,
    refused: /unable to replace resource .*Key::prod-secrets"\s+as it is currently marked for protection/,
  }),
  row("rampart:regimes", ["hipaa"], "fewer regimes: bounds and report only", ["update CompliantCluster prod"]),
  row("rampart:kubernetesVersion", "1.36", "the next minor version: in place, control plane first", [
    "update CompliantCluster prod",
    "update Cluster prod: version",
    "update Addon prod-{coredns,kube-proxy}: addonVersion",
    "update NodeGroup prod-{general,memory}: version",
  ]),
  row("rampart:addonVersions", { "vpc-cni": "v1.22.4-eksbuild.4" }, "another build of an add-on", [
    "update Addon prod-vpc-cni: addonVersion",
  ]),
  row(
    "rampart:network.cidr",
    "10.112.0.0/16",
    "another block: a new network and new nodes; EKS keeps no cluster over it",
    [
      "replace Vpc prod-vpc: cidrBlock",
      "replace DefaultSecurityGroup prod-default: vpcId",
      "update InternetGateway prod-internet: vpcId",
      "replace Subnet prod-{private,public}-{0,1,2}: cidrBlock, vpcId",
      "replace RouteTable prod-{public,private-0,private-1,private-2}: vpcId",
      "replace Route prod-public: routeTableId",
      "replace Route prod-private-{0,1,2}: natGatewayId, routeTableId",
      "replace RouteTableAssociation prod-{private,public}-{0,1,2}: routeTableId, subnetId",
      "replace NatGateway prod-nat-{0,1,2}: subnetId",
      "replace NodeGroup prod-{general,memory}: subnetIds",
      "update Cluster prod: vpcConfig",
    ],
    rare,
  ),
  row(
    "rampart:network.zones",
    2,
    "a zone less: public subnets lie elsewhere then, and every node group is bound to its subnets",
    [
      "delete {Eip,NatGateway} prod-nat-2",
      "delete {Route,RouteTable} prod-private-2",
      "delete {Subnet,RouteTableAssociation} prod-{private,public}-2",
      "replace Subnet prod-public-{0,1}: cidrBlock",
      "replace RouteTableAssociation prod-public-{0,1}: subnetId",
      "replace NatGateway prod-nat-{0,1}: subnetId",
      "update Route prod-private-{0,1}: natGatewayId",
      "replace NodeGroup prod-{general,memory}: subnetIds",
      "update Cluster prod: vpcConfig",
    ],
    rare,
  ),
  row("rampart:network.nat", "single", "one NAT gateway for all", [
    "delete {Eip,NatGateway} prod-nat-{1,2}",
    "update Route prod-private-{1,2}: natGatewayId",
  ]),
  {
    ...row("rampart:endpoint.publicAccess", true, "the endpoint opened to one address", [
      "update Cluster prod: vpcConfig",
    ]),
    keys: ["rampart:endpoint.publicAccess", "rampart:endpoint.publicAccessCidrs"],
    change: setting("rampart:endpoint", { publicAccess: true, publicAccessCidrs: ["203.0.113.7/32"] }),
  },
  row("rampart:access.admins", [admin, "arn:aws:iam::444455556666:role/second"], "another administrator", [
    "create {AccessEntry,AccessPolicyAssociation} prod-admin-0a0f8d10",
  ]),
  row("rampart:access.viewers", [auditor, viewer], "viewers in another order", []),
  row("rampart:access.viewers", [viewer], "a viewer less", [
    "delete {AccessEntry,AccessPolicyAssociation} prod-viewer-316da936",
  ]),
  row("rampart:access.deployer", "arn:aws:iam::444455556666:role/ci", "another deployer", [
    "replace {AccessEntry,AccessPolicyAssociation} prod-deployer: principalArn",
  ]),
  row(
    "rampart:nodes.general.instanceTypes",
    ["m7g.4xlarge"],
    "other instances: a new group, then the old one goes",
    ["replace NodeGroup prod-general: instanceTypes"],
    rare,
  ),
  row(
    "rampart:nodes.general.amiType",
    "AL2023_ARM_64_STANDARD",
    "another image: the same",
    [
      "update LaunchTemplate prod-general: blockDeviceMappings",
      "replace NodeGroup prod-general: amiType, launchTemplate",
    ],
    rare,
  ),
  row(
    "rampart:nodes.general.capacityType",
    "SPOT",
    "another kind of capacity: the same",
    ["replace NodeGroup prod-general: capacityType"],
    rare,
  ),
  row("rampart:nodes.memory.minSize", 2, "a smaller smallest size", ["update NodeGroup prod-memory: scalingConfig"]),
  row("rampart:nodes.memory.maxSize", 12, "a larger largest size", ["update NodeGroup prod-memory: scalingConfig"]),
  row("rampart:nodes.general.desiredSize", 8, "more nodes", ["update NodeGroup prod-general: scalingConfig"]),
  row("rampart:nodes.memory.diskGiB", 300, "larger volumes: nodes are rolled, the group stays", [
    "update LaunchTemplate prod-memory: blockDeviceMappings",
    "update NodeGroup prod-memory: launchTemplate",
  ]),
  row("rampart:nodes.batch", { amiType: "BOTTLEROCKET_ARM_64", instanceTypes: ["m7g.large"] }, "a group more", [
    "create {LaunchTemplate,NodeGroup} prod-batch",
  ]),
  row("rampart:nodes.memory", undefined, "a group less", ["delete {LaunchTemplate,NodeGroup} prod-memory"]),
  row("rampart:keys.deletionWindowDays", 14, "a shorter window to recover a key", [
    "update Key prod-{logs,secrets,volumes}: deletionWindowInDays",
  ]),
  row("rampart:keys.rotationDays", 365, "another rotation", [
    "update Key prod-{logs,secrets,volumes}: rotationPeriodInDays",
  ]),
  row("rampart:logs.retentionDays", 731, "a longer retention", ["update LogGroup prod-control-plane: retentionInDays"]),
  row("rampart:gatekeeper.replicas", 4, "more replicas of the webhook", [
    "update Gatekeeper prod-gatekeeper",
    "update Release prod-gatekeeper-gatekeeper: values",
  ]),
  row("rampart:gatekeeper.enforcement", "warn", "constraints that warn", [
    "update RampartAppArmor prod-gatekeeper-rampart-app-armor: spec",
    "update RampartCapabilitiesAdd prod-gatekeeper-rampart-capabilities-add: spec",
    "update RampartCapabilitiesBaseline prod-gatekeeper-rampart-capabilities-baseline: spec",
    "update RampartCapabilitiesDrop prod-gatekeeper-rampart-capabilities-drop: spec",
    "update RampartHostNamespaces prod-gatekeeper-rampart-host-namespaces: spec",
    "update RampartHostPath prod-gatekeeper-rampart-host-path: spec",
    "update RampartHostPorts prod-gatekeeper-rampart-host-ports: spec",
    "update RampartHostProbes prod-gatekeeper-rampart-host-probes: spec",
    "update RampartHostProcess prod-gatekeeper-rampart-host-process: spec",
    "update RampartPrivilegeEscalation prod-gatekeeper-rampart-privilege-escalation: spec",
    "update RampartPrivileged prod-gatekeeper-rampart-privileged: spec",
    "update RampartProcMount prod-gatekeeper-rampart-proc-mount: spec",
    "update RampartRunAsNonRoot prod-gatekeeper-rampart-run-as-non-root: spec",
    "update RampartRunAsUser prod-gatekeeper-rampart-run-as-user: spec",
    "update RampartSeccompBaseline prod-gatekeeper-rampart-seccomp-baseline: spec",
    "update RampartSeccompRestricted prod-gatekeeper-rampart-seccomp-restricted: spec",
    "update RampartSelinux prod-gatekeeper-rampart-selinux: spec",
    "update RampartSysctls prod-gatekeeper-rampart-sysctls: spec",
    "update RampartVolumeTypes prod-gatekeeper-rampart-volume-types: spec",
  ]),
  row("rampart:gatekeeper.values", { auditInterval: 120 }, "a value of the chart", [
    "update Gatekeeper prod-gatekeeper",
    "update Release prod-gatekeeper-gatekeeper: values",
  ]),
  row("rampart:protect", false, "no protection", ["update Cluster prod: deletionProtection"]),
  row("rampart:adopt", { [cluster]: "prod" }, "adoption of what is in the state already", []),
  row("rampart:tags.cost-center", "4711", "a tag more: in place, and nodes are rolled to bear it", [
    "update Addon prod-{aws-ebs-csi-driver,coredns,eks-pod-identity-agent,kube-proxy,vpc-cni}: tags",
    "update Cluster prod: tags",
    "update DefaultSecurityGroup prod-default: tags",
    "update {Eip,NatGateway} prod-nat-{0,1,2}: tags",
    "update InternetGateway prod-internet: tags",
    "update Key prod-{logs,secrets,volumes}: tags",
    "update LaunchTemplate prod-{general,memory}: tagSpecifications, tags",
    "update LogGroup prod-control-plane: tags",
    "update NodeGroup prod-{general,memory}: launchTemplate, tags",
    "update Role prod-{cluster,cni,ebs-csi,nodes}: tags",
    "update RouteTable prod-{public,private-0,private-1,private-2}: tags",
    "update Subnet prod-{private,public}-{0,1,2}: tags",
    "update Vpc prod-vpc: tags",
  ]),
];
