/** Priorities of Falco, the loudest first: the eight full names, as falcosidekick reads them too. */
export const FalcoPriority = {
  Emergency: "emergency",
  Alert: "alert",
  Critical: "critical",
  Error: "error",
  Warning: "warning",
  Notice: "notice",
  Informational: "informational",
  Debug: "debug",
} as const;
export type FalcoPriority = (typeof FalcoPriority)[keyof typeof FalcoPriority];

/** Where a rule's events come from: the kernel of each node, or the audit log of the API server. */
export const FalcoSource = { Syscall: "syscall", Audit: "k8s_audit" } as const;
export type FalcoSource = (typeof FalcoSource)[keyof typeof FalcoSource];

/** One entry of a rules file: a rule, a macro, a list, or what it requires. */
export type FalcoItem = Record<string, unknown>;

/** A place in a rule where known good is named later, by values that are appended to it. */
export interface FalcoException {
  name: string;
  fields: string[];
  comps?: string[];
}

/** A rule of ours. */
export interface FalcoRule {
  name: string;
  /** What happened, in a sentence. */
  what: string;
  source: FalcoSource;
  condition: string;
  /** Text of the alert; the runbook is added to it. */
  output: string;
  priority: FalcoPriority;
  /** Controls of the catalogue and requirements of the regimes, beside the tactic. */
  tags: string[];
  /** The page in docs/runbooks that says what to do. */
  runbook: string;
  exceptions?: FalcoException[];
  /** The setting without which it could never match, so that it is left out. */
  needs?: "regulatedNamespaces" | "dataMounts" | "breakGlassUsers";
}
