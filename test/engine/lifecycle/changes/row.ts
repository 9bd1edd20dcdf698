import type { Settings } from "../../lab/project";
import { keyOf, setting } from "../settings";

/** One change of a setting of prod, and what the engine does about it. */
export interface Change {
  name: string;
  /** The keys that are changed, as `docs/environments.md` names them; `*` stands for a name of the user's. */
  keys: string[];
  change: (settings: Settings) => void;
  /** Done while the cluster serves: then none of what must stay is replaced. */
  everyday: boolean;
  /** Every step, `<op> <type> <name>: <properties that differ>`; braces list several. */
  steps: string[];
  /** What the engine says where it refuses; the steps are not looked at then. */
  refused?: RegExp;
}

/** A row that changes the value at one path. */
export function row(path: string, value: unknown, name: string, steps: string[], more: Partial<Change> = {}): Change {
  return { name, keys: [keyOf(path)], change: setting(path, value), everyday: true, steps, ...more };
}

/** Not while the cluster serves. */
export const rare = { everyday: false };

/** What an account provides without the stack. */
export const inherited = { mode: "inherited", vouchedBy: "platform team, register P-1" };

/** What the engine says when it would have to lose or replace what is protected, by a pattern of its name. */
export function losing(name: string): RegExp {
  return new RegExp(
    `::${name}"\\s+(?:cannot be deleted\\s+because it is protected|as it is currently marked for protection)`,
  );
}
