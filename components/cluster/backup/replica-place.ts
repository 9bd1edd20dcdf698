import { type Mistake, quote } from "../../../catalogue";
import { parseKeyArn, partitionMistakes } from "../../foundations/arn";
import { partitionOf } from "../../foundations/partition";
import { backupRegionFor } from "../../foundations/regions";
import { residencyMistakes, type ResidencySettings } from "../residency";

/** What is wrong with the region of the second copy, of a stack in some region; the first thing that is. */
export function replicaRegionMistakes(
  path: string,
  region: string,
  stack: string | undefined,
  residency: ResidencySettings,
): Mistake[] {
  const got = quote(region);
  if (region === stack) {
    return [{ path, got, expected: "another region than that of the stack, so that the loss of one leaves a copy" }];
  }
  if (stack !== undefined && partitionOf(region) !== partitionOf(stack)) {
    return [{ path, got, expected: `a region of ${partitionOf(stack)}: S3 replicates within a partition only` }];
  }
  return residencyMistakes(path, region, residency);
}

/** The second region that is taken where none is chosen; notes where there is none to take. */
export function defaultReplicaRegion(path: string, stack: string, mistakes: Mistake[]): string | undefined {
  const found = backupRegionFor(stack);
  if (found === undefined) {
    const expected = `the region of the second copy, or another mode than create: none is known for ${stack}`;
    mistakes.push({ path, got: "nothing", expected });
  }
  return found;
}

/** What is wrong with a key that exists, and with where it lies: a bucket's ARN does not say, so its key does. */
export function replicaKeyMistakes(
  path: string,
  arn: string,
  stack: string | undefined,
  residency: ResidencySettings,
): Mistake[] {
  const region = parseKeyArn(arn)?.region;
  if (region === undefined) return [{ path, got: quote(arn), expected: "the ARN of a KMS key, not of an alias" }];
  const elsewhere = replicaRegionMistakes(path, region, stack, residency);
  if (elsewhere.length === 0) return partitionMistakes(path, arn, stack);
  return elsewhere.map((mistake) => ({ ...mistake, got: `a key of ${region}` }));
}
