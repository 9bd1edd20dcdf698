import { type Mistake, quote } from "../../contracts/mistake";
import { type FalcoItem, FalcoSource } from "../contracts";
import { falcoVersions, pluginsOf } from "../versions";
import { isItem, isText } from "./forms";
import type { Place } from "./known";

const versionPattern = /^\d+\.\d+\.\d+$/;

/** What is wrong with `required_engine_version`; Falco refuses a file that asks for a newer engine than its own. */
export function engineMistakes(item: FalcoItem, { path }: Place): Mistake[] {
  const asked = item["required_engine_version"];
  const at = `${path}.required_engine_version`;
  const version = typeof asked === "number" && Number.isInteger(asked) ? `0.${asked}.0` : asked;
  if (typeof version !== "string" || !versionPattern.test(version))
    return [{ path: at, got: quote(asked), expected: "a whole number, or a version such as 0.57.0" }];
  return newer(version, falcoVersions.engine)
    ? [
        {
          path: at,
          got: quote(asked),
          expected: `${falcoVersions.engine} or older, the engine of Falco ${falcoVersions.falco}`,
        },
      ]
    : [];
}

/** What is wrong with `required_plugin_versions`; Falco stops where a plugin is not loaded, or older. */
export function pluginMistakes(item: FalcoItem, { path, instance }: Place): Mistake[] {
  const asked = item["required_plugin_versions"];
  const at = `${path}.required_plugin_versions`;
  if (!Array.isArray(asked)) return [{ path: at, got: quote(asked), expected: "a list of { name, version }" }];
  const loaded: readonly string[] = (instance === undefined ? Object.values(FalcoSource) : [instance]).flatMap(
    (source) => pluginsOf[source],
  );
  return asked.flatMap((each: unknown, index): Mistake[] => {
    const here = `${at}[${index}]`;
    if (!isItem(each)) return [{ path: here, got: quote(each), expected: "a map with name and version" }];
    const { alternatives = [] } = each;
    const options: unknown[] = [each, ...(Array.isArray(alternatives) ? (alternatives as unknown[]) : [])];
    const sound = options.filter(isRequirement);
    if (sound.length < options.length)
      return [{ path: here, got: quote(each), expected: "a name, and a version such as 0.12.0, of each plugin" }];
    const there = sound.find(({ name }) => loaded.includes(name));
    if (there === undefined)
      return [{ path: here, got: quote(each["name"]), expected: `a plugin that is loaded: ${loaded.join(", ")}` }];
    const own = falcoVersions.plugins[there.name as keyof typeof falcoVersions.plugins];
    return newer(there.version, own)
      ? [{ path: here, got: quote(there.version), expected: `${own} or older of ${there.name}` }]
      : [];
  });
}

function isRequirement(value: unknown): value is { name: string; version: string } {
  return isItem(value) && isText(value["name"]) && versionPattern.test(String(value["version"]));
}

function newer(asked: string, own: string): boolean {
  const [a, b] = [asked, own].map((each) => each.split(".").map(Number));
  const different = a!.findIndex((part, index) => part !== b![index]);
  return different !== -1 && a![different]! > b![different]!;
}
