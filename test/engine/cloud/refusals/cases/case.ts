import type { Properties } from "../../values";

/** What was made for a case, by its name there: its outputs, and its id and ARN among them. */
export type Made = Record<string, Properties>;

/** Inputs that may name what was made before them. */
export type Wanted = (made: Made) => Properties;

/** Resources by a name of the case's own, in the order in which they are made. */
export type Before = Record<string, [type: string, inputs: Wanted]>;

/** A resource that a service refuses, and what it takes instead: so the case is about its own reason alone. */
export interface Case {
  name: string;
  before?: Before;
  type: string;
  inputs: Wanted;
  /** A part of the service's words. */
  says: string;
  /** What changes for the service to take it. */
  but?: Wanted;
  /** What has to be there besides. */
  after?: Before;
}
