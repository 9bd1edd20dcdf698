import type { Evidence } from "../../catalogue/contracts";

/** A resource as the program registered it: plain values, with Pulumi's own sentinels for unknowns and secrets. */
export interface Registration {
  urn: string;
  type: string;
  name: string;
  /** False for components. */
  custom: boolean;
  /** A component of another package: its children are not visible here. */
  remote: boolean;
  /** Read by `.get()` or a StackReference, not created. */
  external: boolean;
  /** URN. */
  parent?: string;
  inputs: Record<string, unknown>;
  /** Inputs as echoed back, with the computed outputs that the fixtures know. */
  outputs: Record<string, unknown>;
  /** `<urn>::<id>` of the provider, a default one included; empty for components and providers themselves. */
  provider: string;
  providers: Record<string, string>;
  /** URNs. */
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  options: RegistrationOptions;
}

export interface RegistrationOptions {
  protect?: boolean;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  deleteBeforeReplace?: boolean;
  /** URN. */
  deletedWith?: string;
  retainOnDelete?: boolean;
  aliases: string[];
  additionalSecretOutputs: string[];
  customTimeouts?: { create?: string; update?: string; delete?: string };
  importId?: string;
  version?: string;
}

/** A violation as a policy pack reports it; all that is known of a pack that writes no evidence. */
export interface Diagnostic {
  policy: string;
  level: "mandatory" | "advisory";
  message: string;
  /** URN; absent when the pack speaks of the stack. */
  urn?: string;
}

export interface PreviewOptions {
  /** Absolute path of the project (where Pulumi.yaml is). */
  cwd: string;
  stack: string;
  /** Absolute path of the policy pack. */
  policyPack: string;
  /** Absolute path of a JSON file in the form of Pulumi's `--policy-pack-config`. */
  policyPackConfig?: string;
  /** Absolute path of a file that answers invokes. */
  fixtures?: string;
}

/** What happens while a preview runs, for progress on a terminal. */
export interface PreviewListener {
  phase?(name: "starting" | "running" | "judging"): void;
  registered?(registration: Registration): void;
}

export interface PreviewResult {
  project: string;
  stack: string;
  registrations: Registration[];
  diagnostics: Diagnostic[];
  /** The pack's evidence; where it wrote none, one that is marked incomplete. */
  evidence: Evidence;
  /** Keys of `secure:` settings that were unknown here. */
  unknownSettings: string[];
  /** Messages that the program logged, warnings and errors only. */
  log: string[];
  /** Why the preview broke, in a sentence; absent when program and pack ran to their ends. */
  broken?: string;
  /** All that a program which broke wrote on stderr, stacks included. */
  details?: string;
}
