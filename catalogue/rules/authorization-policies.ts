import type { RuleSet } from "../contracts";
import { isWide } from "./ranges";

/** A list that is absent or empty limits nothing. */
const isEmpty = (holder: string, key: string) => `(!has(${holder}.${key}) || size(${holder}.${key}) == 0)`;

/** The list of any of these keys limits nothing, or holds what does not. */
const eachOf = (holder: string, keys: readonly string[], anything?: string) =>
  keys
    .map((key) =>
      anything === undefined
        ? isEmpty(holder, key)
        : `(${isEmpty(holder, key)} || ${holder}.${key}.exists(x, ${anything}))`,
    )
    .join(" && ");

const star = 'x in ["*", "/*"]';

/**
 * Of a mesh in which all have an identity, whoever has one is everybody; a token of a user is a limit, whoever it is.
 * Exceptions (`notPaths`) limit nothing that counts.
 */
const anySource = [
  eachOf("f.source", ["principals", "namespaces", "serviceAccounts"], star),
  eachOf("f.source", ["ipBlocks", "remoteIpBlocks"], isWide("x")),
  eachOf("f.source", ["requestPrincipals"]),
].join(" && ");
const anyOperation = [
  eachOf("t.operation", ["hosts", "methods", "paths"], star),
  eachOf("t.operation", ["ports"]),
].join(" && ");

const silent = ["from", "to", "when"].map((key) => isEmpty("r", key)).join(" && ");
const open = [
  isEmpty("r", "when"),
  `(${isEmpty("r", "from")} || r.from.exists(f, !has(f.source) || (${anySource})))`,
  `(${isEmpty("r", "to")} || r.to.exists(t, !has(t.operation) || (${anyOperation})))`,
].join(" && ");

/** Who may call the services of a mesh. */
export const authorizationPolicies: RuleSet = {
  id: "authorization-policies",
  subject: "object",
  kinds: [{ apiGroups: ["security.istio.io"], kinds: ["AuthorizationPolicy"] }],
  variables: [
    { name: "spec", expression: "has(variables.anyObject.spec) ? variables.anyObject.spec : {}" },
    { name: "allows", expression: '!has(variables.spec.action) || variables.spec.action == "ALLOW"' },
    { name: "rules", expression: "has(variables.spec.rules) ? variables.spec.rules : []" },
  ],
  rules: [
    {
      id: "authorization-empty-rule",
      control: "RBAC-04",
      expression: `!variables.allows || !variables.rules.exists(r, ${silent})`,
      message: "a rule of the policy is empty and allows everything, which cancels every default deny",
      remediation: "Name in each of `rules` a source, an operation or a condition.",
    },
    {
      id: "authorization-open-rule",
      control: "RBAC-04",
      expression: `!variables.allows || !variables.rules.exists(r, !(${silent}) && ${open})`,
      message: "a rule of the policy names anybody and anything, so it allows everything",
      remediation:
        "Name in each of `rules` sources or operations instead of `*`, of the internet, or of an empty entry.",
    },
  ],
};
