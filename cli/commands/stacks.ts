import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { CliError, ExitCode } from "../errors";

/** Names of the stacks that have a settings file, sorted. */
export function stacksOf(project: string): string[] {
  const folder = join(project, configFolder(project));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort();
}

/** Pulumi calls it `stackConfigDir`. A Pulumi.yaml that does not parse is left to the preview to explain. */
function configFolder(project: string): string {
  try {
    const settings = parse(readFileSync(join(project, "Pulumi.yaml"), "utf8")) as { stackConfigDir?: unknown } | null;
    return typeof settings?.stackConfigDir === "string" ? settings.stackConfigDir : ".";
  } catch {
    return ".";
  }
}

/**
 * The stack to preview: the one that was asked for, that of PULUMI_STACK, or the only one there is.
 * @throws CliError (2) when nothing says which, with the stacks that there are
 */
export function chooseStack(project: string, asked: string | undefined, env: string | undefined): string {
  if (asked !== undefined) return asked;
  if (env !== undefined && env !== "") return env;
  const stacks = stacksOf(project);
  const [only] = stacks;
  if (stacks.length === 1 && only !== undefined) return only;
  throw new CliError(
    ExitCode.Usage,
    stacks.length === 0
      ? `name a stack with --stack: ${project} has no settings file Pulumi.<stack>.yaml`
      : `name a stack with --stack; there are ${stacks.join(", ")}`,
  );
}
