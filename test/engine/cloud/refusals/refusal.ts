import { account, partitionOf } from "../account";
import type { Cloud, Stored } from "../cloud";
import { type Properties, text } from "../values";

/** What a service looks at before it takes a resource, beside the inputs. */
export interface World {
  region: string;
  /** Every resource of a type. */
  of(type: string): Stored[];
  /** The resource of a type by its id or ARN. */
  find(type: string, name: unknown): Stored | undefined;
}

/** Inputs that a service refuses, in its words; none where it takes them. */
export type Refuse = (inputs: Properties, world: World) => string | undefined;

/** Refusals by the type that is refused. Each holds for a create and for an update. */
export type Refusals = Record<string, Refuse[]>;

export function worldOf(cloud: Cloud, region: string): World {
  const all = cloud.all();
  return {
    region,
    of: (type) => all.filter((each) => each.type === type),
    find: (type, name) =>
      text(name) === undefined
        ? undefined
        : all.find((each) => each.type === type && (each.id === name || each.outputs["arn"] === name)),
  };
}

export function arnOf(region: string, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account.id}:${resource}`;
}
