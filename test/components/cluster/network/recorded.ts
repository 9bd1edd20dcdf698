import * as pulumi from "@pulumi/pulumi";
import { posture, regimeIds } from "../../../../catalogue";
import {
  createNetwork,
  type NetworkArgs,
  type NetworkHandle,
  resolveNetwork,
} from "../../../../components/cluster/network";
import type { Recording } from "../../../support/recorder";
import { recordPart } from "../../part";

export const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/logs";

type Options = Parameters<typeof recordPart>[1];

/** Records the network alone; `region` is told to the settings too, unless `unsaid`. */
export async function recordNetwork(
  args: NetworkArgs = {},
  options: Options & { unsaid?: boolean } = {},
): Promise<{ recording: Recording; network: NetworkHandle }> {
  const { unsaid = false, ...rest } = options;
  const { name = "main", region } = rest;
  const asked = { name, posture: posture(regimeIds), ...(region !== undefined && !unsaid && { region }) };
  let network: NetworkHandle | undefined;
  const recording = await recordPart((context) => {
    network = createNetwork(context, resolveNetwork(args, asked, []), { logsKey: { arn: pulumi.output(keyArn) } });
  }, rest);
  return { recording, network: network! };
}

/** How many resources of each type there are, by the end of its token; the component that holds them left out. */
export function countsOf({ registrations }: Recording): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of registrations) {
    const short = type.split(":").at(-1)!;
    if (type.startsWith("aws:")) counts[short] = (counts[short] ?? 0) + 1;
  }
  return counts;
}

/** The values of Outputs, once they are known. */
export function valuesOf<T>(outputs: pulumi.Output<T>[]): Promise<T[]> {
  return new Promise((resolve) => void pulumi.all(outputs).apply((values) => resolve(values as T[])));
}
