import type { Posture } from "../../catalogue";

/** What the settings of every part are measured by. */
export interface Asked {
  /** The cluster's name. */
  name: string;
  /** The strictest parameters of the regimes in force. */
  posture: Posture;
  /** Where the stack is deployed, where that is known before anything is registered. */
  region?: string;
}
