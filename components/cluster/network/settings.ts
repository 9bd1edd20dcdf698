import {
  check,
  list,
  type Mistake,
  oneOf,
  optional,
  Part,
  type PartDeclaration,
  Provision,
  record,
  text,
  whole,
} from "../../../catalogue/contracts";
import { mostZones } from "../../foundations/cidr";
import { inputText } from "../../foundations/input-text";
import type { Asked } from "../asked";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import { resolveRetention } from "../retention";
import { type FlowLogArgs, NatMode, type NetworkArgs } from "./args";
import { resolveEndpoints, type VpcEndpointSettings } from "./endpoint-settings";
import { describing, type ExistingIds, refuseExisting, resolveExisting } from "./existing-ids";
import { resolveApiCidrs, resolveCidr, resolveServiceCidr } from "./ranges";

const cidr = text("a network such as 10.0.0.0/16");
const ids = optional(list(inputText));

export const networkShape = record({
  mode: partMembers([Provision.Create, Provision.Existing]).mode,
  cidr: optional(cidr),
  zones: optional(whole(2, mostZones)),
  nat: optional(oneOf(Object.values(NatMode))),
  serviceCidr: optional(cidr),
  apiCidrs: optional(list(cidr)),
  vpcId: optional(inputText),
  privateSubnetIds: ids,
  publicSubnetIds: ids,
  isolatedSubnetIds: ids,
  routeTableIds: ids,
  flowLogs: optional(
    record({
      ...partMembers([Provision.Create, Provision.Inherited]),
      retentionDays: optional(whole(0, 3653)),
      aggregationSeconds: optional(check("60 or 600", (value): value is 60 | 600 => value === 60 || value === 600)),
    }),
  ),
  endpoints: optional(
    record({
      ...partMembers([Provision.Create, Provision.Inherited]),
      services: optional(list(text())),
      s3Accounts: optional(list(text("the twelve digits of an account", /^\d{12}$/))),
    }),
  ),
});

export interface FlowLogSettings extends PartSettings {
  retentionDays: number;
  aggregationSeconds: number;
}

interface EveryNetwork {
  /** Zones of a VPC that is made; of one that exists, its private subnets. */
  zones: number;
  serviceCidr: string;
  /** Private networks that may reach the API server. */
  apiCidrs: string[];
  flowLogs: FlowLogSettings;
  endpoints: VpcEndpointSettings;
}

export interface CreatedNetwork extends EveryNetwork {
  mode: typeof Provision.Create;
  cidr: string;
  nat: NatMode;
}

export interface ExistingNetwork extends EveryNetwork, ExistingIds {
  mode: typeof Provision.Existing;
}

export type NetworkSettings = CreatedNetwork | ExistingNetwork;

/** Fills the defaults; notes ranges that AWS refuses, and what does not belong to how the VPC is provided. */
export function resolveNetwork(args: NetworkArgs, asked: Asked, mistakes: Mistake[]): NetworkSettings {
  const always = ["serviceCidr", "apiCidrs", "flowLogs", "endpoints", ...describing] as const;
  const { mode, reference } = resolvePart<NetworkArgs>("network", args, { reference: "vpcId", always }, mistakes);
  const misread = mistakes.some((mistake) => mistake.path === "network.mode");
  const exists = mode === Provision.Existing;
  const nat = args.nat ?? NatMode.PerZone;
  const vpcCidr = exists ? undefined : resolveCidr(args.cidr, mistakes);
  const withoutNat = !exists && nat === NatMode.None;
  const endpoints = resolveEndpoints(args.endpoints ?? {}, { ...asked, existing: exists, withoutNat }, mistakes);
  const serviceCidr = resolveServiceCidr(args.serviceCidr, vpcCidr, mistakes);
  const shared = {
    serviceCidr,
    apiCidrs: resolveApiCidrs(args.apiCidrs, serviceCidr, mistakes),
    flowLogs: resolveFlowLogs(args.flowLogs ?? {}, asked, mistakes),
    endpoints,
  };
  if (exists) {
    const found = resolveExisting(reference, args, endpoints.mode === Provision.Create, mistakes);
    return { mode, zones: found.privateSubnetIds.length, ...shared, ...found };
  }
  if (!misread) refuseExisting(args, mistakes);
  return { mode: Provision.Create, zones: args.zones ?? 3, ...shared, cidr: vpcCidr!, nat };
}

function resolveFlowLogs(args: FlowLogArgs, { posture }: Asked, mistakes: Mistake[]): FlowLogSettings {
  const path = "network.flowLogs";
  const part = resolvePart<FlowLogArgs>(path, args, {}, mistakes);
  const asked = part.mode === Provision.Create ? args.retentionDays : undefined;
  return {
    ...part,
    retentionDays: resolveRetention(asked, `${path}.retentionDays`, posture, mistakes),
    aggregationSeconds: args.aggregationSeconds ?? 600,
  };
}

/** Whether no image can come from outside the account: without a way out, each needs a mirror in its registry. */
export function mirrorsNeeded(settings: NetworkSettings): boolean {
  return settings.mode === Provision.Create && settings.nat === NatMode.None;
}

/** What policies and evidence see of the network's parts. */
export function declareNetwork(settings: NetworkSettings): Record<string, PartDeclaration> {
  const { mode, flowLogs, endpoints } = settings;
  const reference = mode === Provision.Existing ? { reference: settings.vpcId } : {};
  return {
    [Part.Network]: declarePart({ mode, ...reference }),
    [Part.FlowLogs]: declarePart(flowLogs),
    [Part.Endpoints]: declarePart(endpoints),
  };
}
