import * as pulumi from "@pulumi/pulumi";
import {
  check,
  flag,
  list,
  mapOf,
  type Mistake,
  oneOf,
  optional,
  quote,
  record,
  text,
  whole,
} from "../../catalogue/contracts";
import { isPrivate, type Network, parseCidr, planSubnets, smallestSubnet } from "../foundations/cidr";
import {
  type AccessArgs,
  type EndpointArgs,
  NatMode,
  type NetworkArgs,
  NodeAmiType,
  type NodeGroupArgs,
  NodeCapacityType,
} from "./args";

/** A text that may be known only later. */
export const inputText = check(
  "a text",
  (value): value is pulumi.Input<string> =>
    (typeof value === "string" && value !== "") || pulumi.Output.isInstance(value) || value instanceof Promise,
);

const principal = check(
  "the ARN of an IAM role or user",
  (value): value is pulumi.Input<string> =>
    pulumi.Output.isInstance(value) ||
    value instanceof Promise ||
    (typeof value === "string" && /^arn:aws(-[a-z]+)*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/.test(value)),
);

const instanceType = text("an instance type such as m6i.large", /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/);

/** The shapes of the arguments that steer the AWS half. */
export const clusterShapes = {
  network: record({
    cidr: optional(text("a network such as 10.0.0.0/16")),
    zones: optional(whole(2, 6)),
    nat: optional(oneOf(Object.values(NatMode))),
  }),
  endpoint: record({ publicAccess: optional(flag), publicAccessCidrs: optional(list(text())) }),
  access: record({
    deployer: optional(principal),
    admins: optional(list(principal)),
    viewers: optional(list(principal)),
  }),
  nodes: mapOf(
    record({
      instanceTypes: optional(list(instanceType, 1)),
      amiType: optional(oneOf(Object.values(NodeAmiType))),
      capacityType: optional(oneOf(Object.values(NodeCapacityType))),
      minSize: optional(whole(0, 450)),
      maxSize: optional(whole(1, 450)),
      desiredSize: optional(whole(0, 450)),
      diskGiB: optional(whole(20, 16384)),
    }),
    /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,30}$/,
    "a node group's name: lower-case letters, digits and single dashes, at most 31 characters",
  ),
  keys: record({ deletionWindowDays: optional(whole(7, 30)), rotationDays: optional(whole(90, 2560)) }),
  logs: record({ retentionDays: optional(whole(0, 3653)) }),
};

export interface NetworkSettings {
  cidr: string;
  zones: number;
  nat: NatMode;
}

/** Fills the defaults; notes a range that is no private network, or too small for its subnets. */
export function resolveNetwork(args: NetworkArgs, mistakes: Mistake[]): NetworkSettings {
  const settings = { cidr: args.cidr ?? "10.0.0.0/16", zones: args.zones ?? 3, nat: args.nat ?? NatMode.PerZone };
  const path = "network.cidr";
  const network = parseCidr(settings.cidr);
  if (network === undefined) {
    mistakes.push({ path, got: quote(settings.cidr), expected: "a network such as 10.0.0.0/16, without host bits" });
  } else if (!isPrivate(network) || network.prefix < 16) {
    const expected = "a network of /16 or smaller within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";
    mistakes.push({ path, got: quote(settings.cidr), expected });
  } else if (planSubnets(network, settings.zones) === undefined) {
    const expected = `a larger network: the public subnets of ${settings.zones} zones would be smaller than /${smallestSubnet}`;
    mistakes.push({ path, got: quote(settings.cidr), expected });
  }
  return settings;
}

export interface EndpointSettings {
  publicAccess: boolean;
  /** Empty when the endpoint is private. */
  publicAccessCidrs: string[];
}

const everybody = "0.0.0.0/0";

/**
 * Fills the defaults; notes networks that are malformed or that EKS refuses. A public endpoint that is open to
 * everybody is no mistake here: it is what the policy pack blocks (NET-01), and what a waiver can allow.
 */
export function resolveEndpoint(args: EndpointArgs, mistakes: Mistake[]): EndpointSettings {
  const publicAccess = args.publicAccess ?? false;
  const cidrs = args.publicAccessCidrs ?? [];
  const path = "endpoint.publicAccessCidrs";
  // Whether it was meant to be public nobody knows when that argument itself is wrong.
  const misread = mistakes.some((mistake) => mistake.path === "endpoint.publicAccess");
  if (!publicAccess && !misread && cidrs.length > 0) {
    mistakes.push({ path, got: quote(cidrs), expected: "nothing while endpoint.publicAccess is false" });
  }
  cidrs.forEach((cidr, index) => {
    const network: Network | undefined = parseCidr(cidr);
    if (network !== undefined && !isPrivate(network)) return;
    const expected = "a public IPv4 network such as 203.0.113.0/24, without host bits";
    mistakes.push({ path: `${path}[${index}]`, got: quote(cidr), expected });
  });
  if (cidrs.length > 40) mistakes.push({ path, got: `${cidrs.length} networks`, expected: "40 at most" });
  return { publicAccess, publicAccessCidrs: publicAccess && cidrs.length === 0 ? [everybody] : cidrs };
}

export interface AccessSettings {
  /** Who deploys; the principal of the run's credentials when absent. */
  deployer?: pulumi.Input<string>;
  admins: pulumi.Input<string>[];
  viewers: pulumi.Input<string>[];
}

/** Fills the defaults; notes a principal that is listed twice, which EKS would refuse in the middle of an update. */
export function resolveAccess(args: AccessArgs, mistakes: Mistake[]): AccessSettings {
  const { deployer } = args;
  const settings: AccessSettings = {
    ...(deployer === undefined ? {} : { deployer }),
    admins: args.admins ?? [],
    viewers: args.viewers ?? [],
  };
  const seen = new Map<string, string>();
  if (typeof deployer === "string") seen.set(deployer, "access.deployer");
  for (const role of ["admins", "viewers"] as const) {
    settings[role].forEach((arn, index) => {
      if (typeof arn !== "string") return;
      const path = `access.${role}[${index}]`;
      const earlier = seen.get(arn);
      if (earlier !== undefined) {
        mistakes.push({ path, got: quote(arn), expected: `another principal: ${earlier} names this one already` });
      }
      seen.set(arn, path);
    });
  }
  return settings;
}

export interface NodeGroupSettings {
  instanceTypes: string[];
  amiType: NodeAmiType;
  capacityType: NodeCapacityType;
  minSize: number;
  maxSize: number;
  desiredSize: number;
  diskGiB: number;
}

/** Fills the defaults of every group; notes sizes out of order and instance types of another architecture than the image's. */
export function resolveNodes(
  args: Record<string, NodeGroupArgs>,
  zones: number,
  mistakes: Mistake[],
): Record<string, NodeGroupSettings> {
  const groups = Object.entries(args).map(([name, group]) => {
    const settings = resolveGroup(group, zones);
    const path = `nodes.${name}`;
    const { minSize, desiredSize, maxSize } = settings;
    if (!(minSize <= desiredSize && desiredSize <= maxSize)) {
      const got = `minSize ${minSize}, desiredSize ${desiredSize}, maxSize ${maxSize}`;
      mistakes.push({ path, got, expected: "minSize <= desiredSize <= maxSize" });
    }
    settings.instanceTypes.forEach((type, index) => {
      if (isArmInstance(type) === isArmImage(settings.amiType)) return;
      const expected = `an instance type of the architecture of amiType ${settings.amiType}`;
      mistakes.push({ path: `${path}.instanceTypes[${index}]`, got: quote(type), expected });
    });
    return [name, settings] as const;
  });
  if (groups.length === 0) {
    mistakes.push({
      path: "nodes",
      got: "no node group",
      expected: "at least one: CoreDNS and the controllers need nodes",
    });
  }
  return Object.fromEntries(groups);
}

function resolveGroup(group: NodeGroupArgs, zones: number): NodeGroupSettings {
  const amiType = group.amiType ?? NodeAmiType.BottlerocketX86;
  const minSize = group.minSize ?? Math.min(zones, group.desiredSize ?? zones, group.maxSize ?? zones);
  const desiredSize = group.desiredSize ?? minSize;
  return {
    instanceTypes: group.instanceTypes ?? [isArmImage(amiType) ? "m7g.large" : "m6i.large"],
    amiType,
    capacityType: group.capacityType ?? NodeCapacityType.OnDemand,
    minSize,
    desiredSize,
    maxSize: group.maxSize ?? Math.max(1, 2 * Math.max(minSize, desiredSize)),
    diskGiB: group.diskGiB ?? 50,
  };
}

function isArmImage(amiType: NodeAmiType): boolean {
  return amiType.includes("ARM_64");
}

/** Graviton families: `a1`, and those with a `g` among the letters after the generation (`m7g`, `c6gn`, `im4gn`). */
function isArmInstance(type: string): boolean {
  const family = /^([a-z]+)\d+([a-z]*)/.exec(type);
  return type.startsWith("a1.") || (family?.[2]?.includes("g") ?? false);
}
