import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const own = {
  languages: { nodejs: "../host/plugin" },
  providers: { aws: "../cloud/plugins/aws", kubernetes: "../cloud/plugins/kubernetes" },
} as const;

const prefix = { languages: "pulumi-language", providers: "pulumi-resource" } as const;

/**
 * The `plugins` of a Pulumi.yaml: Pulumi's own where they are on PATH, else the laboratory's stand-ins. `stand-ins` names
 * the latter, for the run to say so.
 */
export function findPlugins() {
  const kinds = Object.entries(own).map(([kind, names]) => [
    kind,
    Object.entries(names).map(([name, folder]) => {
      const official = onPath(`${prefix[kind as keyof typeof own]}-${name}`);
      return { name, path: official ?? join(__dirname, folder), standIn: official === undefined };
    }),
  ]) as [string, { name: string; path: string; standIn: boolean }[]][];
  return {
    plugins: Object.fromEntries(kinds.map(([kind, list]) => [kind, list.map(({ name, path }) => ({ name, path }))])),
    standIns: kinds.flatMap(([, list]) => list.filter(({ standIn }) => standIn).map(({ name }) => name)),
  };
}

function onPath(command: string): string | undefined {
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path));
  return found === undefined ? undefined : dirname(found);
}
