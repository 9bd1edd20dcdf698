import { startChild } from "../../cli/preview/child";
import { hostFor, programStart, root, runner } from "./host";

/** The program with our loader and our monitor, and no policy pack: what a preview cannot be faster than. */
async function main(): Promise<void> {
  const { project, monitor, address, close } = await hostFor(process.argv[2]!);
  const start = programStart(project, address);
  const child = startChild({ runner: runner("run"), ...start, cwd: root, loader: "typescript" });
  const code = await child.exit;
  close();
  if (code !== 0) throw new Error(`the program ended with ${code}: ${child.errors()}`);
  console.log(`${monitor.registrations().length} resources`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
