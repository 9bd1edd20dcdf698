import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type AllowedEgress, defaultDeny, denyInstanceMetadata, tier } from "./rules";

/**
 * What holds in the whole cluster. The metadata of instances is denied in a tier of its own, which no policy of a namespace
 * overrules; the default deny is in the tier of NetworkPolicies, and denies what neither they nor its exceptions allow.
 * https://docs.tigera.io/calico/latest/network-policy/policy-tiers/tiered-policy
 */
export function createPolicies(
  name: string,
  { allowedEgress }: { allowedEgress: AllowedEgress[] },
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const own = calicoObject(`${name}-tier`, "Tier", { metadata: { name: tier.name }, spec: tier.spec }, options);
  const metadata = calicoObject(
    `${name}-deny-instance-metadata`,
    "GlobalNetworkPolicy",
    { metadata: { name: denyInstanceMetadata.name }, spec: denyInstanceMetadata.spec },
    // It names its tier, which cannot be deleted before it.
    pulumi.mergeOptions(options, { dependsOn: [own] }),
  );
  const deny = defaultDeny(allowedEgress);
  const last = calicoObject(
    `${name}-default-deny`,
    "GlobalNetworkPolicy",
    { metadata: { name: deny.name, ...reasonsOf(allowedEgress) }, spec: deny.spec },
    options,
  );
  return [own, metadata, last];
}

/** The reasons for exceptions, for whoever reads the policy in the cluster. */
function reasonsOf(exceptions: AllowedEgress[]): { annotations?: Record<string, string> } {
  const lines = exceptions.map(
    ({ cidrs, protocol, ports, because }) => `${cidrs.join(" ")} ${protocol} ${ports.join(" ")}: ${because}`,
  );
  return lines.length === 0 ? {} : { annotations: { "rampart/allowed-egress": lines.join("\n") } };
}

const calicoObject = (
  name: string,
  kind: string,
  object: { metadata: { name: string; annotations?: Record<string, string> }; spec: object },
  options: pulumi.CustomResourceOptions,
) =>
  new kubernetes.apiextensions.CustomResource(name, { apiVersion: "projectcalico.org/v3", kind, ...object }, options);
