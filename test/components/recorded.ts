import { CompliantCluster, type CompliantClusterArgs } from "../../index";
import type { Registration } from "../../cli/preview/types";
import { record, type RecordOptions, type Recording } from "../support/recorder";

/** Records a cluster named `main`. */
export function recordCluster(args: CompliantClusterArgs = {}, options: RecordOptions = {}): Promise<Recording> {
  return record(() => void new CompliantCluster("main", args), options);
}

/** The short end of a URN: `<type>::<name>` without parents. */
export function shortUrn(urn: string): string {
  const [types, name] = urn.split("::").slice(-2);
  return `${types!.split("$").at(-1)}::${name}`;
}

/** What a resource names as its dependencies, by explicit option or by property, in short, sorted. */
export function dependenciesOf(registration: Registration): string[] {
  return [...new Set(registration.dependencies.map(shortUrn))].sort();
}

/** What one property comes from, in short, sorted. */
export function sourceOf(registration: Registration, property: string): string[] {
  return (registration.propertyDependencies[property] ?? []).map(shortUrn).sort();
}

/** Everything that must be there before a resource, near and far. */
export function allBefore(recording: Recording, registration: Registration): Set<string> {
  const byUrn = new Map(recording.registrations.map((each) => [each.urn, each]));
  const found = new Set<string>();
  const visit = (urn: string) => {
    if (found.has(urn)) return;
    found.add(urn);
    const each = byUrn.get(urn);
    // A provider is a URN and an id; what it waits for, its resources wait for.
    const provider = each?.provider.split("::").slice(0, -1).join("::");
    [...(each?.dependencies ?? []), ...(provider ? [provider] : [])].forEach(visit);
  };
  visit(registration.urn);
  found.delete(registration.urn);
  return found;
}

/** A property of a property, for reading recorded inputs. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (current, key) => (current as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

/** A policy document that was registered as JSON text, or as an object. */
export function policyOf(policy: unknown): { Version: string; Statement: Record<string, unknown>[] } {
  return (typeof policy === "string" ? JSON.parse(policy) : policy) as ReturnType<typeof policyOf>;
}
