import type { FalcoItem } from "./contracts";

/**
 * The text of a rules file. Falco reads YAML, of which JSON is a part: so what was checked and what is loaded are the same
 * document, and no text has to be quoted for YAML.
 */
export function rulesText(items: readonly FalcoItem[]): string {
  return JSON.stringify(items, undefined, 2);
}
