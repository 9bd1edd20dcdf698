import { type Mistake, quote } from "../../catalogue/contracts";
import { partitionMistakes } from "./arn";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const form = /^(?=.{3,63}$)[a-z0-9](?:[a-z0-9-]|\.(?!\.))*[a-z0-9]$/;
const address = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const reserved = /^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;
const arnPattern = /^arn:aws[a-z-]*:s3:::(?<name>[^/:]+)$/;

/** Whether S3 lets a bucket have this name. */
export function isBucketName(name: string): boolean {
  return form.test(name) && !address.test(name) && !reserved.test(name);
}

/** What is wrong with the name of a bucket that exists. */
export function bucketNameMistakes(path: string, name: string): Mistake[] {
  const expected =
    "a bucket's name, not its ARN: 3 to 63 lower-case letters, digits, dashes and single dots, as S3 takes them";
  return isBucketName(name) ? [] : [{ path, got: quote(name), expected }];
}

/** What is wrong with the ARN of a bucket that exists, for a stack in some region. */
export function bucketArnMistakes(path: string, arn: string, stack: string | undefined): Mistake[] {
  const name = arnPattern.exec(arn)?.groups?.["name"];
  if (name !== undefined && isBucketName(name)) return partitionMistakes(path, arn, stack);
  return [{ path, got: quote(arn), expected: "the ARN of a bucket, which ends in :s3::: and its name" }];
}
