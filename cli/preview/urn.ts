import type { Alias } from "@pulumi/pulumi/proto/alias_pb";

export const stackType = "pulumi:pulumi:Stack";

/** The parts of a URN that the rule below puts together. */
export interface UrnScope {
  stack: string;
  project: string;
}

/**
 * `urn:pulumi:<stack>::<project>::<types of the parents, each followed by $><type>::<name>`; the stack itself is left
 * out of the chain of parents.
 */
export function makeUrn(scope: UrnScope, type: string, name: string, parent?: string): string {
  const above = parent === undefined || parent === "" ? stackType : qualifiedType(parent);
  const chain = above === stackType ? type : `${above}$${type}`;
  return `urn:pulumi:${scope.stack}::${scope.project}::${chain}::${name}`;
}

/** Every type of the chain, joined by `$`. */
function qualifiedType(urn: string): string {
  return urn.split("::")[2]!;
}

/** The URN that an alias stands for, given the resource that bears it. */
export function resolveAlias(alias: Alias, bearer: UrnScope & { type: string; name: string; parent?: string }): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  const parent = spec.getNoparent() ? undefined : spec.getParenturn() || bearer.parent;
  const scope = { stack: spec.getStack() || bearer.stack, project: spec.getProject() || bearer.project };
  return makeUrn(scope, spec.getType() || bearer.type, spec.getName() || bearer.name, parent);
}
