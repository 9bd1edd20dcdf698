/**
 * Every region, each with the one that holds its backups unless somebody chooses another. It lies in the same country
 * where there is a second one, even if an account must first opt into it: a region that is refused is seen, a border
 * that is crossed is not. In the EU it is another region of the EU, elsewhere one that every account has. Undefined
 * where the partition has no other, and S3 replicates within a partition only.
 * https://docs.aws.amazon.com/general/latest/gr/rande-manage.html
 */
export const secondRegions: Readonly<Record<string, string | undefined>> = {
  "af-south-1": "eu-west-1",
  "ap-east-1": "ap-southeast-1",
  "ap-east-2": "ap-northeast-1",
  "ap-northeast-1": "ap-northeast-3",
  "ap-northeast-2": "ap-northeast-1",
  "ap-northeast-3": "ap-northeast-1",
  "ap-south-1": "ap-south-2",
  "ap-south-2": "ap-south-1",
  "ap-southeast-1": "ap-southeast-2",
  "ap-southeast-2": "ap-southeast-4",
  "ap-southeast-3": "ap-southeast-1",
  "ap-southeast-4": "ap-southeast-2",
  "ap-southeast-5": "ap-southeast-1",
  "ap-southeast-6": "ap-southeast-2",
  "ap-southeast-7": "ap-southeast-1",
  "ca-central-1": "ca-west-1",
  "ca-west-1": "ca-central-1",
  "eu-central-1": "eu-west-1",
  "eu-central-2": "eu-central-1",
  "eu-north-1": "eu-west-1",
  "eu-south-1": "eu-central-1",
  "eu-south-2": "eu-west-3",
  "eu-west-1": "eu-central-1",
  "eu-west-2": "eu-west-1",
  "eu-west-3": "eu-central-1",
  "il-central-1": "eu-central-1",
  "me-central-1": "ap-south-1",
  "me-south-1": "ap-south-1",
  "mx-central-1": "us-east-2",
  "sa-east-1": "us-east-1",
  "us-east-1": "us-west-2",
  "us-east-2": "us-west-2",
  "us-west-1": "us-west-2",
  "us-west-2": "us-east-2",
  "us-gov-east-1": "us-gov-west-1",
  "us-gov-west-1": "us-gov-east-1",
  "cn-north-1": "cn-northwest-1",
  "cn-northwest-1": "cn-north-1",
  "eusc-de-east-1": undefined,
  "us-iso-east-1": "us-iso-west-1",
  "us-iso-west-1": "us-iso-east-1",
  "us-isob-east-1": "us-isob-west-1",
  "us-isob-west-1": "us-isob-east-1",
  "eu-isoe-west-1": undefined,
  "us-isof-east-1": "us-isof-south-1",
  "us-isof-south-1": "us-isof-east-1",
};

/** The second region that holds backups unless somebody chooses another; undefined where none can be chosen for them. */
export function backupRegionFor(region: string): string | undefined {
  return Object.hasOwn(secondRegions, region) ? secondRegions[region] : undefined;
}
