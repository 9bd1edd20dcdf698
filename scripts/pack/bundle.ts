import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(__dirname, "../..");
const source = join(root, "policypacks/compliance");

/** Packages that the pack shares with the runner that loads it: a second copy would not be the same classes. */
const shared = ["@pulumi/*", "@grpc/grpc-js", "google-protobuf"];

interface Manifest {
  name: string;
  version: string;
  license: string;
  main: string;
  dependencies: Record<string, string>;
}

/**
 * Bundles the policy pack: one file of JavaScript, and beside it what Pulumi reads of a pack. The folder needs nothing
 * else of the tree, so it can be published as it is; what is not in the file is a dependency of its package.json.
 */
export async function bundlePack(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: [join(source, "pack.ts")],
    outfile: join(folder, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: shared,
    metafile: true,
    logLevel: "warning",
  });
  cpSync(join(source, "PulumiPolicy.yaml"), join(folder, "PulumiPolicy.yaml"));
  const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as Manifest;
  const { name, version, license, main } = manifest;
  const dependencies = Object.fromEntries(
    packagesOf(metafile.outputs).map((each) => [each, pinOf(each, manifest.dependencies)]),
  );
  writeFileSync(
    join(folder, "package.json"),
    `${JSON.stringify({ name, version, license, main, dependencies }, null, 2)}\n`,
  );
}

/** The packages that the bundle asks for while it runs. */
function packagesOf(outputs: Record<string, { imports: { path: string; external?: boolean }[] }>): string[] {
  const asked = Object.values(outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ path, external }) => external === true && !path.startsWith("node:") && !builtinModules.includes(path))
    .map(({ path }) => /^(?:@[^/]+\/)?[^/]+/.exec(path)![0]);
  return [...new Set(asked)].sort();
}

function pinOf(name: string, pins: Record<string, string>): string {
  const pin = pins[name];
  if (pin === undefined) throw new Error(`the bundle asks for ${name}, which the pack's package.json does not name`);
  return pin;
}
