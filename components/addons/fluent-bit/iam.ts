import { workloadLogGroupName } from "../../foundations/names";
import * as pulumi from "@pulumi/pulumi";
import { statement, type Statement } from "../../aws";
import { logGroupArn, type Place } from "../../foundations/partition";
import type { FluentBitSettings } from "./settings";

/**
 * Makes streams in our groups and writes to them. The groups are there, so it may not make any; it looks for no stream
 * either, but makes each and takes it for an answer that it is there.
 */
export function writerStatements(
  place: Place,
  { cluster, sources }: Pick<FluentBitSettings, "cluster" | "sources">,
): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: sources.map(
        (source) => pulumi.interpolate`${logGroupArn(place, workloadLogGroupName(cluster.name, source))}:*`,
      ),
      because: "each container and node has a stream of its own, in groups that are ours alone",
    }),
  ];
}
