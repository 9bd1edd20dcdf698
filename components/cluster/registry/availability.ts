import { partitionOf } from "../../foundations/partition";

interface Absence {
  partition: string;
  /** Where AWS, or who asks for it, says so. */
  source: string;
}

/**
 * Where ECR has no pull-through caches. Inspector is in no line: it scans images in GovCloud
 * (govcloud-us/latest/UserGuide/govcloud-inspector2.html) and in China (docs.amazonaws.cn, user guide, inspector2.html).
 */
export const absences: readonly Absence[] = [
  {
    partition: "aws-cn",
    source: "AWS, What's New of 17 November 2023: pull through cache rules in all regions but GovCloud and China",
  },
  {
    partition: "aws-us-gov",
    source: "the same announcement; still asked for in github.com/aws/containers-roadmap/issues/2458",
  },
];

/** Why a region has no caches; undefined where it has them, or where nobody knows the region yet. */
export function absenceOf(region: string | undefined): Absence | undefined {
  if (region === undefined) return undefined;
  return absences.find((each) => each.partition === partitionOf(region));
}
