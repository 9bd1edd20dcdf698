import type { Registration } from "../../../cli/preview/types";
import { unknown } from "../../../cli/preview/wire";
import { type Made, region } from "./made";
import { platform } from "./platform";
import { teamOf } from "./team";

/**
 * A stack of some size: one platform (a cluster with its network, nodes and add-ons), and teams that work on it until the
 * stack is full. The same for the same size each time, and a smaller one begins a larger one.
 */
export function stackOf(size: number): Registration[] {
  const made: Made[] = [...platform()];
  for (let team = 0; made.length < size; team++) made.push(...teamOf(team));
  return registered(made.slice(0, size));
}

const project = "bench";
const stack = "dev";

function registered(made: readonly Made[]): Registration[] {
  const known = new Map(made.map((each) => [each.name, each]));
  const chain = ({ type, under }: Made): string => (under === undefined ? type : `${chain(known.get(under)!)}$${type}`);
  const urnOf = (each: Made) => `urn:pulumi:${stack}::${project}::${chain(each)}::${each.name}`;
  return made.map((each) => {
    const sources = Object.entries(each.from ?? {}).map(([property, names]): [string, string[]] => [
      property,
      names.flatMap((name) => (known.has(name) ? [urnOf(known.get(name)!)] : [])),
    ]);
    const isComponent = each.type.startsWith("rampart:");
    return {
      urn: urnOf(each),
      type: each.type,
      name: each.name,
      custom: !isComponent,
      remote: false,
      external: false,
      ...(each.under === undefined ? {} : { parent: urnOf(known.get(each.under)!) }),
      inputs: inputsOf(each),
      outputs: isComponent ? each.inputs : { ...inputsOf(each), ...computed(each), ...each.outputs },
      provider: providerOf(each.type),
      providers: {},
      dependencies: [...new Set(sources.flatMap(([, urns]) => urns))],
      propertyDependencies: Object.fromEntries(sources),
      options: { ignoreChanges: [], replaceOnChanges: [], aliases: [], additionalSecretOutputs: [] },
    };
  });
}

/** Programs tag what is of AWS; what bears no tags takes them without harm here. */
function inputsOf({ type, name, inputs }: Made): Record<string, unknown> {
  if (!type.startsWith("aws:")) return inputs;
  return { ...inputs, tags: { Name: name, environment: "dev", owner: "platform", "data-class": "personal" } };
}

/** What a provider adds in a preview: AWS all tags and what only the deployment knows, Kubernetes what the server sets. */
function computed({ type, name, inputs }: Made): Record<string, unknown> {
  if (type.startsWith("aws:")) {
    const { tags } = inputsOf({ type, name, inputs });
    return { id: unknown, arn: unknown, region, tagsAll: tags, ownerId: unknown, createdTime: unknown };
  }
  if (!type.startsWith("kubernetes:")) return { id: unknown };
  const server = { uid: unknown, resourceVersion: unknown, creationTimestamp: unknown, generation: 1 };
  return { id: unknown, metadata: { ...(inputs["metadata"] as object), ...server }, status: unknown };
}

/** References to providers, of which a pack sees the properties where they are in the stack. */
function providerOf(type: string): string {
  if (type.startsWith("aws:")) return reference("pulumi:providers:aws", "default");
  return type.startsWith("kubernetes:") ? reference("pulumi:providers:kubernetes", "cluster") : "";
}

const reference = (type: string, name: string) => `urn:pulumi:${stack}::${project}::${type}::${name}::id-1`;
