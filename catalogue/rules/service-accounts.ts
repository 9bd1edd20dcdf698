import type { RuleSet, RuleVariable } from "../contracts";
import { podCarriers } from "./carriers";
import { podVariables } from "./variables";

const control = "RBAC-03";

/** The service account of a pod; `serviceAccount` is the older name of the field, and counts where the newer is empty. */
const account: RuleVariable = {
  name: "account",
  expression:
    'has(variables.pod.serviceAccountName) && variables.pod.serviceAccountName != "" ? variables.pod.serviceAccountName : has(variables.pod.serviceAccount) ? variables.pod.serviceAccount : ""',
};

/** Whose token a pod mounts. */
export const podTokens: RuleSet = {
  id: "pod-tokens",
  subject: "pod-template",
  kinds: podCarriers,
  variables: [...podVariables, account],
  rules: [
    {
      id: "pod-default-token",
      control,
      expression:
        '(has(variables.pod.automountServiceAccountToken) && variables.pod.automountServiceAccountToken == false) || !variables.account.matches("^(default)?$")',
      message: "the pod mounts a token of the account default",
      remediation:
        "Set `automountServiceAccountToken: false` in the pod spec, or name an account of the workload's own in `serviceAccountName`.",
    },
  ],
};

/** What accounts hand out by themselves. */
export const serviceAccounts: RuleSet = {
  id: "service-accounts",
  subject: "object",
  kinds: [
    {
      apiGroups: [""],
      kinds: ["ServiceAccount"],
      warnOnly:
        "Kubernetes makes the account default of each namespace without a word about its token, and no pod starts where it is refused.",
    },
  ],
  variables: [],
  rules: [
    {
      id: "default-account-token",
      control,
      expression:
        '!has(variables.anyObject.metadata.name) || variables.anyObject.metadata.name != "default" || (has(variables.anyObject.automountServiceAccountToken) && variables.anyObject.automountServiceAccountToken == false)',
      message: "the account default hands its token to every pod that names no account",
      remediation: "Set `automountServiceAccountToken: false` on the ServiceAccount default.",
    },
  ],
};

/** Tokens that lie in Secrets. */
export const tokenSecrets: RuleSet = {
  id: "token-secrets",
  subject: "object",
  kinds: [{ apiGroups: [""], kinds: ["Secret"] }],
  variables: [],
  rules: [
    {
      id: "lasting-token",
      control,
      expression: '!has(variables.anyObject.type) || variables.anyObject.type != "kubernetes.io/service-account-token"',
      message: "the Secret holds a token of a service account that never expires",
      remediation:
        "Remove the Secret; let pods mount tokens that expire, and ask for others with `kubectl create token`.",
    },
  ],
};
