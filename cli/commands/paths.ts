import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { CliError, ExitCode } from "../errors";

/** Absolute path of a folder that an option names. @throws CliError (2) when it is none */
export function folder(cwd: string, path: string, option: string): string {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new CliError(ExitCode.Usage, `${option}: there is no folder ${path}`);
  if (!statSync(absolute).isDirectory()) throw new CliError(ExitCode.Usage, `${option}: ${path} is no folder`);
  return absolute;
}

/** Absolute path of a file that an option names; undefined without one. @throws CliError (2) when it is none */
export function file(cwd: string, path: string | undefined, option: string): string | undefined {
  if (path === undefined) return undefined;
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new CliError(ExitCode.Usage, `${option}: there is no file ${path}`);
  if (!statSync(absolute).isFile()) throw new CliError(ExitCode.Usage, `${option}: ${path} is no file`);
  return absolute;
}

/** Folder of the nearest Pulumi.yaml at or above a folder. @throws CliError (2) when there is none */
export function projectRoot(start: string): string {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, "Pulumi.yaml"))) return at;
    if (at === dirname(at)) {
      throw new CliError(
        ExitCode.Usage,
        `there is no Pulumi.yaml in ${start} or above it; name the project with --cwd`,
      );
    }
  }
}

/** Beside the commands in the repository, and in the built package. */
const shippedPack = join(__dirname, "..", "..", "policypacks", "compliance");

/** Whether a policy pack is the one that ships, by whatever path it was named. */
export function isOwnPack(pack: string): boolean {
  return existsSync(shippedPack) && realpathSync(pack) === realpathSync(shippedPack);
}

/**
 * The policy pack of an option, or the one that ships.
 * @throws CliError (2) when the folder holds no pack
 */
export function policyPack(cwd: string, path: string | undefined): string {
  const pack = path === undefined ? shippedPack : folder(cwd, path, "--policy-pack");
  if (existsSync(join(pack, "PulumiPolicy.yaml"))) return pack;
  throw new CliError(
    ExitCode.Usage,
    `--policy-pack: ${path ?? pack} holds no PulumiPolicy.yaml, so it is no policy pack`,
  );
}
