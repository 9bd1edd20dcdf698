import { type Mistake, quote } from "../../../catalogue/contracts";
import { formatCidr, isPrivate, overlap, parseCidr, smallestSubnet, smallestVpc } from "../../foundations/cidr";

const privateRanges = "10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";

/** EKS takes one of these as well, depending on the VPC; we say which, so that it is known before the cluster is. */
const serviceCidrs = ["172.20.0.0/16", "10.100.0.0/16"] as const;

/** A security group has place for 60 rules; these leave room for the cluster's own. */
const mostApiCidrs = 40;

/** The VPC's range. Notes one that is no private network, or too small for its subnets. */
export function resolveCidr(cidr = "10.0.0.0/16", mistakes: Mistake[]): string {
  const note = (expected: string) => mistakes.push({ path: "network.cidr", got: quote(cidr), expected });
  const network = parseCidr(cidr);
  if (network === undefined) note("a network such as 10.0.0.0/16, without host bits");
  else if (!isPrivate(network) || network.prefix < 16) note(`a network of /16 or smaller within ${privateRanges}`);
  else if (network.prefix > smallestVpc) {
    note(`a network of /${smallestVpc} or larger: its small subnets would be smaller than /${smallestSubnet}`);
  }
  return cidr;
}

/** The range of Services, and whether it keeps apart from the VPC's, where that is known. */
export function resolveServiceCidr(
  asked: string | undefined,
  vpcCidr: string | undefined,
  mistakes: Mistake[],
): string {
  const vpc = vpcCidr === undefined ? undefined : parseCidr(vpcCidr);
  const free = (cidr: string) => vpc === undefined || !overlap(parseCidr(cidr)!, vpc);
  if (asked === undefined) return serviceCidrs.find(free) ?? serviceCidrs[0];
  const note = (expected: string) => mistakes.push({ path: "network.serviceCidr", got: quote(asked), expected });
  const network = parseCidr(asked);
  if (network === undefined) note("a network such as 172.20.0.0/16, without host bits");
  else if (!isPrivate(network) || network.prefix < 12 || network.prefix > 24) {
    note(`a network of /12 to /24 within ${privateRanges}`);
  } else if (!free(asked)) note(`a network apart from the VPC's, ${formatCidr(vpc!)}`);
  return asked;
}

/**
 * The networks that may reach the private API server. An answer to an address that is also of Services would stay in the
 * cluster. The default of Services does not give way: another one replaces the cluster.
 */
export function resolveApiCidrs(cidrs: string[] = [], serviceCidr: string, mistakes: Mistake[]): string[] {
  const path = "network.apiCidrs";
  const services = parseCidr(serviceCidr);
  cidrs.forEach((cidr, index) => {
    const note = (expected: string) => mistakes.push({ path: `${path}[${index}]`, got: quote(cidr), expected });
    const network = parseCidr(cidr);
    if (network === undefined || !isPrivate(network)) note(`a network within ${privateRanges}, without host bits`);
    else if (cidrs.indexOf(cidr) < index) note("each network once");
    else if (services !== undefined && overlap(network, services)) {
      note(`a network apart from that of Services, network.serviceCidr, ${serviceCidr}`);
    }
  });
  if (cidrs.length > mostApiCidrs) {
    mistakes.push({ path, got: `${cidrs.length} networks`, expected: `${mostApiCidrs} at most` });
  }
  return cidrs;
}
