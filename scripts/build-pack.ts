import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { bundlePack } from "./pack/bundle";

/** The policy pack alone, as `pulumi policy publish` takes it. */
const root = join(__dirname, "..");
const folder = join(root, "dist/policypacks/compliance");

rmSync(folder, { recursive: true, force: true });
bundlePack(folder).then(
  () => console.log(`${relative(process.cwd(), folder)}: one file, with its package.json and PulumiPolicy.yaml`),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
