import { withIgnored } from "./ignored";
import type { Sources, Subject } from "./subject";
import { isUnknown, raw } from "./unknown";

/** A resource as @pulumi/policy hands it to a stack policy; only what is read of it. */
export interface StackResource {
  type: string;
  name: string;
  urn: string;
  props: object;
  parent?: { urn: string };
  provider?: { urn: string; props?: object };
  opts: { ignoreChanges: readonly string[] };
  propertyDependencies: Record<string, readonly { urn: string }[]>;
}

/** All resources of a stack, indexed once. */
export interface Stack {
  readonly subjects: readonly Subject[];
  ofType: (...types: string[]) => readonly Subject[];
}

export interface StackInputs {
  /** Inputs of a resource that was analysed by itself. */
  inputs: (urn: string) => Record<string, unknown> | undefined;
  /** How many sources a property has, those outside of the stack included; undefined when nobody counted. */
  sourceCount: (urn: string, property: string) => number | undefined;
}

/**
 * Indexes a stack. Inputs are judged where they are known, because outputs leave out what a provider does not echo. Whatever
 * is listed is in the order of URNs: resources arrive in another order each time, and evidence must not show it.
 */
export function indexStack(resources: readonly StackResource[], { inputs, sourceCount }: StackInputs): Stack {
  const byUrn = new Map<string, Subject>();
  for (const resource of [...resources].sort(byOrder)) {
    const outputs = raw(resource.props);
    const props = inputs(resource.urn) ?? outputs;
    const subject: Subject = {
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
      ...providerOf(resource),
      props,
      ...regionOf(props, outputs, resource.provider?.props),
      outputs,
      ignoreChanges: resource.opts.ignoreChanges,
      sources: (property) => sourcesOf(resource, property),
    };
    byUrn.set(subject.urn, subject);
  }

  function sourcesOf(resource: StackResource, property: string): Sources {
    const found = [...(resource.propertyDependencies[property] ?? [])].sort(byOrder);
    const subjects = found.map(({ urn }) => byUrn.get(urn)).filter((each) => each !== undefined);
    return { subjects, foreign: subjects.length < (sourceCount(resource.urn, property) ?? found.length) };
  }

  return stackOf([...byUrn.values()]);
}

function providerOf({ provider }: StackResource): Pick<Subject, "provider" | "providerProps"> {
  if (provider === undefined) return {};
  return { provider: provider.urn, ...(provider.props === undefined ? {} : { providerProps: raw(provider.props) }) };
}

/** Each resource of AWS may have a region of its own; without one it has its provider's. */
function regionOf(...known: (object | undefined)[]): { region?: string } {
  for (const each of known) {
    const region: unknown = each === undefined ? undefined : Object.getOwnPropertyDescriptor(each, "region")?.value;
    if (typeof region === "string" && !isUnknown(region)) return { region };
    if (region !== undefined && region !== null) return {};
  }
  return {};
}

const byOrder = (one: { urn: string }, other: { urn: string }) => (one.urn < other.urn ? -1 : 1);

function stackOf(subjects: readonly Subject[]): Stack {
  const byType = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const sameType = byType.get(subject.type);
    if (sameType === undefined) byType.set(subject.type, [subject]);
    else sameType.push(subject);
  }
  return { subjects, ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []) };
}

const afterwards = new WeakMap<Stack, Map<string, Stack | undefined>>();

/** The stack as it may be after a deployment that ignores changes, but for what is fixed; undefined where it ignores none. */
export function stackWithIgnored(stack: Stack, fixed: readonly string[] = []): Stack | undefined {
  const known = afterwards.get(stack) ?? new Map<string, Stack | undefined>();
  afterwards.set(stack, known);
  const key = fixed.join();
  if (!known.has(key)) known.set(key, afterDeployment(stack, fixed));
  return known.get(key);
}

function afterDeployment({ subjects }: Stack, fixed: readonly string[]): Stack | undefined {
  const loose = subjects.map((subject) => ({
    ...subject,
    ignoreChanges: subject.ignoreChanges.filter((path) => !fixed.includes(path)),
  }));
  if (loose.every(({ ignoreChanges }) => ignoreChanges.length === 0)) return undefined;
  const after = new Map(loose.map((subject) => [subject.urn, afterIgnoring(subject)]));
  const renewed = ({ urn }: Subject) => after.get(urn)!;
  return stackOf(
    [...after.values()].map((subject) => ({
      ...subject,
      sources: (property) => {
        const { subjects: found, foreign } = subject.sources(property);
        return { subjects: found.map(renewed), foreign };
      },
    })),
  );
}

/** A resource that stays in the region where it is deployed may be anywhere. */
function afterIgnoring(subject: Subject): Subject {
  const { region, ...nowhere } = withIgnored(subject) ?? subject;
  const isKept = region === undefined || isUnknown(Object.getOwnPropertyDescriptor(nowhere.props, "region")?.value);
  return isKept ? nowhere : { ...nowhere, region };
}
