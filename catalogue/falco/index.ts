export { type CheckOptions, checkRules } from "./checker";
export { type FalcoItem, FalcoPriority, FalcoSource } from "./contracts";
export { fieldLists, fieldsOf } from "./fields";
export { parseCondition } from "./grammar";
export { weakened } from "./ours";
export { rulesText } from "./render";
export { falcoItems, falcoRules, type FalcoRuleSettings, falcoRunbook } from "./rules";
export { upstreamRules } from "./upstream";
export { falcoArtifacts, type FalcoPlugin, falcoVersions, pluginsOf } from "./versions";
