import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * A file of @pulumi/pulumi, of the copy that the code in `folder` itself would load: a runner of another copy would
 * keep other state. Where the folder has none, ours.
 */
export function pulumiFile(folder: string, path: string): string {
  const name = `@pulumi/pulumi/${path}`;
  try {
    return createRequire(join(folder, "package.json")).resolve(name);
  } catch {
    return require.resolve(name);
  }
}
