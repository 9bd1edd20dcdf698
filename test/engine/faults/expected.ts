import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lab/project";

export interface Expected {
  type: string;
  name: string;
  deletedWith?: string;
}

/** What the stack of an environment makes in the cloud, by the golden preview. */
export function expectedResources(environment: string): Expected[] {
  const golden = JSON.parse(readFileSync(join(root, `test/golden/${environment}.json`), "utf8")) as (Expected & {
    options: Pick<Expected, "deletedWith">;
  })[];
  return golden
    .filter(({ type }) => !/^(pulumi|rampart):/.test(type))
    .map(({ type, name, options: { deletedWith } }) => ({
      type,
      name,
      ...(deletedWith !== undefined && { deletedWith }),
    }));
}
