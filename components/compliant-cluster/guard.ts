import * as pulumi from "@pulumi/pulumi";

/**
 * Makes a destroy refuse before it touches anything. `protect` cannot: the engine asks for it when a resource's turn
 * comes, which for keys and the cluster is last. A hook is asked for first: a destroy that does not run the program
 * refuses as soon as it sees one, and one that runs it meets this resource before any other, because it depends on
 * everything and nothing depends on it. It has no provider, and an update changes and removes single resources as before.
 */
class DestroyGuard extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("rampart:index:DestroyGuard", name, {}, opts);
    this.registerOutputs({});
  }
}

/** Guards the whole stack; where the component is called from another language, which keeps the stack to itself, the component. */
export function guardAgainstDestroy(name: string, component: pulumi.ComponentResource, protect: boolean): void {
  // To depend on a component is to depend on all that it will ever hold, but for what hangs on a resource in it.
  const everything = pulumi.runtime.getStackResource() ?? component;
  // There without protection as well: what takes the hook away is an update of a resource that stays.
  new DestroyGuard(`${name}-guard`, {
    parent: component,
    dependsOn: [everything],
    ...(protect && { hooks: { beforeDelete: [refusalOf(name, everything)] } }),
  });
}

/** The engine knows a hook by its name, so two clusters of one name share theirs; each run has a stack of its own. */
const refusals = new WeakMap<pulumi.Resource, Map<string, pulumi.ResourceHook>>();

function refusalOf(name: string, stack: pulumi.Resource): pulumi.ResourceHook {
  const known = refusals.get(stack) ?? new Map<string, pulumi.ResourceHook>();
  const hook = known.get(name) ?? refusal(name);
  refusals.set(stack, known.set(name, hook));
  return hook;
}

/** The hook's name is all that a destroy without the program can show, so it says what to do. */
function refusal(name: string): pulumi.ResourceHook {
  const message = `${name} is protected: set protect to false and update, then destroy`;
  const refuse = () => {
    throw new Error("the destroy is refused");
  };
  return new pulumi.ResourceHook(message, refuse, { onDryRun: true });
}
