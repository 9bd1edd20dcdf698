import type * as pulumi from "@pulumi/pulumi";
import { formatMistake, type Mistake, quote } from "../../../catalogue";
import { residencyMistakes, type ResidencySettings } from "./settings";

/**
 * The region as the provider answers it, once it is found to be one where data may lie, and the one that the stack
 * claims; what is built from it fails otherwise, in the preview already.
 */
export function checkedRegion(region: pulumi.Output<string>, settings: ResidencySettings): pulumi.Output<string> {
  return region.apply((found) => {
    const [mistake] = [...claimMistakes(found, settings), ...residencyMistakes("region", found, settings)];
    if (mistake !== undefined) throw new Error(formatMistake(mistake));
    return found;
  });
}

/** A region that is only claimed would pass every check, and its data would lie elsewhere. */
function claimMistakes(found: string, { region }: ResidencySettings): Mistake[] {
  if (region === undefined || region === found) return [];
  return [{ path: "region", got: quote(region), expected: `${quote(found)}, where the provider deploys` }];
}
