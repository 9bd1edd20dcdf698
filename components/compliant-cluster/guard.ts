import * as pulumi from "@pulumi/pulumi";

/**
 * Makes a destroy refuse before it touches anything. `protect` cannot: the engine asks for it when a resource's turn
 * comes, which for keys and the cluster is last. A hook is asked for first: a destroy that does not run the program
 * refuses as soon as it sees one, and one that runs it meets this resource before any other, because it depends on
 * everything and nothing depends on it. It has no provider, and changes and removals of single resources are as free as before.
 */
class DestroyGuard extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("rampart:index:DestroyGuard", name, {}, opts);
    this.registerOutputs({});
  }
}

/** Guards the whole stack; where the component is called from another language, which keeps the stack to itself, the component. */
export function guardAgainstDestroy(name: string, component: pulumi.ComponentResource, protect: boolean): void {
  // To depend on a component is to depend on all that it will ever hold.
  const everything = pulumi.runtime.getStackResource() ?? component;
  // There without protection as well: what takes the hook away is an update of a resource that stays.
  new DestroyGuard(`${name}-guard`, {
    parent: component,
    dependsOn: [everything],
    ...(protect && { hooks: { beforeDelete: [refusal(name)] } }),
  });
}

/** The hook's name is all that a destroy without the program can show, so it says what to do. */
function refusal(name: string): pulumi.ResourceHook {
  const message = `${name} is protected: set protect to false and update, then destroy`;
  const refuse = () => {
    throw new Error("nothing was deleted");
  };
  return new pulumi.ResourceHook(message, refuse, { onDryRun: true });
}
