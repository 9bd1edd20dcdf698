import type { Part } from "../../../../catalogue";
import { fail, type Judgement, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import type { Subject } from "../../facts/subject";
import { cluster } from "../aws/types";
import type { Context } from "../check";
import { clustersOf, type Installation, isOf, type ChartName } from "./installations";

/** How many clusters may have something, at most, and whether there may be more of it than can be seen. */
export interface Count {
  sure: number;
  maybe: boolean;
}

/** The clusters of a stack that somebody else provides no part of. */
export function clustersWithout(part: Part, stack: Stack, { provided }: Context): readonly Subject[] {
  return stack.ofType(cluster).filter((each) => !provided(part, each));
}

export function countOf(found: readonly Installation[], chart: ChartName): Count {
  const sure = found.filter((each) => isOf(chart, each) === true);
  return { sure: clustersOf(sure), maybe: sure.length < found.length };
}

/** Of objects, those of one provider are in one cluster. */
export function countObjects(sure: readonly Subject[], maybe: boolean): Count {
  return { sure: new Set(sure.map(({ provider }) => provider)).size, maybe };
}

export interface Wanted {
  /** What is counted, in the singular: `Falco on the nodes`. */
  what: string;
  expected: string;
}

/** Whether each of some clusters has it. Which cluster it goes to cannot be seen, only how many of it there are. */
export function hasEach(clusters: number, { sure, maybe }: Count, { what, expected }: Wanted): Judgement {
  if (sure >= clusters) return pass(`the stack holds ${what} for each cluster`);
  if (sure === 0 && !maybe) return fail(`the stack holds no ${what}; expected ${expected}`);
  if (maybe) return unknown(`whether the stack holds ${what} for each cluster cannot be known before deployment`);
  return unknown(`the stack holds ${clusters} clusters and ${sure} ${what}, so a cluster may have none`);
}
