import type * as pulumi from "@pulumi/pulumi";
import { type Mistake, quote } from "../../../catalogue/contracts";
import type { NetworkArgs } from "./args";

/** The arguments that describe a VPC that exists, beside its id. */
export const describing = ["privateSubnetIds", "publicSubnetIds", "isolatedSubnetIds", "routeTableIds"] as const;

const subnetLists = ["privateSubnetIds", "publicSubnetIds", "isolatedSubnetIds"] as const;

/** What is there, by id; none of it is made or changed. */
export interface ExistingIds {
  vpcId: pulumi.Input<string>;
  privateSubnetIds: pulumi.Input<string>[];
  publicSubnetIds: pulumi.Input<string>[];
  isolatedSubnetIds: pulumi.Input<string>[];
  /** Empty: no S3 gateway endpoint is made. */
  routeTableIds: pulumi.Input<string>[];
}

/** Notes ids that are no ids, ids that are there twice, and too few private subnets. An id that is known only later is looked up then. */
export function resolveExisting(
  vpcId: pulumi.Input<string> | undefined,
  args: NetworkArgs,
  endpointsMade: boolean,
  mistakes: Mistake[],
): ExistingIds {
  const { privateSubnetIds, publicSubnetIds = [], isolatedSubnetIds = [], routeTableIds = [] } = args;
  if (vpcId !== undefined) noteId("network.vpcId", vpcId, "vpc", mistakes);
  const path = "network.privateSubnetIds";
  const misread = mistakes.some((mistake) => mistake.path.startsWith(path));
  if (!misread && (privateSubnetIds ?? []).length < 2) {
    const expected = "two subnets or more, because network.mode is existing";
    mistakes.push({ path, got: quote(privateSubnetIds), expected });
  }
  for (const list of subnetLists) noteIds(list, args[list] ?? [], "subnet", mistakes);
  noteIds("routeTableIds", routeTableIds, "rtb", mistakes);
  if (routeTableIds.length > 0 && !endpointsMade) {
    const expected = "nothing while network.endpoints.mode is inherited: they are for the S3 gateway endpoint";
    mistakes.push({ path: "network.routeTableIds", got: quote(args.routeTableIds), expected });
  }
  noteTwice(
    subnetLists.flatMap((list) => placesOf(list, args[list] ?? [])),
    mistakes,
  );
  noteTwice(placesOf("routeTableIds", routeTableIds), mistakes);
  return {
    vpcId: vpcId ?? "",
    privateSubnetIds: privateSubnetIds ?? [],
    publicSubnetIds,
    isolatedSubnetIds,
    routeTableIds,
  };
}

/** Notes what describes a VPC that exists where one is made: whoever wrote it expects it to be used. */
export function refuseExisting(args: NetworkArgs, mistakes: Mistake[]): void {
  for (const each of describing.filter((name) => args[name] !== undefined)) {
    const expected = "nothing while network.mode is create";
    mistakes.push({ path: `network.${each}`, got: quote(args[each]), expected });
  }
}

interface Place {
  path: string;
  id: pulumi.Input<string>;
}

function placesOf(list: string, ids: pulumi.Input<string>[]): Place[] {
  return ids.map((id, index) => ({ path: `network.${list}[${index}]`, id }));
}

function noteIds(list: string, ids: pulumi.Input<string>[], kind: string, mistakes: Mistake[]): void {
  for (const { path, id } of placesOf(list, ids)) noteId(path, id, kind, mistakes);
}

function noteId(path: string, id: pulumi.Input<string>, kind: string, mistakes: Mistake[]): void {
  if (typeof id !== "string" || new RegExp(`^${kind}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) return;
  const expected = `an id: ${kind}- and 8 or 17 hexadecimal digits`;
  mistakes.push({ path, got: quote(id), expected });
}

function noteTwice(places: Place[], mistakes: Mistake[]): void {
  const known = new Map<string, string>();
  for (const { path, id } of places) {
    if (typeof id !== "string") continue;
    const first = known.get(id);
    if (first === undefined) known.set(id, path);
    else mistakes.push({ path, got: quote(id), expected: `another one: ${first} is the same` });
  }
}
