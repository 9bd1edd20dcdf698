/** One call of the engine, as it was answered. */
export interface Call {
  method: "create" | "read" | "update" | "delete";
  urn: string;
  type: string;
  id: string;
  /** Epoch, in ms. */
  started: number;
  /** Epoch, in ms. */
  ended: number;
  /** "lost" was never answered. */
  outcome: "done" | "refused" | "lost";
  preview: boolean;
}

export type CallMatch = Pick<Call, "method" | "type" | "urn">;

/** How long calls take, and which of them go wrong. */
export interface Plan {
  /** How long a call takes, in ms. @default 0 */
  latency?: (call: CallMatch) => number;
  /** Asked before each create, update and delete outside of previews; the number counts such calls from 1. */
  fault?: (call: CallMatch & { number: number }) => Fault | undefined;
}

export type Fault =
  /** Answered with an error, and nothing happened in the cloud. */
  | { kind: "refuse"; message: string }
  /** Never answered: `act` ends the engine or the provider. Received means that the cloud has done it before. */
  | { kind: "cut"; received: boolean; act: () => void | Promise<void> };
