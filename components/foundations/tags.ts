import type * as pulumi from "@pulumi/pulumi";
import { type Mistake, quote } from "../../catalogue/contracts";

/** Tags of an AWS resource. */
export type Tags = Record<string, pulumi.Input<string>>;

/** AWS takes 50; the rest is for `Name`, our own and those that EKS and its controllers add. */
export const mostTags = 40;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The user's tags, the cluster they belong to, and a name for the console. */
export function tagsFor(tags: Tags, cluster: string, name: string): Tags {
  return { ...tags, Name: name, "rampart:cluster": cluster };
}

/** What is wrong with a user's tags, by AWS's rules. A value that is known only later is left to AWS. */
export function tagMistakes(tags: Tags, path: string): Mistake[] {
  const mistakes: Mistake[] = [];
  const names = Object.keys(tags);
  if (names.length > mostTags) mistakes.push({ path, got: `${names.length} tags`, expected: `${mostTags} at most` });
  for (const [name, value] of Object.entries(tags)) {
    const at = `${path}.${name}`;
    if (name === "" || name.length > 127 || !allowed.test(name) || /^aws:/i.test(name)) {
      const expected = "a tag name of 1 to 127 letters, digits, spaces and _.:/=+-@ that does not start with aws:";
      mistakes.push({ path: at, got: quote(name), expected });
    }
    if (name === "Name" || name === "rampart:cluster") {
      mistakes.push({ path: at, got: quote(name), expected: "another name: the component sets this tag" });
    }
    if (typeof value === "string" && (value.length > 256 || !allowed.test(value))) {
      const expected = "a value of at most 256 letters, digits, spaces and _.:/=+-@";
      mistakes.push({ path: at, got: quote(value), expected });
    }
    if (value === undefined || value === null || typeof value === "number" || typeof value === "boolean") {
      mistakes.push({ path: at, got: quote(value), expected: "a text" });
    }
  }
  return mistakes;
}
