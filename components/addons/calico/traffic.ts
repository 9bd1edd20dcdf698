import type { Traffic } from "../../releases";

/**
 * Nothing: the operator, and the Job that removes what it made, work in the network of their node, which no NetworkPolicy
 * selects. Whatever else starts in their namespace stays closed. The pods in calico-system are the operator's own affair.
 */
export const operatorTraffic: Record<string, Traffic> = {};
