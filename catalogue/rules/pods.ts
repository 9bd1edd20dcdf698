import type { ObjectRule, RuleSet } from "../contracts";
import { podCarriers } from "./carriers";
import { hostRules } from "./host";
import { isolationRules } from "./isolation";
import { privilegeRules } from "./privileges";
import { podVariables } from "./variables";

const all: ObjectRule[] = [...hostRules, ...privilegeRules, ...isolationRules];

/** The Pod Security Standards, level restricted: the rules of its baseline first. */
export const podRules: ObjectRule[] = [
  ...all.filter(({ standard }) => standard === "baseline"),
  ...all.filter(({ standard }) => standard === "restricted"),
];

export const pods: RuleSet = {
  id: "pods",
  subject: "pod-template",
  kinds: podCarriers,
  variables: podVariables,
  rules: podRules,
};
