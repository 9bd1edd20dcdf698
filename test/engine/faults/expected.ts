import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chartType, madeOfChart } from "../cloud/construct";
import { root } from "../lab/project";

export interface Expected {
  type: string;
  name: string;
  deletedWith?: string;
}

type Registered = Expected & { inputs: { chart?: string }; options: Pick<Expected, "deletedWith"> };

/** What the stack of an environment makes in the cloud, by the golden preview; of a chart as a component, what its provider makes. */
export function expectedResources(environment: string): Expected[] {
  const golden = JSON.parse(readFileSync(join(root, `test/golden/${environment}.json`), "utf8")) as Registered[];
  return golden
    .filter(({ type }) => !/^(pulumi|rampart):/.test(type))
    .flatMap((each) => {
      const made = each.type === chartType ? madeOfChart(each.name, each.inputs.chart ?? "") : [each];
      const { deletedWith } = each.options;
      return made.map(({ type, name }) => ({ type, name, ...(deletedWith !== undefined && { deletedWith }) }));
    });
}
