import * as pulumi from "@pulumi/pulumi";
import type { Mistake } from "../../catalogue/contracts";
import { type ClusterContext, findPlace } from "../../components/aws";
import { record, type RecordOptions, type Recording } from "../support/recorder";

/** Records one part of the AWS half by itself, for a cluster named `main`. */
export function recordPart(
  build: (context: ClusterContext) => unknown,
  options: RecordOptions & Partial<Pick<ClusterContext, "name" | "tags" | "protect">> = {},
): Promise<Recording> {
  const { name = "main", tags = {}, protect = true, ...rest } = options;
  return record(() => {
    const parent = new pulumi.ComponentResource("test:index:Part", name);
    build({ name, clusterName: name, tags, protect, place: findPlace(parent), options: { parent } });
  }, rest);
}

/** What a resolver notes, as `path: got …; expected …` would tell it: the finding by its path. */
export function mistakesIn(resolve: (mistakes: Mistake[]) => unknown): Record<string, string> {
  const mistakes: Mistake[] = [];
  resolve(mistakes);
  return Object.fromEntries(mistakes.map(({ path, got, expected }) => [path, `got ${got}; expected ${expected}`]));
}
