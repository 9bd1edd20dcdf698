import * as pulumi from "@pulumi/pulumi";

/**
 * The options of a component's child: the parent (which hands down the providers), and the component's own `dependsOn`
 * and `deletedWith`, which Pulumi does not hand to children by itself. `extra` is merged over them; its dependencies
 * are added, not swapped.
 */
export function child(
  parent: pulumi.ComponentResource,
  options: pulumi.ComponentResourceOptions | undefined,
  extra: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  const inherited: pulumi.CustomResourceOptions = { parent };
  if (options?.dependsOn !== undefined) inherited.dependsOn = options.dependsOn;
  if (options?.deletedWith !== undefined) inherited.deletedWith = options.deletedWith;
  return pulumi.mergeOptions(inherited, extra);
}

/**
 * The options of a component that makes resources of AWS beside objects of the cluster. The engine hands the `deletedWith` of
 * a component down to every child that has none, and with it a role would stay behind; so the component itself gets
 * none, and `child()` gives it to those that go with the cluster.
 */
export function itself(options: pulumi.ComponentResourceOptions | undefined): pulumi.ComponentResourceOptions {
  const own = { ...options };
  delete own.deletedWith;
  return own;
}
