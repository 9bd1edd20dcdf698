import type { FalcoSource } from "../contracts";
import type { Expression } from "../grammar";

/** An exception as it was first written, for values that are appended to it. */
export interface KnownException {
  /** One field by its name alone: then each value is one text. */
  short: boolean;
  /** Comparison of each field. */
  comps: string[];
}

export interface KnownRule {
  source: FalcoSource;
  condition: string;
  exceptions: Map<string, KnownException>;
}

export interface KnownMacro {
  condition: string;
  /** None where it could not be read. */
  read: Expression | undefined;
}

/** What the entries of the files define, up to the one that is checked: Falco sees nothing that comes later. */
export interface Known {
  lists: Set<string>;
  macros: Map<string, KnownMacro>;
  rules: Map<string, KnownRule>;
}

export function nothingKnown(): Known {
  return { lists: new Set(), macros: new Map(), rules: new Map() };
}

/** What every check of one entry needs. */
export interface Place {
  known: Known;
  /** Path of the entry, for example `rules.syscall[2]`. */
  path: string;
  /** The source of the Falco that loads the file; none where rules of both may stand in it. */
  instance: FalcoSource | undefined;
}
