import { type Control, type Level, type PackSettings, stackPolicyNames } from "../../../catalogue";

/** Levels as the engine configured them, by policy name; `all` speaks for those that are not named. */
export type EngineLevels = ReadonlyMap<string, Level>;

/** The level of a policy in the engine. */
export function policyLevel(policy: string, own: Level, engine: EngineLevels): Level {
  return engine.get(policy) ?? engine.get("all") ?? own;
}

/** How a control is enforced. */
export interface Enforcement {
  /** The level that holds in the end. */
  level: Level;
  /** Whether its own policy reports failures while resources are analysed; else a stack policy does, at the end. */
  reportedByOwnPolicy: boolean;
}

/**
 * The effective level of a control: the catalogue's, over it the pack's settings, over them what the engine sets for
 * the control's policy, because that decides what the engine runs. The engine hands over a level for every policy, so
 * one counts as set when it differs from what the policy declares. A whole-stack control is run by a stack policy and
 * has the level of that one.
 */
export function enforcementOf(control: Control, settings: PackSettings, engine: EngineLevels): Enforcement {
  const asked = settings.levels?.[control.id] ?? control.level;
  if (control.kind === "stack") return { level: stackLevel(asked, engine), reportedByOwnPolicy: false };
  const own = policyLevel(control.id, control.level, engine);
  const level = own === control.level ? asked : own;
  return { level, reportedByOwnPolicy: level === own };
}

/** The level at which a stack policy reports what was asked to be of some level. */
export function stackLevel(asked: Level, engine: EngineLevels): Level {
  return asked === "disabled" ? "disabled" : policyLevel(stackPolicyNames[asked], asked, engine);
}

/** The stack policy that reports what has a level; undefined for what is disabled. */
export function stackPolicyFor(control: Control, settings: PackSettings, engine: EngineLevels): string | undefined {
  const asked =
    control.kind === "stack"
      ? (settings.levels?.[control.id] ?? control.level)
      : enforcementOf(control, settings, engine).level;
  return asked === "disabled" ? undefined : stackPolicyNames[asked];
}
