import type { ObjectRule } from "../contracts";
import { hostRules } from "./host";
import { isolationRules } from "./isolation";
import { privilegeRules } from "./privileges";

export { podCarriers } from "./carriers";
export { podVariables, podVariablesAt } from "./variables";
export { rulesAt } from "./version";

const all: ObjectRule[] = [...hostRules, ...privilegeRules, ...isolationRules];

/** The Pod Security Standards, level restricted: the rules of its baseline first. */
export const podRules: readonly ObjectRule[] = [
  ...all.filter(({ standard }) => standard === "baseline"),
  ...all.filter(({ standard }) => standard === "restricted"),
];
