import { join } from "node:path";
import { configOf, root } from "../../stacks/config";
import { record } from "../../support/recorder";
import type { Registration } from "../../../cli/preview/types";
import type { Sample } from "../../support/samples";

const program = join(root, "stacks/index.ts");

/** What the program of an environment registers, as samples whose URNs are those of the recording. */
export function recordedStack(environment: string): Promise<Sample[]> {
  const run = () => {
    delete require.cache[program];
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the program runs when it is loaded
    return require(program) as unknown;
  };
  return samplesOf(run, inDev(configOf(`Pulumi.${environment}.yaml`)));
}

/** The settings of another environment, as those of the stack that samples are of. */
function inDev(config: Record<string, string>): Record<string, string> {
  const tags = JSON.parse(config["rampart:tags"]!) as Record<string, string>;
  return { ...config, "rampart:tags": JSON.stringify({ ...tags, environment: "dev" }) };
}

/** What the default provider of AWS is made of. */
const provider = { "aws:region": "eu-central-1", "aws:allowedAccountIds": '["111122223333"]' };

/** The same of any program. */
export async function samplesOf(run: () => unknown, config: Record<string, string> = provider): Promise<Sample[]> {
  const { registrations } = await record(run, { project: "demo", stack: "dev", config });
  const isComponent = ({ type }: Registration) => type.startsWith("rampart:");
  // An engine is told of a component before its children; a recording ends with what answered last.
  const inOrder = [...registrations.filter(isComponent), ...registrations.filter((each) => !isComponent(each))];
  return inOrder.filter(({ type }) => type !== "pulumi:pulumi:Stack").map(sampleOf);
}

function sampleOf(registration: Registration): Sample {
  const { urn, type, name, inputs, outputs, parent, provider, propertyDependencies, options } = registration;
  return {
    type,
    name,
    props: inputs,
    outputs,
    under: urn.split("::")[2]!.split("$").slice(0, -1),
    sources: propertyDependencies,
    ignoreChanges: options.ignoreChanges,
    ...(parent === undefined ? {} : { parent }),
    ...(provider === "" ? {} : { provider: provider.split("::").at(-2)! }),
  };
}
