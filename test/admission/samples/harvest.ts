import { resolve } from "node:path";

/** A test of a harvested file: its title, with those of the groups around it, and what it does. */
interface Collected {
  title: string;
  run: () => unknown;
}

/**
 * Loads a test file and collects its tests instead of handing them to mocha; `replaced` stands in for a module that the
 * file imports. So the laboratory judges the very objects that the unit tests judge, those to come included.
 */
export function collectTests(file: string, replaced: { module: string; by: Record<string, unknown> }): Collected[] {
  const path = resolve(__dirname, "..", "..", file);
  const module = resolve(__dirname, "..", "..", replaced.module);
  const collected: Collected[] = [];
  const titles: string[] = [];
  const describe = (title: string, body: () => void) => {
    titles.push(title);
    body();
    titles.pop();
  };
  const it = (title: string, run: () => unknown) => collected.push({ title: [...titles, title].join(" / "), run });
  /* eslint-disable @typescript-eslint/no-require-imports -- modules are put in the place of others by their paths */
  const real = require(module) as Record<string, unknown>;
  const cached = require.cache[module]!;
  const mocha = { describe: globalThis.describe, it: globalThis.it };
  const loadedBefore = require.cache[path];
  delete require.cache[path];
  try {
    cached.exports = { ...real, ...replaced.by };
    Object.assign(globalThis, { describe, it });
    require(path);
  } finally {
    cached.exports = real;
    Object.assign(globalThis, mocha);
    if (loadedBefore === undefined) delete require.cache[path];
    else require.cache[path] = loadedBefore;
  }
  return collected;
}
