import { isUnknown } from "../facts/unknown";

/** The same properties, with word of each unknown that is read. What is only listed is not read. */
export function watched<T extends object>(source: T, onUnknown: () => void): T {
  // A copy, because a proxy of what is frozen must hand out the very values.
  const copy = (Array.isArray(source) ? Array.from<unknown>(source) : { ...source }) as T;
  return new Proxy(copy, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (isUnknown(value)) onUnknown();
      return typeof value === "object" && value !== null ? watched(value, onUnknown) : value;
    },
  });
}
