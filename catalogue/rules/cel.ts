/** A list of strings as CEL writes it. */
export function quoted(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
}
