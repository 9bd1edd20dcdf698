import {
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
} from "../../../catalogue/contracts";
import { givenNamePattern, givenNameRule } from "../../foundations/names";
import { NodeAmiType, NodeCapacityType, type NodeGroupArgs, type NodeTaintArgs, TaintEffect } from "./args";
import { architectureOf, architectureOfInstance } from "./images";
import { labelKey, labelMistakes, labelValue } from "./labels";
import { type NodeRelease, resolveRelease } from "./releases";

const instanceType = text("an instance type such as m6i.large", /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/);

export const nodesShape = mapOf(
  record({
    instanceTypes: optional(list(instanceType, 1)),
    amiType: optional(oneOf(Object.values(NodeAmiType))),
    release: optional(text()),
    capacityType: optional(oneOf(Object.values(NodeCapacityType))),
    minSize: optional(whole(0, 450)),
    maxSize: optional(whole(1, 450)),
    desiredSize: optional(whole(0, 450)),
    diskGiB: optional(whole(20, 16384)),
    labels: optional(mapOf(labelValue)),
    taints: optional(
      list(record({ key: labelKey, value: optional(labelValue), effect: oneOf(Object.values(TaintEffect)) })),
    ),
    maxUnavailablePercentage: optional(whole(1, 100)),
    repair: optional(flag),
    zones: optional(list(whole(0, 5), 1)),
  }),
  givenNamePattern,
  `a node group's name: ${givenNameRule}`,
);

export interface NodeGroupSettings {
  instanceTypes: string[];
  amiType: NodeAmiType;
  release: NodeRelease;
  capacityType: NodeCapacityType;
  minSize: number;
  maxSize: number;
  desiredSize: number;
  diskGiB: number;
  labels: Record<string, string>;
  taints: NodeTaintArgs[];
  maxUnavailablePercentage: number;
  repair: boolean;
  /** Indexes of the zones that the group spans, in order. */
  zones: number[];
}

/** What node groups are measured by. */
interface NodesAsked {
  /** Number of zones of the network; of one that exists, of its private subnets. */
  zones: number;
  /** Whether the network exists, so that its subnets are what is counted. */
  existing?: boolean;
  kubernetesVersion: string;
}

/** Fills the defaults of every group; notes what EKS would refuse in the middle of an update, and groups that fit no pod. */
export function resolveNodes(
  args: Record<string, NodeGroupArgs>,
  asked: NodesAsked,
  mistakes: Mistake[],
): Record<string, NodeGroupSettings> {
  // A group whose name is wrong is missing here, and may be the one that the others lack.
  const misnamed = mistakes.some(({ path }) => /^nodes\.[^.[]+$/.test(path));
  const groups = Object.entries(args).map(([name, group]) => {
    const path = `nodes.${name}`;
    const settings = resolveGroup(group, path, asked, mistakes);
    mistakes.push(
      ...sizeMistakes(settings, path),
      ...instanceMistakes(settings, path),
      ...labelMistakes(settings.labels, `${path}.labels`),
      ...taintMistakes(settings.taints, `${path}.taints`),
      ...zoneMistakes(settings.zones, `${path}.zones`, asked),
    );
    return [name, settings] as const;
  });
  if (!misnamed) mistakes.push(...placeMistakes(groups.map(([, settings]) => settings)));
  return Object.fromEntries(groups);
}

/** There must be a node for what tolerates no taint, and nothing here would make one where a group begins with none. */
function placeMistakes(groups: NodeGroupSettings[]): Mistake[] {
  const path = "nodes";
  if (groups.length === 0) {
    return [{ path, got: "no node group", expected: "at least one: CoreDNS and the controllers need nodes" }];
  }
  const open = groups.filter(({ taints }) => taints.every(({ effect }) => effect === TaintEffect.PreferNoSchedule));
  if (open.length === 0) {
    const expected = "one at least without NO_SCHEDULE and NO_EXECUTE: CoreDNS and the controllers tolerate no taint";
    return [{ path, got: "taints on every node group", expected }];
  }
  if (open.some(({ minSize, desiredSize }) => minSize >= 1 && desiredSize >= 1)) return [];
  const expected =
    "one at least with minSize 1 or more: CoreDNS and the controllers need a node, and tolerate no taint";
  return [{ path, got: "minSize 0 in every node group without NO_SCHEDULE and NO_EXECUTE", expected }];
}

/** What each group's nodes run: declared, so that a policy can judge its age. */
export function nodeReleases(groups: Record<string, NodeGroupSettings>): Record<string, NodeRelease> {
  return Object.fromEntries(Object.entries(groups).map(([name, { release }]) => [name, release]));
}

function resolveGroup(
  group: NodeGroupArgs,
  path: string,
  { zones: all, kubernetesVersion }: NodesAsked,
  mistakes: Mistake[],
): NodeGroupSettings {
  const amiType = group.amiType ?? NodeAmiType.BottlerocketX86;
  const zones = group.zones ?? Array.from({ length: all }, (_, zone) => zone);
  const minSize = group.minSize ?? Math.min(zones.length, group.desiredSize ?? Infinity, group.maxSize ?? Infinity);
  const desiredSize = group.desiredSize ?? minSize;
  return {
    instanceTypes: group.instanceTypes ?? [architectureOf(amiType) === "arm64" ? "m7g.large" : "m6i.large"],
    amiType,
    release: resolveRelease(group.release, `${path}.release`, { amiType, kubernetesVersion }, mistakes),
    capacityType: group.capacityType ?? NodeCapacityType.OnDemand,
    minSize,
    desiredSize,
    maxSize: group.maxSize ?? Math.max(1, 2 * Math.max(minSize, desiredSize)),
    diskGiB: group.diskGiB ?? 50,
    labels: group.labels ?? {},
    taints: group.taints ?? [],
    maxUnavailablePercentage: group.maxUnavailablePercentage ?? 33,
    repair: group.repair ?? true,
    zones: [...zones].sort((one, other) => one - other),
  };
}

function sizeMistakes({ minSize, desiredSize, maxSize }: NodeGroupSettings, path: string): Mistake[] {
  if (minSize <= desiredSize && desiredSize <= maxSize) return [];
  const got = `minSize ${minSize}, desiredSize ${desiredSize}, maxSize ${maxSize}`;
  return [{ path, got, expected: "minSize <= desiredSize <= maxSize" }];
}

function instanceMistakes({ instanceTypes, amiType }: NodeGroupSettings, path: string): Mistake[] {
  return instanceTypes.flatMap((type, index) => {
    const architecture = architectureOfInstance(type);
    if (architecture === architectureOf(amiType)) return [];
    const fitting = `an instance type of the architecture of amiType ${amiType}`;
    const expected = architecture === undefined ? `${fitting}; the name of this one does not tell it` : fitting;
    return [{ path: `${path}.instanceTypes[${index}]`, got: quote(type), expected }];
  });
}

function taintMistakes(taints: NodeTaintArgs[], path: string): Mistake[] {
  const mistakes: Mistake[] =
    taints.length > 50 ? [{ path, got: `${taints.length} taints`, expected: "50 at most, as EKS takes" }] : [];
  const seen = new Map<string, number>();
  taints.forEach(({ key, effect }, index) => {
    const earlier = seen.get(`${key} ${effect}`);
    seen.set(`${key} ${effect}`, index);
    if (earlier === undefined) return;
    const expected = `another key or effect: ${path}[${earlier}] has both already`;
    mistakes.push({ path: `${path}[${index}]`, got: quote(key), expected });
  });
  return mistakes;
}

function zoneMistakes(zones: number[], path: string, { zones: all, existing = false }: NodesAsked): Mistake[] {
  const missing = zones.filter((zone) => zone >= all);
  if (missing.length > 0) {
    const because = existing ? `there are ${all} private subnets` : `network.zones is ${all}`;
    const expected = `zones from 0 to ${all - 1}, because ${because}`;
    return [{ path, got: quote(zones), expected }];
  }
  if (new Set(zones).size === zones.length) return [];
  return [{ path, got: quote(zones), expected: "each zone once" }];
}
