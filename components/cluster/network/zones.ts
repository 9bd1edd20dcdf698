import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterContext } from "../../aws";

/** EKS refuses subnets in these: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
export const excludedZoneIds = ["use1-az3", "usw1-az2", "cac1-az3"];

/** Each zone's part of the network. */
export interface Zone {
  /** From 0 on; part of names, because zone names differ from account to account. */
  index: number;
  availabilityZone: pulumi.Output<string>;
}

export function findZones(context: ClusterContext, count: number): Zone[] {
  const found = aws.getAvailabilityZonesOutput(
    {
      // Of every state: a zone that is impaired today carries what is in it, and must stop no update.
      // Local and Wavelength Zones carry no EKS control plane.
      filters: [{ name: "zone-type", values: ["availability-zone"] }],
      excludeZoneIds: excludedZoneIds,
    },
    { parent: context.options.parent },
  ).names;
  return Array.from({ length: count }, (_, index) => ({
    index,
    availabilityZone: found.apply((names) => {
      const zone = names[index];
      if (zone === undefined) {
        throw new Error(`network.zones: got ${count}; expected at most ${names.length}, which this region has`);
      }
      return zone;
    }),
  }));
}
