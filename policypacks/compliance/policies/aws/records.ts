import { refers } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { some, type Ternary } from "../../facts/ternary";
import { bucketsOf, isBucket } from "./buckets";
import { flowLog, trail } from "./types";

/** The resources that send the access logs of one bucket to another. */
export const logging = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"];

/** Flow logs that go to a bucket, or may. */
export const flowsToBuckets = (stack: Stack) =>
  stack.ofType(flowLog).filter((each) => {
    const type = read(each).at("logDestinationType");
    return type.state === "unknown" || type.value === "s3";
  });

const names = (subject: Subject, property: string, bucket: Subject) =>
  refers(read(subject).at(property), subject.sources(property), bucket, isBucket(bucket));

/** CloudTrail writes to the bucket, or a flow log does. */
export function receivesLogs(bucket: Subject, stack: Stack): Ternary {
  return some([
    ...stack.ofType(trail).map((each) => names(each, "s3BucketName", bucket)),
    ...flowsToBuckets(stack).map((each) => names(each, "logDestination", bucket)),
  ]);
}

/** Buckets that receive the access logs of others; S3 delivers none to a bucket with a default lock. */
export const accessLogs = (stack: Stack) =>
  bucketsOf(stack).filter((bucket) =>
    stack.ofType(...logging).some((each) => names(each, "targetBucket", bucket) === true),
  );
