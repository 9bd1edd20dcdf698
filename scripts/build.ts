import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundlePack } from "./pack/bundle";

/*
 * dist/ is what the package's `exports` and `bin` point to: JavaScript with declarations, and the policy pack as one file,
 * because a consumer's Node resolves no TypeScript inside node_modules.
 */
const root = join(__dirname, "..");
const dist = join(root, "dist");

function compile(): void {
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--project", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
}

/** What the compiler leaves behind: JavaScript that is written as such, for us or for a pod, and JSON that is read at run time. */
function copyScripts(folder: string): void {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => /\.(js|mjs|json)$/.test(name) && !name.includes("node_modules"))) {
    const target = join(dist, folder, file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, folder, file), target);
  }
}

function makeExecutable(file: string): void {
  if (!existsSync(file) || !readFileSync(file, "utf8").startsWith("#!")) {
    throw new Error(`${file} should be there and start with a #! line`);
  }
  chmodSync(file, 0o755);
}

async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  compile();
  copyScripts("cli");
  copyScripts("catalogue");
  copyScripts("components");
  await bundlePack(join(dist, "policypacks/compliance"));
  makeExecutable(join(dist, "cli/rampart.js"));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
