import { join } from "node:path";
import { createFixtures } from "../../cli/preview/fixtures";
import { placeholderAccount } from "../../cli/preview/fixtures/aws";
import { createMonitor, type Monitor } from "../../cli/preview/monitor";
import { type Project, readProject } from "../../cli/preview/project";
import { serveMonitor } from "../../cli/preview/server";

export const root = join(__dirname, "../..");

/** The runners of the SDK, as the engine's language host starts them. */
export const runner = (name: "run" | "run-policy-pack") => join(root, "node_modules/@pulumi/pulumi/cmd", name);

/** Our monitor, served for one program. */
export async function hostFor(
  stack: string,
  folder = root,
): Promise<{ project: Project; monitor: Monitor; address: string; close: () => void }> {
  const project = readProject(folder, stack);
  const region = project.config["aws:region"] ?? "eu-central-1";
  const monitor = createMonitor({
    project: project.name,
    stack,
    config: project.config,
    invoke: createFixtures({ region, account: placeholderAccount }),
  });
  const server = await serveMonitor(monitor);
  return { project, monitor, address: server.address, close: () => server.close() };
}

/** What every program gets told, by whomever starts it. */
export function programStart({ name, stack, folder, entry, config, secretKeys }: Project, address: string) {
  return {
    args: [
      ...["--monitor", address, "--project", name, "--stack", stack, "--organization", "organization"],
      ...["--root-directory", root, "--pwd", folder, "--dry-run", "--parallel", "16", entry],
    ],
    env: { PULUMI_CONFIG: JSON.stringify(config), PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys) },
  };
}
