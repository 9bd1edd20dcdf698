import type { Outputs } from "./outputs";

/** Buckets. */
export const s3: Outputs = {
  "aws:s3/bucket:Bucket": {
    arn: "arn:{partition}:s3:::{inputs.bucket}",
    bucketDomainName: "{inputs.bucket}.s3.amazonaws.com",
    bucketRegion: "{region}",
    bucketRegionalDomainName: "{inputs.bucket}.s3.{region}.amazonaws.com",
  },
};
