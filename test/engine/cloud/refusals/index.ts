import type { Cloud, Stored } from "../cloud";
import { references } from "../references";
import { isProperties, type Properties, shown, text, valuesAt } from "../values";
import { delivery } from "./delivery";
import { ec2, ec2Seconds } from "./ec2";
import { eks } from "./eks";
import { iam } from "./iam";
import { registry } from "./registry";
import { type Refusals, worldOf } from "./refusal";
import { s3 } from "./s3";
import { watching } from "./watching";

export { forms, misformed } from "./checks";

/** What AWS refuses of the inputs of a resource, by its type. */
export const refusals: Refusals = { ...delivery, ...ec2, ...eks, ...iam, ...registry, ...s3, ...watching };

/** What AWS refuses as it stands beside another. */
export const seconds: Refusals = ec2Seconds;

/** Throws in the service's words where it would not take these inputs. */
export function refuseInputs(cloud: Cloud, region: string, type: string, inputs: Properties, isNew: boolean): void {
  const world = worldOf(cloud, region);
  for (const refuse of [...(refusals[type] ?? []), ...(isNew ? (seconds[type] ?? []) : [])]) {
    const said = refuse(inputs, world);
    if (said !== undefined) throw new Error(said);
  }
  const said = foreignKey(world.of("aws:kms/key:Key"), region, type, inputs) ?? oddTags(inputs);
  if (said !== undefined) throw new Error(said);
}

/** A key encrypts in its own region only. */
function foreignKey(keys: Stored[], region: string, type: string, inputs: Properties): string | undefined {
  const named = references
    .filter(({ from, to }) => from === type && to === "aws:kms/key:Key")
    .flatMap(({ at }) => valuesAt(inputs, at));
  const foreign = keys.find(
    ({ id, outputs }) =>
      (named.includes(id) || named.includes(outputs["arn"])) && (text(outputs["region"]) ?? region) !== region,
  );
  return foreign === undefined ? undefined : `InvalidArnException: the key ${foreign.id} is not in ${region}`;
}

/** Tags of every service: 50 at most, and none of AWS's own. */
function oddTags({ tags }: Properties): string | undefined {
  if (!isProperties(tags)) return undefined;
  const entries = Object.entries(tags);
  if (entries.length > 50) return "TagLimitExceeded: a resource has 50 tags at most";
  const odd = entries.find(
    ([key, value]) =>
      /^aws:/i.test(key) ||
      key.length > 128 ||
      shown(value).length > 256 ||
      !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(`${key}${shown(value)}`),
  );
  return odd === undefined ? undefined : `InvalidParameterValue: Tag keys and values are not valid: ${odd[0]}`;
}
