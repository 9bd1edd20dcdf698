import { raw } from "./unknown";
import type { Sources, Subject } from "./subject";

/** A resource as @pulumi/policy hands it to a stack policy; only what is read of it. */
export interface StackResource {
  type: string;
  name: string;
  urn: string;
  props: object;
  parent?: { urn: string };
  provider?: { urn: string };
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

/** Indexes a stack. Inputs are judged where they are known, because outputs leave out what a provider does not echo. */
export function indexStack(resources: readonly StackResource[], { inputs, sourceCount }: StackInputs): Stack {
  const byUrn = new Map<string, Subject>();
  const byType = new Map<string, Subject[]>();
  for (const resource of resources) {
    const outputs = raw(resource.props);
    const subject: Subject = {
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
      ...(resource.provider === undefined ? {} : { provider: resource.provider.urn }),
      props: inputs(resource.urn) ?? outputs,
      outputs,
      sources: (property) => sourcesOf(resource, property),
    };
    byUrn.set(subject.urn, subject);
    const sameType = byType.get(subject.type);
    if (sameType === undefined) byType.set(subject.type, [subject]);
    else sameType.push(subject);
  }

  function sourcesOf(resource: StackResource, property: string): Sources {
    const found = resource.propertyDependencies[property] ?? [];
    const subjects = found.map(({ urn }) => byUrn.get(urn)).filter((each) => each !== undefined);
    return { subjects, foreign: subjects.length < (sourceCount(resource.urn, property) ?? found.length) };
  }

  return {
    subjects: [...byUrn.values()],
    ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []),
  };
}
