import { type Mistake, quote } from "../../../catalogue/contracts";
import { parseKeyArn, partitionMistakes } from "../../foundations/arn";
import { partitionOf } from "../../foundations/partition";

/** What is wrong with an ARN as the ARN of a key of one region, or of any region while that is not known. */
export function keyArnMistakes(path: string, arn: string, region: string | undefined): Mistake[] {
  const got = quote(arn);
  const found = parseKeyArn(arn);
  if (found === undefined) {
    const where = region ?? "<region>";
    const example = `arn:${partitionOf(where)}:kms:${where}:<account>:key/<id>`;
    return [{ path, got, expected: `the ARN of a key, ${example}, not of an alias` }];
  }
  if (region !== undefined && found.region !== region) return [{ path, got, expected: `a key of ${region}` }];
  return partitionMistakes(path, arn, region);
}
