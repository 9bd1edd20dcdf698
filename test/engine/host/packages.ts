import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";

interface Manifest {
  version: string;
  pulumi?: { resource?: boolean; name?: string; version?: string };
}

/** The provider plugins that the installed packages ask for: those whose package.json has `pulumi.resource`. */
export function pluginsOf(folder: string): language.GetRequiredPackagesResponse {
  const response = new language.GetRequiredPackagesResponse();
  const modules = nearestModules(folder);
  const scope = join(modules, "@pulumi");
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const file = join(scope, name, "package.json");
    if (!existsSync(file)) continue;
    const { version, pulumi } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
    if (!pulumi?.resource) continue;
    const dependency = new plugin.PackageDependency();
    dependency.setKind("resource");
    dependency.setName(pulumi.name ?? name);
    dependency.setVersion(pulumi.version ?? version);
    response.addPackages(dependency);
  }
  return response;
}

function nearestModules(folder: string): string {
  const modules = join(folder, "node_modules");
  if (existsSync(modules) || dirname(folder) === folder) return modules;
  return nearestModules(dirname(folder));
}
