import { partitionOf } from "../../foundations/partition";

/** What the parts of a registry need of AWS. */
export const Offer = { PullThroughCache: "pull-through caches", EnhancedScanning: "scanning by Inspector" } as const;
export type Offer = (typeof Offer)[keyof typeof Offer];

interface Absence {
  offer: Offer;
  partition: string;
  /** Where AWS, or who asks for it, says so. */
  source: string;
}

/**
 * What AWS does not offer everywhere. Inspector is in no line: it scans images in GovCloud
 * (govcloud-us/latest/UserGuide/govcloud-inspector2.html) and in China (docs.amazonaws.cn, user guide, inspector2.html).
 */
export const absences: readonly Absence[] = [
  {
    offer: Offer.PullThroughCache,
    partition: "aws-cn",
    source: "AWS, What's New of 17 November 2023: pull through cache rules in all regions but GovCloud and China",
  },
  {
    offer: Offer.PullThroughCache,
    partition: "aws-us-gov",
    source: "the same announcement; still asked for in github.com/aws/containers-roadmap/issues/2458",
  },
];

/** Why a region lacks something; undefined where it has it, or where nobody knows the region yet. */
export function absenceOf(offer: Offer, region: string | undefined): Absence | undefined {
  if (region === undefined) return undefined;
  return absences.find((each) => each.offer === offer && each.partition === partitionOf(region));
}
