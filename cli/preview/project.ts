import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { check, formatMistake, type Shape, text } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import { isProperties, type Properties, secretPlaceholder } from "./wire";
import { parseYamlFile } from "./yaml-file";

/** A project and one of its stacks, as the program will be told of them. */
export interface Project {
  /** Absolute path of the folder of Pulumi.yaml. */
  root: string;
  name: string;
  stack: string;
  /** Folder that the program runs in, and what is run there: a file name, or `.`. */
  folder: string;
  entry: string;
  nodeArgs: string[];
  /** Keys `namespace:key`; structured values as JSON text, as the engine hands them over. */
  config: Record<string, string>;
  /** Keys whose values are secret, in part or as a whole. */
  secretKeys: string[];
}

type ProjectFile = {
  name: string;
  runtime: string | Properties;
  main?: string;
  stackConfigDir?: string;
  config?: unknown;
};

const runtime = check("nodejs", (value): value is string | Properties => runtimeName(value) === "nodejs");

function runtimeName(value: unknown): unknown {
  return isProperties(value) ? value["name"] : value;
}

/**
 * Reads Pulumi.yaml and Pulumi.<stack>.yaml.
 * @throws CliError (2): a file that is missing or malformed, a stack without a file, a runtime that is not nodejs.
 */
export function readProject(root: string, stack: string): Project {
  const path = join(root, "Pulumi.yaml");
  const file = readProjectFile(path);
  const stackFolder = resolve(root, file.stackConfigDir ?? ".");
  const written = { ...defaults(file.config, file.name), ...stackConfig(stackFolder, stack, file.name) };
  const entries = Object.entries(written).map(([key, value]) => [key, plainConfig(value)] as const);
  return {
    root,
    name: file.name,
    stack,
    ...mainOf(root, file.main, path),
    nodeArgs: nodeArgsOf(file.runtime),
    config: Object.fromEntries(entries.map(([key, value]) => [key, asText(value)])),
    secretKeys: Object.keys(written)
      .filter((key) => hasSecret(written[key]))
      .sort(),
  };
}

function readProjectFile(path: string): ProjectFile {
  const document = parseYamlFile(path, readText(path, `there is no Pulumi project here: ${path} does not exist`));
  if (!isProperties(document)) throw new CliError(ExitCode.Usage, `${path} is not a map with name and runtime`);
  const mistakes: Parameters<Shape<unknown>>[2] = [];
  const at = <T>(key: string, shape: Shape<T>) => shape(document[key], key, mistakes);
  const maybe = <T>(key: string, shape: Shape<T>) => (document[key] === undefined ? undefined : at(key, shape));
  const file = {
    name: at("name", text("a project name", /^[A-Za-z0-9_.-]+$/)),
    runtime: at("runtime", runtime),
    main: maybe("main", text("a path")),
    stackConfigDir: maybe("stackConfigDir", text("a path")),
    config: document["config"],
  };
  if (mistakes.length === 0) return file as ProjectFile;
  throw new CliError(ExitCode.Usage, [`${path}:`, ...mistakes.map((each) => `  ${formatMistake(each)}`)].join("\n"));
}

function readText(path: string, absent: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CliError(ExitCode.Usage, absent, { cause: error });
  }
}

function stackConfig(folder: string, stack: string, project: string): Properties {
  const path = join(folder, `Pulumi.${stack}.yaml`);
  if (!existsSync(path)) throw new CliError(ExitCode.Usage, unknownStack(folder, stack));
  const document = parseYamlFile(path, readText(path, `cannot read ${path}`)) ?? {};
  if (!isProperties(document))
    throw new CliError(ExitCode.Usage, `${path}:1: got a ${typeof document}; expected a map with config`);
  const config = document["config"] ?? {};
  if (!isProperties(config))
    throw new CliError(ExitCode.Usage, `${path}: config: got a ${typeof config}; expected a map`);
  return qualified(config, project);
}

function unknownStack(folder: string, stack: string): string {
  const found = existsSync(folder) ? readdirSync(folder) : [];
  const stacks = found.flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []).sort();
  const file = join(folder, `Pulumi.${stack}.yaml`);
  if (stacks.length === 0) return `there is no stack "${stack}": write its settings to ${file}, which may be empty`;
  return `there is no stack "${stack}" (${file}); ${stacks.length === 1 ? "there is" : "there are"} ${stacks.join(", ")}`;
}

/** Defaults of the project: `key: value`, or `key: { default | value }` with a type. */
function defaults(config: unknown, project: string): Properties {
  if (!isProperties(config)) return {};
  const entries = Object.entries(config).flatMap(([key, value]) => {
    if (!isProperties(value)) return [[key, value] as const];
    const given = value["value"] ?? value["default"];
    return given === undefined ? [] : [[key, given] as const];
  });
  return qualified(Object.fromEntries(entries), project);
}

/** A key without a namespace belongs to the project; `ns:config:key` is the older form of `ns:key`. */
function qualified(config: Properties, project: string): Properties {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key.includes(":") ? key.replace(/^([^:]+):config:/, "$1:") : `${project}:${key}`,
      value,
    ]),
  );
}

function isSecure(value: unknown): boolean {
  return isProperties(value) && Object.keys(value).length === 1 && typeof value["secure"] === "string";
}

function hasSecret(value: unknown): boolean {
  if (isSecure(value)) return true;
  if (Array.isArray(value)) return value.some(hasSecret);
  return isProperties(value) && Object.values(value).some(hasSecret);
}

function plainConfig(value: unknown): unknown {
  if (isSecure(value)) return secretPlaceholder;
  if (Array.isArray(value)) return value.map(plainConfig);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainConfig(each)]));
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

/** As the engine does it: the program runs in the folder of its main file. */
function mainOf(root: string, main: string | undefined, path: string): { folder: string; entry: string } {
  if (main === undefined) return { folder: root, entry: "." };
  const target = resolve(root, main);
  const stat = statSync(target, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new CliError(ExitCode.Usage, `${path}: main: got "${main}", which does not exist; expected a file or folder`);
  }
  return stat.isDirectory() ? { folder: target, entry: "." } : { folder: dirname(target), entry: basename(target) };
}

function nodeArgsOf(value: string | Properties): string[] {
  const options = isProperties(value) ? value["options"] : undefined;
  const args = isProperties(options) ? options["nodeargs"] : undefined;
  return typeof args === "string" ? args.split(/\s+/).filter((each) => each !== "") : [];
}
