import type * as pulumi from "@pulumi/pulumi";

/** What of an add-on others wait for. */
export interface AddonHandles {
  /** Its namespaces, with their policies: what must be written before a webhook that judges it starts. */
  namespaces: pulumi.Resource[];
  /** All that must be there before anything that uses the add-on. */
  ready: pulumi.Resource[];
}

/** Beside the components, because every field of a component becomes one of its outputs. */
const handles = new WeakMap<pulumi.ComponentResource, AddonHandles>();

export function keepHandles(addon: pulumi.ComponentResource, made: AddonHandles): void {
  handles.set(addon, made);
}

/** Throws for a component that is no add-on. */
export function handlesOf(addon: pulumi.ComponentResource): AddonHandles {
  const found = handles.get(addon);
  if (found === undefined) throw new Error("this component keeps no handles: it is no add-on");
  return found;
}
