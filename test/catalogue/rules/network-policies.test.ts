import { expect } from "chai";
import { networkPolicies } from "../../../catalogue/rules/network-policies";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const policy = (spec: Json): Json => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "web", namespace: "shop" },
  spec,
});
const peers = (...list: Json[]): Json => ({ peers: list });
const blocks = (...cidrs: string[]) => peers(...cidrs.map((cidr) => ({ ipBlock: { cidr } })));
const labelled = { matchLabels: { app: "api" } };
const ports = [{ protocol: "TCP", port: 443 }];

/** A rule, whose peers are those of its direction, and what it breaks. */
const table: [what: string, rule: Json, breaks: string[]][] = [
  ["an empty rule", {}, ["policy-empty-rule"]],
  ["empty lists", { peers: [], ports: [] }, ["policy-empty-rule"]],
  ["ports", { ports }, []],
  ["some pods", peers({ podSelector: labelled }), []],
  ["all pods of its own namespace", peers({ podSelector: {} }), []],
  ["every namespace", peers({ podSelector: labelled }, { namespaceSelector: {} }), ["policy-every-pod"]],
  ["every pod of every namespace", peers({ namespaceSelector: {}, podSelector: {} }), ["policy-every-pod"]],
  [
    "selectors of empty lists",
    peers({ namespaceSelector: { matchLabels: {}, matchExpressions: [] } }),
    ["policy-every-pod"],
  ],
  ["some pods of every namespace", peers({ namespaceSelector: {}, podSelector: labelled }), []],
  ["some namespaces", peers({ namespaceSelector: labelled }), []],
  ["every namespace on one port", { ...peers({ namespaceSelector: {} }), ports }, []],
  ["a peer that is empty", peers({ podSelector: labelled }, {}), ["policy-empty-peer"]],
  ["a peer that is empty, on one port", { ...peers({}), ports }, ["policy-empty-peer"]],
  ["the internet", blocks("10.0.0.0/16", "0.0.0.0/0"), ["policy-internet"]],
  ["the internet of IPv6", blocks("::/0"), ["policy-internet"]],
  ["its halves", blocks("0.0.0.0/1", "128.0.0.0/1"), ["policy-internet"]],
  ["a half of IPv6", blocks("2000::/4"), ["policy-internet"]],
  ["a range wider than any owner's", blocks("8.0.0.0/7"), ["policy-internet"]],
  [
    "all but one address",
    peers({ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }),
    ["policy-internet"],
  ],
  ["no ports", { ...blocks("0.0.0.0/0"), ports: [] }, ["policy-internet"]],
  ["the internet on one port", { ...blocks("0.0.0.0/0"), ports }, []],
  ["a range of one's own", blocks("10.0.0.0/8", "2001:db8::/32", "fd00::/8", "10.0.0.0/16"), []],
];

describe("catalogue/rules: network policies", () => {
  for (const [what, { peers: own, ...rule }, breaks] of table) {
    it(`${what}: ${breaks.join(", ") || "allowed"}`, () => {
      const said = (direction: string, key: string) =>
        brokenIn(
          networkPolicies,
          policy({
            podSelector: labelled,
            [direction]: [{ ports }, { ...rule, ...(own === undefined ? {} : { [key]: own }) }],
          }),
        );
      expect(said("ingress", "from")).to.deep.equal(breaks);
      expect(said("egress", "to")).to.deep.equal(breaks);
    });
  }

  it("may hold no rule at all", () => {
    for (const spec of [{ podSelector: {} }, { podSelector: {}, ingress: [], egress: [] }])
      expect(brokenIn(networkPolicies, policy(spec))).to.deep.equal([]);
  });
});
