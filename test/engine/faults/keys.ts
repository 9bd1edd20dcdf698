import * as aws from "@pulumi/aws";
import { adopt, type Adoptions } from "../../../stacks/adopt";
import { type Lab, openLab } from "../lab/lab";

/** What a test changes between runs. */
export interface Wishes {
  adoptions: Adoptions;
  description: string;
  /** A key of another kind is another key. */
  multiRegion: boolean;
}

/**
 * A small stack, where the case is about the engine alone: two keys, an alias each. A key's id is new each time, and an
 * alias is named by the program.
 */
export function openKeys(wishes: Wishes): Promise<Lab> {
  return openLab({
    environment: "dev",
    // eslint-disable-next-line @typescript-eslint/require-await -- an inline program is asynchronous
    program: async () => {
      adopt(wishes.adoptions);
      for (const name of ["one", "two"]) {
        const key = new aws.kms.Key(name, { description: wishes.description, multiRegion: wishes.multiRegion });
        new aws.kms.Alias(name, { name: `alias/${name}`, targetKeyId: key.id });
      }
    },
    change: (settings) => Object.keys(settings).forEach((key) => key !== "aws:region" && delete settings[key]),
  });
}
