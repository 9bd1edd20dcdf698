import type { ObjectRule, RuleSet } from "../contracts";
import { isWide } from "./ranges";

const isEmpty = (holder: string, key: string) => `(!has(${holder}.${key}) || size(${holder}.${key}) == 0)`;

/** No rule `r`, of what comes in or goes out, meets a test. */
const noRule = (test: string) =>
  ["ingress", "egress"]
    .map((list) => `(!has(variables.spec.${list}) || !variables.spec.${list}.exists(r, ${test}))`)
    .join(" && ");

/** A rule has a peer `p` that meets a test. */
const anyPeer = (test: string) =>
  `(${["from", "to"].map((list) => `(has(r.${list}) && r.${list}.exists(p, ${test}))`).join(" || ")})`;

const everyPort = isEmpty("r", "ports");
const selectsAll = (selector: string) =>
  `(${isEmpty(selector, "matchLabels")} && ${isEmpty(selector, "matchExpressions")})`;

const rule = (id: string, test: string, message: string, remediation: string): ObjectRule => ({
  id,
  control: "NET-05",
  expression: noRule(test),
  message,
  remediation,
});

/** What a NetworkPolicy opens, whatever denies by default beside it. */
export const networkPolicies: RuleSet = {
  id: "network-policies",
  subject: "object",
  kinds: [{ apiGroups: ["networking.k8s.io"], kinds: ["NetworkPolicy"] }],
  variables: [{ name: "spec", expression: "has(variables.anyObject.spec) ? variables.anyObject.spec : {}" }],
  rules: [
    rule(
      "policy-empty-rule",
      `${isEmpty("r", "from")} && ${isEmpty("r", "to")} && ${everyPort}`,
      "a rule of the policy is empty and allows all traffic, which cancels every default deny",
      "Name in each rule the peers (`from`, `to`) or the ports.",
    ),
    rule(
      "policy-internet",
      `${everyPort} && ${anyPeer(`has(p.ipBlock) && has(p.ipBlock.cidr) && ${isWide("p.ipBlock.cidr")}`)}`,
      "a rule of the policy allows all traffic with the internet, on every port",
      "Name narrow ranges in `ipBlock.cidr`, or the ports that are needed; two halves of the internet are the whole.",
    ),
    rule(
      "policy-every-pod",
      `${everyPort} && ${anyPeer(`has(p.namespaceSelector) && ${selectsAll("p.namespaceSelector")} && (!has(p.podSelector) || ${selectsAll("p.podSelector")}) && !has(p.ipBlock)`)}`,
      "a rule of the policy allows all traffic with every pod of the cluster, on every port",
      "Select namespaces or pods by their labels, or name the ports that are needed.",
    ),
    rule(
      "policy-empty-peer",
      anyPeer("!has(p.ipBlock) && !has(p.namespaceSelector) && !has(p.podSelector)"),
      "a peer in a rule of the policy is empty, so it limits nothing",
      "Give each peer an `ipBlock`, a `namespaceSelector` or a `podSelector`.",
    ),
  ],
};
