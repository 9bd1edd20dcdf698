import { type Mistake, nearest, Provision, quote } from "../../../catalogue/contracts";
import { partitionOf } from "../../foundations/partition";
import type { Asked } from "../asked";
import { type PartSettings, resolvePart } from "../part";
import type { VpcEndpointArgs } from "./args";
import { absence, type EndpointService, endpointServices, neededWithoutNat, onlyWithoutNat } from "./endpoint-services";

export interface VpcEndpointSettings extends PartSettings {
  /** Services that get an interface endpoint; empty where the account provides them. */
  services: EndpointService[];
  /** Accounts beside the cluster's own whose principals may use S3 through the gateway. */
  s3Accounts: string[];
}

const path = "network.endpoints";

/** In a VPC that others use as well, endpoints are no matter of the cluster alone. */
const unsaid: Mistake = {
  path: `${path}.mode`,
  got: "nothing",
  expected:
    "create or inherited, because network.mode is existing: the names of interface endpoints hold for the whole VPC, which takes them once for each service",
};

const nobodys: Mistake = {
  path: `${path}.mode`,
  got: quote(Provision.Inherited),
  expected: "create, because network.nat is none: in a VPC that is yet to be made nobody has put endpoints",
};

/** What decides about endpoints beside their own arguments. */
interface EndpointsAsked extends Pick<Asked, "region"> {
  /** Whether the VPC exists. */
  existing: boolean;
  /** Whether the VPC is made without a way out. */
  withoutNat: boolean;
}

/** Fills the defaults; notes services that there are not, and those that are missing where there is no other way out. */
export function resolveEndpoints(
  args: VpcEndpointArgs,
  { region, existing, withoutNat }: EndpointsAsked,
  mistakes: Mistake[],
): VpcEndpointSettings {
  const misread = mistakes.some((mistake) => [path, `${path}.mode`].includes(mistake.path));
  const part = resolvePart<VpcEndpointArgs>(path, args, {}, mistakes);
  if (existing && !misread && args.mode === undefined) mistakes.push(unsaid);
  if (withoutNat && part.mode === Provision.Inherited) mistakes.push(nobodys);
  const partition = region === undefined ? undefined : partitionOf(region);
  const known = (args.services ?? []).filter((each, index, all): each is EndpointService =>
    isSound(each, index, all, partition, mistakes),
  );
  const missing = neededWithoutNat.filter((each) => !known.includes(each));
  if (part.mode === Provision.Create && args.services !== undefined && withoutNat && missing.length > 0) {
    const expected = `${missing.join(", ")} as well, because network.nat is none and a cluster cannot do without them`;
    mistakes.push({ path: `${path}.services`, got: quote(args.services), expected });
  }
  const s3Accounts = args.s3Accounts ?? [];
  s3Accounts.forEach((account, index) => {
    if (s3Accounts.indexOf(account) === index) return;
    mistakes.push({ path: `${path}.s3Accounts[${index}]`, got: quote(account), expected: "each account once" });
  });
  if (part.mode !== Provision.Create) return { ...part, services: [], s3Accounts: [] };
  return { ...part, services: args.services === undefined ? offered(partition, withoutNat) : known, s3Accounts };
}

function offered(partition: string | undefined, withoutNat: boolean): EndpointService[] {
  return endpointServices.filter(
    (each) =>
      (partition === undefined || absence(partition, each) === undefined) &&
      (withoutNat || !onlyWithoutNat.includes(each)),
  );
}

function isSound(
  service: string,
  index: number,
  all: string[],
  partition: string | undefined,
  mistakes: Mistake[],
): boolean {
  const note = (expected: string) => {
    mistakes.push({ path: `${path}.services[${index}]`, got: quote(service), expected });
    return false;
  };
  const known = endpointServices.find((each) => each === service);
  if (known === undefined) {
    const suggestion = nearest(service, endpointServices);
    return note(suggestion === undefined ? `one of ${endpointServices.join(", ")}` : `\`${suggestion}\``);
  }
  if (all.indexOf(service) < index) return note("each service once");
  const source = partition === undefined ? undefined : absence(partition, known);
  return source === undefined || note(`a service that ${partition} offers (${source})`);
}
