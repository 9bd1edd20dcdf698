import { expect } from "chai";
import { authorizationPolicies } from "../../../catalogue/rules/authorization-policies";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const policy = (spec: Json): Json => ({
  apiVersion: "security.istio.io/v1",
  kind: "AuthorizationPolicy",
  metadata: { name: "web", namespace: "shop" },
  spec,
});
const narrow = { from: [{ source: { principals: ["cluster.local/ns/shop/sa/web"] } }] };
const from = (...sources: Json[]): Json => ({ from: sources.map((source) => ({ source })) });
const to = (...operations: Json[]): Json => ({ to: operations.map((operation) => ({ operation })) });

const empty = ["authorization-empty-rule"];
const open = ["authorization-open-rule"];

/** A rule beside a narrow one, and what it breaks. */
const table: [what: string, rule: Json, breaks: string[]][] = [
  ["a rule that is empty", {}, empty],
  ["empty lists", { from: [], to: [], when: [] }, empty],
  ["a caller that is nobody in particular", { from: [{}] }, open],
  ["an empty source", from({}), open],
  ["empty lists of a source", from({ principals: [], ipBlocks: [], requestPrincipals: [] }), open],
  ["a narrow source and an empty one", from({ principals: ["a"] }, {}), open],
  ["every identity", from({ principals: ["a", "*"] }), open],
  ["every namespace", from({ namespaces: ["*"] }), open],
  ["every service account", from({ serviceAccounts: ["*"] }), open],
  ["every address", from({ ipBlocks: ["0.0.0.0/0"] }), open],
  ["every address of IPv6", from({ remoteIpBlocks: ["::/0"] }), open],
  ["half of all addresses", from({ ipBlocks: ["128.0.0.0/1"] }), open],
  ["every path", to({ paths: ["/*"] }), open],
  ["an empty operation", to({}), open],
  ["every path but one", to({ notPaths: ["/admin"] }), open],
  ["everything to everybody", { ...from({ namespaces: ["*"] }), ...to({ methods: ["*"] }) }, open],
  ["one identity", narrow, []],
  ["one identity in every namespace", from({ principals: ["a"], namespaces: ["*"] }), []],
  ["any user with a token", from({ requestPrincipals: ["*"] }), []],
  ["one network", from({ ipBlocks: ["10.0.0.0/8"] }), []],
  ["one address", from({ ipBlocks: ["203.0.113.7"] }), []],
  ["one port", to({ ports: ["8443"] }), []],
  ["one method", to({ methods: ["GET"], paths: ["*"] }), []],
  ["one condition", { when: [{ key: "request.headers[x]", values: ["y"] }] }, []],
  ["one condition for everybody", { ...from({}), when: [{ key: "request.headers[x]", values: ["y"] }] }, []],
  ["one identity, whatever it does", { ...narrow, to: [{}] }, []],
];

describe("catalogue/rules: authorization policies", () => {
  for (const [what, rule, breaks] of table) {
    it(`${what}: ${breaks.join(", ") || "allowed"}`, () => {
      for (const action of [{}, { action: "ALLOW" }])
        expect(brokenIn(authorizationPolicies, policy({ ...action, rules: [narrow, rule] }))).to.deep.equal(breaks);
    });
  }

  it("may deny everything, and allow nothing", () => {
    for (const action of ["DENY", "AUDIT", "CUSTOM"])
      expect(brokenIn(authorizationPolicies, policy({ action, rules: [{}] })), action).to.deep.equal([]);
    for (const spec of [{}, { rules: [] }, { action: "ALLOW" }])
      expect(brokenIn(authorizationPolicies, policy(spec))).to.deep.equal([]);
  });
});
