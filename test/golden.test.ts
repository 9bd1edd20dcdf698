import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Registration } from "../cli/preview/types";
import { configOf, environments, root } from "./stacks/config";
import { record } from "./support/recorder";

const program = join(root, "stacks/index.ts");

/** What the program of an environment registers, as a reader of a change wants to see it: sorted, without what follows from the rest. */
async function previewOf(stack: string): Promise<string> {
  const { registrations } = await record(
    () => {
      delete require.cache[program];
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the program runs when it is loaded, once per environment
      return require(program) as unknown;
    },
    { project: "rampart", stack, config: configOf(`Pulumi.${stack}.yaml`) },
  );
  const sorted = [...registrations].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return `${JSON.stringify(sorted.map(line), sortKeys, 2)}\n`;
}

function line({
  type,
  name,
  parent,
  provider,
  providers,
  inputs,
  dependencies,
  propertyDependencies,
  options,
}: Registration) {
  const linked = Object.entries(propertyDependencies).filter(([, urns]) => urns.length > 0);
  return {
    type,
    name,
    parent,
    provider: provider || undefined,
    providers: isEmpty(providers) ? undefined : providers,
    inputs,
    dependencies: [...dependencies].sort(),
    propertyDependencies: Object.fromEntries(linked.map(([key, urns]) => [key, [...urns].sort()])),
    options: Object.fromEntries(Object.entries(options).filter(([, value]) => !isEmpty(value))),
  };
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** JSON with its keys in order, so that a change of an object's making is no change here. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe("golden previews", () => {
  for (const environment of environments) {
    it(`${environment} registers what test/golden/${environment}.json says`, async () => {
      const file = join(__dirname, `golden/${environment}.json`);
      const now = await previewOf(environment);
      // Set by `npm run golden` (scripts/golden.ts).
      if (process.env.RAMPART_GOLDEN === "renew") writeFileSync(file, now);
      const committed = existsSync(file) ? readFileSync(file, "utf8") : "[]\n";
      expect(
        JSON.parse(now),
        `${environment} changed. If that is meant, \`npm run golden\` renews the files; their diff is what the change does`,
      ).to.deep.equal(JSON.parse(committed));
    });
  }

  it("are the same however often they are made", async () => {
    expect(await previewOf("dev")).to.equal(await previewOf("dev"));
  });

  it("see a change of a setting", async () => {
    expect(await previewOf("dev")).not.to.equal(await previewOf("staging"));
  });
});
