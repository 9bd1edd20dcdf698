import type { Regime } from "./regime";

/** D: the property is what the requirement asks to be configured. P: one part of it. S: it supports it. */
export const Strength = { Direct: "D", Partial: "P", Supporting: "S" } as const;
export type Strength = (typeof Strength)[keyof typeof Strength];

export const Severity = { Low: "low", Medium: "medium", High: "high", Critical: "critical" } as const;
export type Severity = (typeof Severity)[keyof typeof Severity];

/** Enforcement levels, in the words of CrossGuard. */
export const Level = { Mandatory: "mandatory", Advisory: "advisory", Disabled: "disabled" } as const;
export type Level = (typeof Level)[keyof typeof Level];

export interface Mapping {
  regime: Regime;
  /** Id of a requirement of that regime. */
  requirement: string;
  strength: Strength;
  /** A limit of the claim that the report must print beside it. */
  note?: string;
}

/** The input of our component, and the setting of stacks/, that decides whether the control holds. */
export interface GoverningInput {
  /** Type token of the component, for example `rampart:index:CompliantCluster`. */
  component: string;
  /** Path of the input, for example `endpoint.publicAccess`. */
  input: string;
  /** Key of `Pulumi.<env>.yaml` that reaches it, for example `rampart:endpoint`; absent when no setting does. */
  setting?: string;
}

/**
 * How the pack judges a control.
 * resource: each resource of the named types by itself. stack: by joining several resources.
 * object: Kubernetes objects, by the rules of catalogue/rules, here and at admission. Such rules may judge a part of
 * any control, and resources of AWS a part of one of objects.
 */
export type ControlKind = "resource" | "stack" | "object";

export interface Control {
  /** For example `NET-01`. */
  id: string;
  title: string;
  /** What goes wrong without it, in a sentence or two. */
  why: string;
  severity: Severity;
  /** The level without configuration. */
  level: Level;
  kind: ControlKind;
  /** Type tokens of the resources that it is evaluated on. */
  appliesTo: string[];
  /**
   * Why it may stay unknown in a preview: the engine asks for the same policy again at deployment, with values, before it
   * makes the resource, and refuses what fails then. Only for controls that each resource decides by itself.
   */
  untilDeployment?: string;
  /** What to do in any Pulumi program or manifest, in terms of the resource's own properties. */
  remediation: string;
  /** Where Rampart's own component decides it. */
  governedBy?: GoverningInput;
  mappings: Mapping[];
  /** Documentation of the property that is judged. */
  url: string;
}

/** The page of a control, from the root of this repository. */
export const pageOf = ({ id }: Pick<Control, "id">) => `docs/controls/${id}.md`;
