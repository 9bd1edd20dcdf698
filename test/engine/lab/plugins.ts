import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const host = "pulumi-language-nodejs";

/**
 * The `plugins` of a Pulumi.yaml. The language host is Pulumi's own where it is on PATH, else the laboratory's. The providers are
 * always stand-ins: the tests make and take away whole stacks, and that must never happen in somebody's account.
 */
export function findPlugins() {
  const official = onPath(host);
  const own = (folder: string) => join(__dirname, "..", folder);
  return {
    plugins: {
      languages: [{ name: "nodejs", path: official ?? own("host/plugin") }],
      providers: ["aws", "kubernetes"].map((name) => ({ name, path: own(`cloud/plugins/${name}`) })),
    },
    /** What stands in for a plugin of Pulumi's, for a run to say so. */
    standIns: [
      ...(official === undefined ? [`${host} (not on PATH)`] : []),
      "pulumi-resource-aws, pulumi-resource-kubernetes (always: tests make and take away stacks)",
    ],
  };
}

/** The folder of a command. */
function onPath(command: string): string | undefined {
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path));
  return found === undefined ? undefined : dirname(found);
}
