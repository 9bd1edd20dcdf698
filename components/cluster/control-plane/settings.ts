import {
  flag,
  list,
  type Mistake,
  oneOf,
  optional,
  Part,
  type PartDeclaration,
  Provision,
  quote,
  record,
  text,
  whole,
} from "../../../catalogue";
import { everywhere, isPrivate, type Network, parseCidr } from "../../foundations/cidr";
import { controlPlaneLogGroupName } from "../../foundations/names";
import type { Asked } from "../asked";
import { type ManagedAddonSettings, NetworkPolicyEngine } from "../managed-addons";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import { resolveRetention } from "../retention";
import { type ControlPlaneArgs, type EndpointArgs, type LogArgs, SupportType } from "./args";

export const controlPlaneShape = record({
  supportType: optional(oneOf(Object.values(SupportType))),
  zonalShift: optional(flag),
  webhookPorts: optional(list(whole(1, 65535))),
});
export const endpointShape = record({ publicAccess: optional(flag), publicAccessCidrs: optional(list(text())) });
export const logShape = record({
  ...partMembers([Provision.Create, Provision.Existing, Provision.Inherited]),
  retentionDays: optional(whole(0, 3653)),
});

export interface ControlPlaneSettings {
  supportType: SupportType;
  zonalShift: boolean;
  /** Every port that the control plane may reach on nodes, in order. */
  webhookPorts: number[];
}

/**
 * Kubelet and External Secrets, Gatekeeper, Kyverno and the load balancer controller, metrics-server, istiod: what the API
 * server must reach, or every admission fails closed after its timeout.
 */
const ownPorts = [8443, 9443, 10250, 10251, 15017];
/** Calico's API server, which is an aggregated API: without it no policy of Calico's own kind can be read or written. */
const calicoPort = 5443;

/** A security group has place for 60 rules in each direction; these leave room for the load balancers' own. */
const mostWebhookPorts = 20;

/** Fills the defaults; notes more ports than a security group has room for. */
export function resolveControlPlane(
  args: ControlPlaneArgs,
  { networkPolicy }: Pick<ManagedAddonSettings, "networkPolicy">,
  mistakes: Mistake[],
): ControlPlaneSettings {
  const asked = new Set(args.webhookPorts);
  if (asked.size > mostWebhookPorts) {
    const expected = `${mostWebhookPorts} at most: a security group has 60 rules`;
    mistakes.push({ path: "controlPlane.webhookPorts", got: `${asked.size} ports`, expected });
  }
  const calico = networkPolicy === NetworkPolicyEngine.Calico ? [calicoPort] : [];
  return {
    supportType: args.supportType ?? SupportType.Standard,
    zonalShift: args.zonalShift ?? true,
    webhookPorts: [...new Set([...ownPorts, ...calico, ...asked])].sort((one, other) => one - other),
  };
}

export interface LogSettings extends PartSettings {
  /** Days; of the group that this stack makes, and of others that have no retention of their own. */
  retentionDays: number;
}

/** Who provides the log group, and for how long it keeps what it holds. */
export function resolveLogs(args: LogArgs, { posture }: Asked, mistakes: Mistake[]): LogSettings {
  const part = resolvePart<LogArgs>("logs", args, {}, mistakes);
  return { ...part, retentionDays: resolveRetention(args.retentionDays, "logs.retentionDays", posture, mistakes) };
}

/** What policies see of the log group. EKS fixes its name, so an existing one needs no reference. */
export function declareLogs(name: string, settings: LogSettings): Record<string, PartDeclaration> {
  const reference = settings.mode === Provision.Existing ? { reference: controlPlaneLogGroupName(name) } : {};
  return { [Part.ControlPlaneLogs]: { ...declarePart(settings), ...reference } };
}

export interface EndpointSettings {
  publicAccess: boolean;
  /** Empty when the endpoint is private. */
  publicAccessCidrs: string[];
}

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
  return { publicAccess, publicAccessCidrs: publicAccess && cidrs.length === 0 ? [everywhere] : cidrs };
}
