import { type Fact, fact } from "./fact";

/** What a JSON text says, in the place of the text; anything else as it is. */
export function fromJson(property: Fact): Fact {
  const { value, path } = property;
  if (typeof value !== "string") return property;
  try {
    return fact({ [path]: JSON.parse(value) as unknown }).at([path]);
  } catch {
    return property;
  }
}
