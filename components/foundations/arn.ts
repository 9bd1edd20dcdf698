import { type Mistake, quote } from "../../catalogue/contracts";
import { partitionOf } from "./partition";

interface Arn {
  partition: string;
  /** Empty where the resource is of no region. */
  region: string;
}

const pattern = /^arn:(?<partition>aws[a-z-]*):[a-z0-9-]+:(?<region>[a-z0-9-]*):(?:\d{12})?:./;
/** A key's id is a UUID, or that of a multi-Region key. */
const keyPattern =
  /^arn:aws[a-z-]*:kms:[a-z]+(?:-[a-z]+)+-\d+:\d{12}:key\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

function parseArn(arn: string): Arn | undefined {
  return pattern.exec(arn)?.groups as Arn | undefined;
}

/** The parts of a key's ARN that decide whether it can be used; undefined where it is none, such as an alias's. */
export function parseKeyArn(arn: string): Arn | undefined {
  return keyPattern.test(arn) ? parseArn(arn) : undefined;
}

/** What is wrong with the partition of an ARN: it is that of its own region and that of the stack's, where these are known. */
export function partitionMistakes(
  path: string,
  arn: string,
  stack: string | undefined,
  got: string = quote(arn),
): Mistake[] {
  const found = parseArn(arn);
  if (found === undefined) return [];
  const region = [found.region, stack].find((each) => each && partitionOf(each) !== found.partition);
  if (!region) return [];
  return [{ path, got, expected: `an ARN of the partition of ${region}, ${partitionOf(region)}` }];
}
