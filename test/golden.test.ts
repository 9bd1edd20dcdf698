import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Registration } from "../cli/preview/types";
import { configOf, environments, root } from "./stacks/config";
import { CompliantCluster, type CompliantClusterArgs } from "../index";
import { modes } from "./components/compliant-cluster/modes";
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

function unordered(each: ReturnType<typeof line>) {
  return { ...each, dependencies: undefined, propertyDependencies: undefined };
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** JSON with its keys in order, so that a change of an object's making is no change here. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A cluster in one of the ways in which its platform can be. What comes before what is for the test of the order to say. */
async function clusterOf(args: CompliantClusterArgs): Promise<Map<string, unknown>> {
  const { registrations } = await record(() => void new CompliantCluster("main", args), { stack: "test" });
  return new Map(registrations.map((each) => [each.urn, JSON.parse(JSON.stringify(unordered(line(each)), sortKeys))]));
}

/** What one has and the other has not, or has in another way. Who waits for it all is left out: it waits for all of it. */
function differenceOf(before: Map<string, unknown>, after: Map<string, unknown>) {
  const same = (urn: string) => JSON.stringify(before.get(urn)) === JSON.stringify(after.get(urn));
  const of = (urns: Iterable<string>) => [...urns].filter((urn) => !urn.includes("DestroyGuard")).sort();
  return {
    added: of(after.keys())
      .filter((urn) => !before.has(urn))
      .map((urn) => after.get(urn)),
    changed: of(after.keys())
      .filter((urn) => before.has(urn) && !same(urn))
      .map((urn) => after.get(urn)),
    removed: of(before.keys()).filter((urn) => !after.has(urn)),
  };
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

  for (const [mode, args] of Object.entries(modes).filter(([name]) => name !== "by default")) {
    it(`a cluster ${mode} differs from the default as its file says`, async () => {
      const file = join(__dirname, `golden/platform/${mode.replace(/\W+/g, "-")}.json`);
      const now = `${JSON.stringify(differenceOf(await clusterOf(modes["by default"]!), await clusterOf(args)), sortKeys, 2)}\n`;
      if (process.env.RAMPART_GOLDEN === "renew") writeFileSync(file, now);
      const committed = existsSync(file) ? readFileSync(file, "utf8") : "{}\n";
      expect(JSON.parse(now), `${mode} changed: \`npm run golden\` renews the file`).to.deep.equal(
        JSON.parse(committed),
      );
    });
  }

  it("see a change of a setting", async () => {
    expect(await previewOf("dev")).not.to.equal(await previewOf("staging"));
  });
});
