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
