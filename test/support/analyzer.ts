import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema, type PackageSpec } from "@pulumi/pulumi/provider/experimental/schema";

/** Root of the project. */
const root = join(__dirname, "..", "..");

/**
 * The schema that `pulumi package add` would get of the named components, made by Pulumi's own analyzer from the root
 * index.ts. Throws where a component uses a type that other languages cannot have.
 */
export function packageSchema(components: string[]): PackageSpec {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, string>;
  const name = manifest["name"]!.split("/").at(-1)!;
  const found = new Analyzer(root, name, manifest, new Set(components)).analyze();
  return generateSchema(
    name,
    manifest["version"]!,
    manifest["description"]!,
    found.components,
    found.typeDefinitions,
    found.dependencies,
  );
}
