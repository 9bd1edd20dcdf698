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
  return samplesOf(run, configOf(`Pulumi.${environment}.yaml`));
}

/** The same of any program. */
export async function samplesOf(run: () => unknown, config: Record<string, string> = {}): Promise<Sample[]> {
  const { registrations } = await record(run, { project: "demo", stack: "dev", config });
  return registrations
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map((registration) => sampleOf(registration, registrations));
}

function sampleOf(registration: Registration, all: readonly Registration[]): Sample {
  const { urn, type, name, inputs, outputs, parent, provider, propertyDependencies, options } = registration;
  const providerUrn = provider.split("::").slice(0, -1).join("::");
  const region = all.find((each) => each.urn === providerUrn)?.inputs["region"];
  return {
    type,
    name,
    props: inputs,
    // As the engine hands it over: a resource without a region of its own is in its provider's.
    outputs: region === undefined ? outputs : { region, ...outputs },
    under: urn.split("::")[2]!.split("$").slice(0, -1),
    sources: propertyDependencies,
    ignoreChanges: options.ignoreChanges,
    ...(parent === undefined ? {} : { parent }),
    ...(type.startsWith("kubernetes:") ? { provider: provider.split("::").at(-2)! } : {}),
  };
}
