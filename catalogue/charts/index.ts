import type { ChartPin } from "../contracts";
import { gatekeeper } from "./gatekeeper";

export interface Charts extends Record<string, ChartPin> {
  gatekeeper: ChartPin;
}

/** Every pinned chart, by its short name. */
export const charts: Charts = { gatekeeper };
