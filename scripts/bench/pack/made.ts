/** A resource of a generated stack, before the engine's own words are put around it. */
export interface Made {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** What the provider adds. @default an id that is not known yet */
  outputs?: Record<string, unknown>;
  /** Names of the resources that a property comes from. */
  from?: Record<string, string[]>;
  /** Name of the parent. @default the stack */
  under?: string;
}

export const account = "111122223333";
export const region = "eu-west-1";

/** A key's ARN, as if the key had been made by an earlier deployment. */
export const keyArn = (name: string) =>
  `arn:aws:kms:${region}:${account}:key/${Buffer.from(name.padEnd(16))
    .toString("hex")
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`;
