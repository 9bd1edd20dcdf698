import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measure, type Measured } from "../../../scripts/bench/measure";
import { temporaryFolder } from "../../lab/folders";
import { prepareTools, toolPath } from "../../lab/toolchain";
import { openCli } from "../lab/cli";
import { findPlugins } from "../lab/plugins";
import { extendManifest, packFolder, type Project, root } from "../lab/project";

/**
 * Previews of the real engine with and without the pack, one after the other: the program is the same, so what differs is
 * the pack, and the proxy in front of it, which Pulumi's own language host has too.
 */
const sizes = [150, 1_000, 5_000];

const { values } = parseArgs({
  options: { sizes: { type: "string", default: sizes.join(",") }, rounds: { type: "string", default: "1" } },
});

function scaleProject(resources: number): Project {
  const folder = temporaryFolder("scale");
  cpSync(join(root, "scripts/bench/scale"), folder, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(
    join(folder, `Pulumi.r${resources}.yaml`),
    'config:\n  aws:region: eu-central-1\n  aws:allowedAccountIds: ["111122223333"]\n',
  );
  extendManifest(join(folder, "Pulumi.yaml"), { plugins: findPlugins().plugins });
  return { folder, stack: `r${resources}`, change: () => undefined };
}

const variants = { "without pack": [], "with pack": ["--policy-pack", packFolder] };

function print(label: string, { milliseconds, processes }: Measured): void {
  const byName = new Map<string, number>();
  for (const { name, peakMB } of processes) byName.set(name, Math.max(byName.get(name) ?? 0, peakMB));
  const memory = [...byName].map(([name, peakMB]) => `${name} ${peakMB.toFixed(0)}`).join(", ");
  console.log(`${label.padEnd(28)}${(milliseconds / 1000).toFixed(1).padStart(7)} s   MB: ${memory}`);
}

async function main(): Promise<void> {
  const missing = await prepareTools(["pulumi"], console.log);
  if (missing.length > 0) throw new Error(missing.join("\n"));
  const { standIns } = findPlugins();
  console.log(`${availableParallelism()} cores; stand-ins: ${standIns.join("; ")}`);
  for (const size of values.sizes.split(",").map(Number)) {
    for (let round = 0; round < Number(values.rounds); round++) {
      const times: number[] = [];
      for (const [name, flags] of Object.entries(variants)) {
        const { project, env } = await openCli(scaleProject(size), {
          RAMPART_EVIDENCE: join(temporaryFolder("evidence"), "evidence.json"),
        });
        const command = [toolPath("pulumi"), "preview", "--non-interactive", "--color=never", "--suppress-outputs"];
        const measured = await measure([...command, ...flags], { cwd: project.folder, env });
        if (measured.code !== 0)
          throw new Error(`${size} ${name} ended with ${measured.code}:\n${measured.output.slice(-2_000)}`);
        print(`${size} resources, ${name}`, measured);
        times.push(measured.milliseconds);
      }
      console.log(`${"".padEnd(28)}the pack makes it ${(times[1]! / times[0]!).toFixed(2)} times as long`);
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
