import * as pulumi from "@pulumi/pulumi";
import { mapOf, type Shape, text } from "../catalogue/contracts";

/** URNs of resources that exist already, each with the id that its provider imports it by. */
export type Adoptions = Record<string, string>;

/** The shape of `rampart:adopt`, in which a URN is one of this stack. */
export function adoptionsOf(stack: string): Shape<Adoptions> {
  const shape = shapeOf(stack);
  return (value, path, mistakes) => {
    const read = shape(value, path, mistakes);
    const seen = new Set<string>();
    for (const urn of Object.keys(read ?? {})) {
      const short = typeAndName(urn);
      if (seen.has(short)) {
        mistakes.push({ path: `${path}.${urn}`, got: "a second URN of this type and name", expected: "one at a time" });
      }
      seen.add(short);
    }
    return read;
  };
}

function shapeOf(stack: string): Shape<Adoptions> {
  const urn = new RegExp(`^urn:pulumi:${stack}::[^:]+::.+::.+$`);
  return mapOf(
    text("the id that the provider imports the resource by"),
    urn,
    `a URN of stack ${stack}, as \`pulumi stack export\` shows it`,
  );
}

/**
 * Takes resources over that the cloud has and the state does not, instead of making them again: what an interrupted
 * update can leave behind. The engine's `import` option does it, set by a transform, because a component's children are
 * out of a program's reach. Goes before everything that is registered. docs/runbooks/interrupted-update.md
 */
export function adopt(adoptions: Adoptions): void {
  const ids = new Map(Object.entries(adoptions).map(([urn, id]) => [typeAndName(urn), id]));
  if (ids.size === 0) return;
  pulumi.runtime.registerResourceTransform(({ custom, type, name, props, opts }) => {
    const id = custom ? ids.get(`${type}::${name}`) : undefined;
    return id === undefined ? undefined : { props, opts: { ...opts, import: id } };
  });
}

/** A transform is not told the URN, but its last two parts: the type without those of its parents, and the name. */
function typeAndName(urn: string): string {
  const [types = "", name] = urn.split("::").slice(-2);
  return `${types.slice(types.lastIndexOf("$") + 1)}::${name}`;
}
