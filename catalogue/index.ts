export * from "./admission";
export { charts } from "./charts";
export * from "./contracts";
export { controlById, controls } from "./controls";
export { waiverControl } from "./controls/governance";
export { parametersOf, type Parameters } from "./pack-parameters";
export { controlsOfParts, parts, partsOfControl } from "./parts";
export { readPackSettings, rules as ruleSettingsShape, settingsOutside } from "./pack-settings";
export * from "./posture";
export { regimes } from "./regimes";
export {
  ebsProvisioners,
  modernTlsPolicy,
  noSecrets,
  objectRules,
  podCarriers,
  podRules,
  podVariables,
  ruleSets,
  secretPatterns,
  setsAt,
} from "./rules";
