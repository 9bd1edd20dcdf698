import { isProperties, type Properties, shown, text, valueAt, valuesAt } from "../values";
import { isNetwork, isPrivate, overlap, range } from "./cidr";
import { trusts } from "./policies";
import type { Refusals, Refuse } from "./refusal";

const subnetType = "aws:ec2/subnet:Subnet";
const clusterType = "aws:eks/cluster:Cluster";
const invalid = (what: string) => `InvalidParameterException: ${what}`;

/** Access policies of EKS for people and pipelines; those of its own services are not among them. */
const accessPolicies = ["ClusterAdmin", "Admin", "AdminView", "Edit", "View"].map((name) => `AmazonEKS${name}Policy`);

const refuseSubnets: Refuse = (inputs, world) => {
  const subnets = valuesAt(inputs, "vpcConfig.subnetIds").flatMap((id) => world.find(subnetType, id) ?? []);
  const zones = new Set(subnets.map(({ outputs }) => outputs["availabilityZone"]));
  if (zones.size < 2) return invalid("Subnets specified must be in at least two different AZs");
  if (new Set(subnets.map(({ outputs }) => outputs["vpcId"])).size > 1)
    return invalid("Subnets must be in the same VPC");
  const home = text(valueAt(world.find(clusterType, inputs["name"])?.outputs, "vpcConfig.vpcId"));
  if (home !== undefined && home !== subnets[0]?.outputs["vpcId"])
    return invalid(`Provided subnets belong to another VPC than the cluster's ${home}`);
  const groups = valuesAt(inputs, "vpcConfig.securityGroupIds");
  const strange = groups.find(
    (id) => world.find("aws:ec2/securityGroup:SecurityGroup", id)?.outputs["vpcId"] !== subnets[0]?.outputs["vpcId"],
  );
  return strange === undefined
    ? undefined
    : invalid(`Security group(s) [${shown(strange)}] are not in the same VPC as the subnets.`);
};

const refuseServiceRange: Refuse = (inputs, world) => {
  const cidr = valueAt(inputs, "kubernetesNetworkConfig.serviceIpv4Cidr");
  if (cidr === undefined) return undefined;
  const bits = range(cidr)?.bits ?? 0;
  if (!isNetwork(cidr) || !isPrivate(cidr) || bits < 12 || bits > 24) {
    return invalid(`Service IPv4 CIDR ${shown(cidr)} must be a private block between /12 and /24`);
  }
  const subnet = world.find(subnetType, valuesAt(inputs, "vpcConfig.subnetIds")[0]);
  const block = world.find("aws:ec2/vpc:Vpc", subnet?.outputs["vpcId"])?.outputs["cidrBlock"];
  return overlap(cidr, block)
    ? invalid(`Service IPv4 CIDR ${shown(cidr)} conflicts with the VPC's ${shown(block)}`)
    : undefined;
};

const refuseEndpoints: Refuse = (inputs) => {
  const [closed, open] = ["endpointPrivateAccess", "endpointPublicAccess"].map((name) =>
    valueAt(inputs, `vpcConfig.${name}`),
  );
  if (closed !== true && open === false) return invalid("Private and public endpoint access cannot be false");
  const strange = valuesAt(inputs, "vpcConfig.publicAccessCidrs").find((cidr) => !isNetwork(cidr) || isPrivate(cidr));
  return strange === undefined
    ? undefined
    : invalid(`The following CIDRs are invalid in publicAccessCidrs: [${shown(strange)}]`);
};

const refuseClusterRole: Refuse = ({ roleArn }, world) =>
  trusts(world, roleArn, "eks.amazonaws.com")
    ? undefined
    : invalid(
        `Role with arn: ${shown(roleArn)}, could not be assumed because it does not exist or the trusted entity is not correct`,
      );

/** An ARM family has a `g` after its generation, as in `m7g` and `c6gn`. */
const isArm = (instanceType: unknown) => /^(?:[a-z]+\d+g[a-z]*|a1)\./.test(shown(instanceType));

const refuseInstances: Refuse = ({ amiType, instanceTypes }) => {
  const arm = /_ARM_64/.test(shown(amiType));
  const strange = valuesAt({ instanceTypes }, "instanceTypes").filter((each) => isArm(each) !== arm);
  return amiType === undefined || amiType === "CUSTOM" || strange.length === 0
    ? undefined
    : invalid(`[${strange.join(", ")}] is not a valid instance type for requested amiType ${shown(amiType)}`);
};

const reserved = /(?:^|\.)(?:kubernetes\.io|k8s\.io|eks\.amazonaws\.com)$/;
const labelValue = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

const refuseLabels: Refuse = ({ labels, taints }) => {
  const entries = isProperties(labels) ? Object.entries(labels) : [];
  const strange = entries.find(([key, value]) => {
    const [prefix, name] = key.includes("/") ? key.split("/") : ["", key];
    return reserved.test(prefix!) || name === "" || !labelValue.test(name!) || !labelValue.test(shown(value));
  });
  if (strange !== undefined) return invalid(`Label cannot contain reserved prefixes or odd characters: ${strange[0]}`);
  return Array.isArray(taints) && taints.length > 50 ? invalid("A node group takes 50 taints at most") : undefined;
};

const refuseScaling: Refuse = (inputs) => {
  const [min, wanted, max] = ["minSize", "desiredSize", "maxSize"].map((name) =>
    Number(valueAt(inputs, `scalingConfig.${name}`)),
  );
  if (!(max! >= 1)) return invalid("Maximum capacity should be greater than or equal to 1");
  if (min! > wanted!) return invalid("Minimum capacity can't be greater than desired size");
  return wanted! > max! ? invalid("desired capacity can't be greater than max size") : undefined;
};

const refuseTemplate: Refuse = (inputs, world) => {
  const template = world.find("aws:ec2/launchTemplate:LaunchTemplate", valueAt(inputs, "launchTemplate.id"));
  if (template === undefined) return undefined;
  if (inputs["diskSize"] !== undefined || inputs["remoteAccess"] !== undefined)
    return invalid("Disk size and remote access must be specified within the launch template.");
  const version = Number(valueAt(inputs, "launchTemplate.version"));
  return version >= 1 && version <= Number(template.outputs["latestVersion"])
    ? undefined
    : `InvalidRequestException: Launch template ${template.id} with version ${shown(valueAt(inputs, "launchTemplate.version"))} not found`;
};

const refuseNodeRole: Refuse = ({ nodeRoleArn }, world) =>
  trusts(world, nodeRoleArn, "ec2.amazonaws.com")
    ? undefined
    : invalid(
        `Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole ${shown(nodeRoleArn)}`,
      );

const minor = (version: unknown) => Number(shown(version).split(".")[1]);

const refuseNodeVersion: Refuse = ({ clusterName, version }, world) => {
  const cluster = world.find(clusterType, clusterName)?.outputs["version"];
  return text(version) !== undefined && text(cluster) !== undefined && minor(version) > minor(cluster)
    ? invalid(
        `Nodegroup Kubernetes version ${shown(version)} should be equal to or older than the cluster's ${shown(cluster)}`,
      )
    : undefined;
};

const refuseAddonVersion: Refuse = ({ addonVersion }) =>
  addonVersion === undefined || /^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(shown(addonVersion))
    ? undefined
    : invalid(`Addon version specified is not supported: ${shown(addonVersion)}`);

const refusePrincipal: Refuse = ({ principalArn }) =>
  /^arn:[^:]+:iam::\d{12}:(?:role|user)\/.+$/.test(shown(principalArn)) &&
  !shown(principalArn).includes(":role/aws-service-role/")
    ? undefined
    : invalid(`The principalArn parameter format is not valid: ${shown(principalArn)}`);

const refuseAccessPolicy: Refuse = (inputs) => {
  const { policyArn } = inputs;
  if (
    !accessPolicies.some((name) =>
      new RegExp(`^arn:[^:]+:eks::aws:cluster-access-policy/${name}$`).test(shown(policyArn)),
    )
  )
    return `InvalidRequestException: The policyArn parameter format is not valid: ${shown(policyArn)}`;
  const limited = valueAt(inputs, "accessScope.type") === "namespace";
  return limited === valuesAt(inputs, "accessScope.namespaces").length > 0
    ? undefined
    : "InvalidRequestException: Namespaces go with a scope of the type namespace, and with no other";
};

/** A service account has one role: of an add-on, or of an association. */
const refuseSecondRole: Refuse = (inputs, world) => {
  const taken = world
    .of("aws:eks/addon:Addon")
    .filter(
      (each) =>
        each.outputs["clusterName"] === inputs["clusterName"] && each.outputs["addonName"] !== inputs["addonName"],
    )
    .flatMap(({ outputs }) => valuesAt(outputs, "podIdentityAssociations.serviceAccount"));
  const twice = ownAccounts(inputs).find((name) => taken.includes(name));
  return twice === undefined ? undefined : `ResourceInUseException: Association already exists: ${shown(twice)}`;
};

function ownAccounts(inputs: Properties): unknown[] {
  if (inputs["addonName"] !== undefined) return valuesAt(inputs, "podIdentityAssociations.serviceAccount");
  return inputs["namespace"] === "kube-system" ? [inputs["serviceAccount"]] : [];
}

export const eks: Refusals = {
  "aws:eks/accessEntry:AccessEntry": [refusePrincipal],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [refuseAccessPolicy],
  "aws:eks/addon:Addon": [refuseAddonVersion, refuseSecondRole],
  [clusterType]: [refuseSubnets, refuseServiceRange, refuseEndpoints, refuseClusterRole],
  "aws:eks/nodeGroup:NodeGroup": [
    refuseInstances,
    refuseLabels,
    refuseScaling,
    refuseTemplate,
    refuseNodeRole,
    refuseNodeVersion,
  ],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [refuseSecondRole],
};
