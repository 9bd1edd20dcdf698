import { Part } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { joined, knownBy } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck, unlessProvided } from "../check";
import { clusterKnownBy } from "./clusters";
import { cluster, nodeGroup, securityGroup, subnet } from "./types";

const fewest = 2;

/** BCK-03: a cluster and its nodes outlive the loss of one zone. */
export const zones: StackCheck = {
  control: "BCK-03",
  none: "the stack holds no EKS cluster",
  fixed: ["availabilityZone", "availabilityZoneId"],
  judge: (stack, context) =>
    unlessProvided(
      Part.Network,
      context,
      each(stack.ofType(cluster), (subject) => judgeCluster(subject, stack)),
    ),
};

function judgeCluster(subject: Subject, stack: Stack): Judgement {
  const { sure, maybe } = joined(stack, [nodeGroup], "clusterName", subject, clusterKnownBy(subject));
  const own = spread("the cluster's subnets", [placeOf(subject, "vpcConfig.subnetIds", stack)]);
  if (sure.length === 0 && maybe.length === 0) return own;
  const nodes = spread(
    "nodes",
    sure.map((group) => placeOf(group, "subnetIds", stack)),
  );
  return nodes.verdict === "pass" || maybe.length === 0
    ? all(own, nodes)
    : all(own, unknown("which cluster a node group belongs to cannot be known before deployment"));
}

/** What is known of the zones of some subnets. */
interface Place {
  zones: readonly string[];
  /** Why there may be more. */
  open?: Judgement;
}

function spread(what: string, places: readonly Place[]): Judgement {
  const found = new Set(places.flatMap((place) => place.zones));
  if (found.size >= fewest) return pass(`${what} are spread over ${found.size} zones`);
  const open = places.map((place) => place.open).filter((each) => each !== undefined);
  return open.length > 0
    ? all(...open)
    : fail(`${what} are in ${found.size} ${found.size === 1 ? "zone" : "zones"}; expected ${fewest} or more`);
}

function placeOf(subject: Subject, path: string, stack: Stack): Place {
  const ids = read(subject).at(path);
  const subnets = stack.ofType(subnet);
  if (ids.state === "absent") return { zones: [] };
  const items = ids.items() ?? [ids];
  const known = items.map((id) => subnets.find((each) => id.state === "known" && knownBy(each, "id")(id.value)));
  // The block that holds a cluster's subnets holds its security groups as well, whose ids are no subnet's.
  const linked = items.some((id) => id.from(subnet, securityGroup).state === "linked")
    ? subject.sources(path.split(".")[0]!).subjects.filter(({ type }) => type === subnet)
    : [];
  const zones = [...known, ...linked].flatMap((each) => (each === undefined ? [] : [zoneOf(each)]));
  const texts = zones.map(({ value }) => value).filter((value) => typeof value === "string");
  const open = [
    ...zones
      .filter(({ state }) => state !== "known")
      .map((zone) => unknown(`${zone.path} of a subnet cannot be known before deployment`)),
    ...(linked.length === 0 ? items.filter((_, index) => known[index] === undefined).map(outsider) : []),
  ];
  return { zones: texts, ...(open.length === 0 ? {} : { open: all(...open) }) };
}

const zoneOf = (each: Subject): Fact => {
  const props = read(each);
  const [name, id] = [props.at("availabilityZone"), props.at("availabilityZoneId")];
  return name.state === "absent" && id.state !== "absent" ? id : name;
};

const outsider = (id: Fact): Judgement =>
  id.state === "known" && typeof id.value === "string"
    ? unknown(`${id.path} is not part of this stack, so its zone cannot be seen`)
    : misread(id, "the id of a subnet");
