import { noSources, type Subject } from "./subject";
import { isMap, sentinel } from "./unknown";

/**
 * A resource as it may be after a deployment that ignores changes: what is named in `ignoreChanges` stays as it is
 * deployed, which nobody here knows. Undefined where no change is ignored.
 */
export function withIgnored(subject: Subject): Subject | undefined {
  if (subject.ignoreChanges.length === 0) return undefined;
  const paths = subject.ignoreChanges.map(parsePath);
  const everything = paths.some(isEverything);
  const tops = new Set(paths.map(([first]) => first));
  return {
    ...subject,
    props: everything ? unseen(subject.props) : paths.reduce(hide, subject.props),
    sources: (property) => (everything || tops.has(property) ? noSources() : subject.sources(property)),
  };
}

/** Whether some work with a resource reads a property of it of which changes are ignored. */
export function readsIgnored(subject: Subject, work: (watched: Subject) => unknown): boolean {
  const paths = subject.ignoreChanges.map(parsePath);
  const tops = new Set(paths.map(([first]) => first));
  const read = new Set<string | symbol>();
  const props = new Proxy(subject.props, {
    getOwnPropertyDescriptor: (target, key) => {
      read.add(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
  work({ ...subject, props });
  return paths.some(isEverything) || [...tops].some((top) => top !== undefined && read.has(top));
}

/** `a.b[0]["c.d"]` → a, b, 0, c.d */
function parsePath(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}

/** A path that names no property leads to all of them. */
const isEverything = ([first]: readonly string[]) => first === undefined || first === "*";

/** Every property is unknown, the ones that are not set as well. */
function unseen(props: Record<string, unknown>): Record<string, unknown> {
  const descriptor = { value: sentinel, configurable: true, enumerable: true };
  return new Proxy({ ...props }, { get: () => sentinel, getOwnPropertyDescriptor: () => descriptor });
}

/** A copy in which the end of the path is unknown, or the first thing on it that is not there. */
function hide(props: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  return hidden(props, path) as Record<string, unknown>;
}

function hidden(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return sentinel;
  if (Array.isArray(value))
    return key === "*" || Number(key) in value
      ? value.map((each: unknown, index) => (key === "*" || index === Number(key) ? hidden(each, rest) : each))
      : sentinel;
  if (!isMap(value)) return sentinel;
  if (key === "*") return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hidden(each, rest)]));
  return { ...value, [key]: hidden(value[key], rest) };
}
