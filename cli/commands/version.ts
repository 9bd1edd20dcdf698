import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of the package that this file belongs to, built or not: that of the nearest `@rampart/rampart` above it. */
export function version(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file)) {
      const content = JSON.parse(readFileSync(file, "utf8")) as { name?: string; version?: string };
      if (content.name === "@rampart/rampart") return content.version ?? "0.0.0";
    }
    if (folder === dirname(folder)) return "0.0.0";
  }
}
