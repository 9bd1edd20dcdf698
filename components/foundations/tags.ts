import type * as pulumi from "@pulumi/pulumi";
import { type Mistake, quote } from "../../catalogue/contracts";

/** Tags of an AWS resource. */
export type Tags = Record<string, pulumi.Input<string>>;

/** AWS takes 50; the rest is for `Name`, our own and those that EKS and its controllers add. */
export const mostTags = 40;
const ours = ["Name", "rampart:cluster"] as const;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The user's tags, the cluster they belong to, and a name for the console. */
export function tagsFor(tags: Tags, cluster: pulumi.Input<string>, name: string): Tags {
  return { ...tags, Name: name, "rampart:cluster": cluster };
}

/** What is wrong with a user's tags, by AWS's rules. A value that is known only later is left to AWS. */
export function tagMistakes(tags: Tags, path: string): Mistake[] {
  const mistakes: Mistake[] = [];
  const names = Object.keys(tags);
  if (names.length > mostTags) mistakes.push({ path, got: `${names.length} tags`, expected: `${mostTags} at most` });
  const seen = new Map<string, string>();
  for (const [name, value] of Object.entries(tags)) {
    const at = `${path}.${name}`;
    const plain = name.toLowerCase();
    const earlier = seen.get(plain);
    if (earlier === undefined) seen.set(plain, name);
    else {
      const expected = `another name: to IAM it is the same as ${path}.${earlier}, whatever the case`;
      mistakes.push({ path: at, got: quote(name), expected });
    }
    if (name === "" || name.length > 127 || !allowed.test(name) || /^aws:/i.test(name)) {
      const expected = "a tag name of 1 to 127 letters, digits, spaces and _.:/=+-@ that does not start with aws:";
      mistakes.push({ path: at, got: quote(name), expected });
    }
    const own = ours.find((each) => each.toLowerCase() === plain);
    if (own !== undefined) {
      const expected = `another name: the component sets the tag ${own}, and IAM takes no second in another case`;
      mistakes.push({ path: at, got: quote(name), expected });
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
