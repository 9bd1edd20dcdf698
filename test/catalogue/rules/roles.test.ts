import { expect } from "chai";
import { aggregation, roles } from "../../../catalogue/rules/roles";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const apiVersion = "rbac.authorization.k8s.io/v1";
const reads = { apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list", "watch"] };
const role = (...rules: Json[]): Json => ({
  apiVersion,
  kind: "Role",
  metadata: { name: "reader", namespace: "shop" },
  rules: [reads, ...rules],
});
const clusterRole = (more: Json): Json => ({ apiVersion, kind: "ClusterRole", metadata: { name: "reader" }, ...more });

const core = (resource: string, ...verbs: string[]) => ({ apiGroups: [""], resources: [resource], verbs });
const webhooks = (resource: string, ...verbs: string[]) => ({
  apiGroups: ["admissionregistration.k8s.io"],
  resources: [resource],
  verbs,
});

/** One rule beside a harmless one, and every rule of the catalogue that it breaks. */
const table: [what: string, rule: Json, breaks: string[]][] = [
  ["every verb", { ...reads, verbs: ["get", "*"] }, ["role-wildcard-verbs"]],
  ["every resource", core("*", "get"), ["role-wildcard-resources"]],
  ["the status of everything", core("*/status", "update"), ["role-wildcard-resources"]],
  ["every token", core("*/token", "create"), ["role-wildcard-resources"]],
  ["every part of pods", core("pods/*", "create"), ["role-wildcard-resources"]],
  ["every group", { ...reads, apiGroups: ["*"] }, ["role-wildcard-groups"]],
  [
    "all of these at once",
    { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
    ["role-wildcard-verbs", "role-wildcard-resources", "role-wildcard-groups"],
  ],
  ["every URL", { nonResourceURLs: ["/metrics", "*"], verbs: ["get"] }, ["role-wildcard-urls"]],
  ["every URL below the root", { nonResourceURLs: ["/*"], verbs: ["get"] }, ["role-wildcard-urls"]],
  ["every URL, with more stars", { nonResourceURLs: ["/**"], verbs: ["get"] }, ["role-wildcard-urls"]],
  ["URLs below a path", { nonResourceURLs: ["/healthz/*", "/metrics"], verbs: ["get"] }, []],
  ["every verb on a URL", { nonResourceURLs: ["/metrics"], verbs: ["*"] }, ["role-wildcard-verbs"]],
  ["the verb escalate", core("roles", "escalate"), ["role-escalation-verbs"]],
  ["the verb bind on a named role", { ...core("roles", "bind"), resourceNames: ["view"] }, ["role-escalation-verbs"]],
  ["the verb impersonate", core("users", "impersonate"), ["role-escalation-verbs"]],
  ["limited impersonation", core("users", "impersonate:user-info"), ["role-escalation-verbs"]],
  ["the proxy of nodes", core("nodes/proxy", "get"), ["role-node-proxy"]],
  ["the proxy of nodes for no verb", { apiGroups: [""], resources: ["nodes/proxy"] }, ["role-node-proxy"]],
  ["nodes", core("nodes", "get", "list"), []],
  ["the proxy of services", core("services/proxy", "get"), []],
  ["tokens", core("serviceaccounts/token", "create"), ["role-token-creation"]],
  ["a named account's tokens", { ...core("serviceaccounts/token", "create"), resourceNames: ["a"] }, []],
  ["accounts", core("serviceaccounts", "create", "get"), []],
  ["getting secrets", core("secrets", "get"), ["role-secrets-read"]],
  ["listing secrets", core("secrets", "list"), ["role-secrets-read"]],
  ["watching secrets", core("secrets", "watch"), ["role-secrets-read"]],
  ["secrets of no group", { resources: ["secrets"], verbs: ["get"] }, ["role-secrets-read"]],
  [
    "secrets of every group",
    { ...core("secrets", "get"), apiGroups: ["*"] },
    ["role-wildcard-groups", "role-secrets-read"],
  ],
  ["secrets of another group", { ...core("secrets", "get"), apiGroups: ["example.com"] }, []],
  ["secrets with every verb", core("secrets", "*"), ["role-wildcard-verbs"]],
  ["writing secrets", core("secrets", "create", "update", "delete"), []],
  ["a named secret", { ...core("secrets", "get", "list"), resourceNames: ["database"] }, []],
  ["secrets of an empty list of names", { ...core("secrets", "get"), resourceNames: [] }, ["role-secrets-read"]],
  ["secrets of an empty name", { ...core("secrets", "list"), resourceNames: ["a", ""] }, ["role-secrets-read"]],
  ["secrets among others", { ...reads, resources: ["services", "secrets"] }, ["role-secrets-read"]],
  ["new pods", core("pods", "get", "create"), ["role-pod-creation"]],
  ["pods and their logs", { ...reads, resources: ["pods", "pods/log"] }, []],
  ["new volumes", core("persistentvolumes", "create"), ["role-volume-creation"]],
  ["volumes", core("persistentvolumes", "get", "delete"), []],
  ["new claims", core("persistentvolumeclaims", "create"), []],
  ...["create", "update", "patch", "delete", "deletecollection"].map((verb): [string, Json, string[]] => [
    `webhooks: ${verb}`,
    webhooks(verb === "patch" ? "validatingwebhookconfigurations" : "mutatingwebhookconfigurations", "get", verb),
    ["role-webhook-changes"],
  ]),
  ["webhooks that are read", webhooks("mutatingwebhookconfigurations", "get", "list", "watch"), []],
  ["webhooks of another group", { ...webhooks("mutatingwebhookconfigurations", "create"), apiGroups: [""] }, []],
  ["a rule that says nothing", {}, []],
];

describe("catalogue/rules: roles", () => {
  for (const [what, rule, breaks] of table) {
    it(`${what}: ${breaks.join(", ") || "allowed"}`, () => {
      expect(brokenIn(roles, role(rule))).to.deep.equal(breaks);
      expect(brokenIn(roles, clusterRole({ rules: [rule] }))).to.deep.equal(breaks);
    });
  }

  it("break each rule in some way", () => {
    const seen = new Set(table.flatMap(([, , breaks]) => breaks));
    expect(roles.rules.map(({ id }) => id)).to.have.members([...seen]);
  });

  it("allow a role that has no rules", () => {
    expect(brokenIn(roles, role())).to.deep.equal([]);
    expect(brokenIn(roles, { ...role(), rules: [] })).to.deep.equal([]);
    // As admission sees a role that says nothing of rules.
    expect(brokenIn(roles, { ...role(), rules: null })).to.deep.equal([]);
    expect(brokenIn(roles, clusterRole({}))).to.deep.equal([]);
  });

  it("find one cause of several rules once", () => {
    expect(brokenIn(roles, role(core("secrets", "get"), core("secrets", "list")))).to.deep.equal(["role-secrets-read"]);
  });
});

describe("catalogue/rules: roles whose lists are long", () => {
  const admission = "admissionregistration.k8s.io";
  for (const [id, group, resource, verb] of [
    ["role-node-proxy", "", "nodes/proxy", "get"],
    ["role-token-creation", "", "serviceaccounts/token", "create"],
    ["role-secrets-read", "", "secrets", "get"],
    ["role-pod-creation", "", "pods", "create"],
    ["role-volume-creation", "", "persistentvolumes", "create"],
    ["role-webhook-changes", admission, "mutatingwebhookconfigurations", "patch"],
  ] as const)
    it(`hide nothing: ${id}`, () => {
      const resources = ["services", resource, "endpoints"];
      const verbs = ["deletecollection", verb, "update"];
      const apiGroups = ["apps", group, "batch"];
      expect(brokenIn(roles, role({ apiGroups, resources, verbs }))).to.include(id);
      expect(brokenIn(roles, role({ apiGroups: ["*"], resources, verbs }))).to.include(id);
      expect(brokenIn(roles, role({ resources, verbs }))).to.include(id);
      expect(brokenIn(roles, role({ apiGroups: ["apps", "batch"], resources, verbs }))).to.not.include(id);
    });

  it("hide no wildcard, and no verb that escalates", () => {
    for (const [change, id] of [
      [{ verbs: ["get", "*", "list"] }, "role-wildcard-verbs"],
      [{ resources: ["services", "*", "pods"] }, "role-wildcard-resources"],
      [{ apiGroups: ["", "*", "apps"] }, "role-wildcard-groups"],
      [{ verbs: ["get", "bind", "list"] }, "role-escalation-verbs"],
    ] as const)
      expect(brokenIn(roles, role({ ...reads, ...change }))).to.deep.equal([id]);
  });
});

describe("catalogue/rules: trusted roles", () => {
  const everything = { apiGroups: ["*"], resources: ["*"], verbs: ["*"] };
  const trusting = (...trustedRoles: string[]) => ({ parameters: { trustedRoles } });
  const isTrusted = (object: Json, ...names: string[]) => brokenIn(roles, object, trusting(...names)).length === 0;

  it("are ClusterRoles by their name", () => {
    expect(isTrusted(clusterRole({ rules: [everything] }), "other", "reader")).to.equal(true);
    expect(isTrusted(clusterRole({ rules: [everything] }), "shop/reader", "read")).to.equal(false);
  });

  it("are Roles by namespace and name", () => {
    expect(isTrusted(role(everything), "shop/reader")).to.equal(true);
    expect(isTrusted(role(everything), "reader", "ledger/reader", "shop/read", "shop/other")).to.equal(false);
  });

  it("are not those without a namespace or a name", () => {
    expect(isTrusted({ ...role(everything), metadata: { name: "reader" } }, "reader", "/reader")).to.equal(false);
    expect(isTrusted(clusterRole({ metadata: { generateName: "reader" }, rules: [everything] }), "")).to.equal(false);
  });

  it("may gather what they want", () => {
    const gathers = clusterRole({ aggregationRule: { clusterRoleSelectors: [{}] } });
    expect(brokenIn(aggregation, gathers, trusting("reader"))).to.deep.equal([]);
    expect(brokenIn(aggregation, gathers)).to.deep.equal(["role-aggregation"]);
  });
});

describe("catalogue/rules: roles that gather others", () => {
  const gathers = (...clusterRoleSelectors: Json[]) =>
    brokenIn(aggregation, clusterRole({ aggregationRule: { clusterRoleSelectors } }));
  const labelled = { matchLabels: { monitoring: "true" } };

  it("name them by labels or expressions", () => {
    expect(gathers(labelled)).to.deep.equal([]);
    expect(gathers({ matchExpressions: [{ key: "monitoring", operator: "Exists" }] })).to.deep.equal([]);
    expect(gathers()).to.deep.equal([]);
    expect(brokenIn(aggregation, clusterRole({}))).to.deep.equal([]);
    expect(brokenIn(aggregation, clusterRole({ aggregationRule: {} }))).to.deep.equal([]);
  });

  for (const empty of [{}, { matchLabels: {} }, { matchExpressions: [] }, { matchLabels: {}, matchExpressions: [] }])
    it(`do not gather all by ${JSON.stringify(empty)}`, () => {
      expect(gathers(empty)).to.deep.equal(["role-aggregation"]);
      expect(gathers(labelled, empty)).to.deep.equal(["role-aggregation"]);
    });
});

describe("catalogue/rules: roles at admission", () => {
  it("only warn about ClusterRoles, and say why", () => {
    for (const { kinds } of [roles, aggregation])
      for (const each of kinds)
        expect(each.warnOnly !== undefined, each.kinds.join()).to.equal(each.kinds.includes("ClusterRole"));
  });
});
