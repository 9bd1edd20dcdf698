export * from "./admission";
export { charts } from "./charts";
export * from "./contracts";
export { controlById, controls } from "./controls";
export { readPackSettings } from "./pack-settings";
export * from "./posture";
export { regimes } from "./regimes";
export { podCarriers, podRules, podVariables, podVariablesAt, rulesAt } from "./rules";
