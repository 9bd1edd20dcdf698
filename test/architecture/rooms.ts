import { builtinModules } from "node:module";

/** A room: which of our rooms and which packages its files may import. What is not named is forbidden; itself is always allowed. */
export interface Room {
  /** Folder or file, from the root. `*` is one folder, and each such folder is a room of its own. The longest match counts. */
  path: string;
  rooms: string[];
  packages: string[];
}

const node = "node";
const pulumi = "@pulumi/pulumi";
const aws = "@pulumi/aws";
const kubernetes = "@pulumi/kubernetes";
const foundations = "components/foundations";
const releases = "components/releases";
const account = "components/aws";

/** The import table. A new line here is a decision about the architecture: it needs an ADR, not just a green test. */
export const rooms: readonly Room[] = [
  { path: "catalogue", rooms: [], packages: [] },
  // node:crypto: a name that AWS would find too long is cut and keeps a hash of itself.
  { path: foundations, rooms: ["catalogue/contracts"], packages: [pulumi, "node:crypto"] },
  { path: releases, rooms: [foundations, "catalogue"], packages: [pulumi, kubernetes] },
  // What the AWS half and the add-ons share: the place of a stack, roles, policy documents, log groups (ADR 16).
  { path: account, rooms: [foundations, "catalogue/contracts"], packages: [pulumi, aws] },
  { path: "components/cluster", rooms: [foundations, account, "catalogue"], packages: [pulumi, aws, kubernetes] },
  {
    path: "components/addons/velero",
    rooms: [foundations, account, releases, "catalogue"],
    // Before the room of all add-ons, because the first of two equals counts.
    // node:fs, node:path: the restore drill's program is a file, which is tested, and which a ConfigMap carries (ADR 16).
    packages: [pulumi, aws, kubernetes, "node:fs", "node:path"],
  },
  {
    path: "components/addons/*",
    rooms: [foundations, account, releases, "catalogue"],
    packages: [pulumi, aws, kubernetes],
  },
  { path: "components/workloads", rooms: [foundations, releases, "catalogue"], packages: [pulumi, aws, kubernetes] },
  {
    path: "components/compliant-cluster",
    rooms: ["components", "catalogue"],
    packages: [pulumi, aws, kubernetes],
  },
  // The doors: a barrel of the components, and the package's root, from which Pulumi's analyzer reads them.
  { path: "components", rooms: ["catalogue/contracts"], packages: [] },
  { path: "index.ts", rooms: ["components", "catalogue/contracts"], packages: [] },
  { path: "stacks", rooms: ["index.ts", "catalogue/contracts"], packages: [pulumi, kubernetes, "yaml", node] },
  {
    path: "policypacks/compliance",
    rooms: ["catalogue"],
    // esbuild: index.js bundles the pack in memory (ADR 6).
    packages: ["@pulumi/policy", "@bufbuild/cel", "@bufbuild/re2", "yaml", "tsx", "esbuild", node],
  },
  {
    path: "cli",
    rooms: ["catalogue"],
    // @swc/core: cli/loader transpiles the user's program in memory (ADR 6).
    packages: [pulumi, "@grpc/grpc-js", "google-protobuf", "commander", "yaml", "tsx", "@swc/core", node],
  },
  { path: "scripts", rooms: ["index.ts", "catalogue", "components", "policypacks/compliance", "cli"], packages: ["*"] },
  { path: "test", rooms: ["*"], packages: ["*"] },
];

/** Files whose import is meant to do something, and the JavaScript that starts them. */
export const filesWithEffect: readonly string[] = [
  "stacks/index.ts",
  "policypacks/compliance/pack.ts",
  "policypacks/compliance/index.js",
  "cli/main.ts",
  "cli/rampart.js",
];

/** The room that a file is in, with `*` filled in. */
export function roomOf(file: string, table: readonly Room[] = rooms): Room | undefined {
  return table
    .map((room) => ({ room, path: matched(room.path, file) }))
    .filter((each): each is { room: Room; path: string } => each.path !== undefined)
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ room, path }) => ({ ...room, path }))[0];
}

/** The part of the file's path that lies in this room; undefined when it is elsewhere. */
function matched(room: string, file: string): string | undefined {
  const segments = room.split("/");
  const found = file.split("/").slice(0, segments.length);
  // A `*` stands for a folder: the last segment of a file's own path is its name.
  if (segments.at(-1) === "*" && file.split("/").length <= segments.length) return undefined;
  return segments.every((segment, index) => segment === "*" || segment === found[index]) ? found.join("/") : undefined;
}

/** Whether a file may import another of our files. */
export function mayImportFile(from: string, to: string, table: readonly Room[] = rooms): boolean {
  const room = roomOf(from, table);
  if (room === undefined) return false;
  const within = (path: string) => path === "*" || to === path || to.startsWith(`${path}/`);
  // A room with rooms inside it (components) holds only the files that are in none of them.
  return within(room.path) && roomOf(to, table)?.path === room.path ? true : room.rooms.some(within);
}

/** Whether a file may import what a specifier names; `node` in the table stands for all of Node's own modules. */
export function mayImportPackage(from: string, specifier: string, table: readonly Room[] = rooms): boolean {
  const packages = roomOf(from, table)?.packages ?? [];
  return ["*", packageOf(specifier), specifier].some((name) => packages.includes(name));
}

function packageOf(specifier: string): string {
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return "node";
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
