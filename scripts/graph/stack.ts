import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A resource of a golden preview, as far as its place in the order goes. */
export interface Recorded {
  urn: string;
  type: string;
  name: string;
  /** URN. */
  parent?: string;
  /** URNs of everything that must be there before it, its provider and that one's cluster included. */
  needs: string[];
}

/** A line of a golden preview. */
export interface GoldenLine {
  inputs: Record<string, unknown>;
  type: string;
  name: string;
  parent?: string;
  provider?: string;
  dependencies: string[];
}

/** The golden preview of an environment. */
export function goldenLines(environment: string): GoldenLine[] {
  const file = join(__dirname, "../../test/golden", `${environment}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as GoldenLine[];
}

/** Its resources. */
export function recordedStack(environment: string): Recorded[] {
  return goldenLines(environment).map(({ type, name, parent, provider, dependencies }) => ({
    urn: urnOf({ type, name, parent }, environment),
    type,
    name,
    ...(parent !== undefined && { parent }),
    // A provider is its URN and an id.
    needs: [...dependencies, ...(provider === undefined ? [] : [provider.split("::").slice(0, -1).join("::")])],
  }));
}

/** A golden line has no URN of its own, because that follows from the rest. */
function urnOf(
  { type, name, parent }: Pick<Recorded, "type" | "name"> & { parent: string | undefined },
  stack: string,
): string {
  const above = parent?.split("::")[2];
  const types = above === undefined || above === "pulumi:pulumi:Stack" ? type : `${above}$${type}`;
  return `urn:pulumi:${stack}::rampart::${types}::${name}`;
}
