import type { Statement } from "../../../../components/aws";
import type { Place } from "../../../../components/foundations/partition";
import { placeOf, type Site, sites } from "../../iam/sites";
import { type Policy, render as policyOf } from "../../iam/rights";

export type Rendered = Policy["Statement"][number];

/** Statements as AWS gets them, by default in eu-central-1. */
export async function render(statementsOf: (place: Place) => Statement[], site: Site = sites[0]!): Promise<Rendered[]> {
  return (await policyOf(...statementsOf(placeOf(site)))).Statement;
}
