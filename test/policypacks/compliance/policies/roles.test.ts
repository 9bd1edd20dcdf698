import { expect } from "chai";
import { objectCheck } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { unknown } from "../../../support/samples";
import { contextOf, saidBy, subjectOf } from "./rule-samples";

const token = "kubernetes:rbac.authorization.k8s.io/v1:";
const check = objectCheck("RBAC-01");
const role = (rules: unknown, more: Record<string, unknown> = {}) => ({
  metadata: { name: "reader", namespace: "shop" },
  rules,
  ...more,
});
const said = (props: Record<string, unknown>, kind = "Role", trustedRoles: string[] = []) =>
  saidBy(check, `${token}${kind}`, props, { parameters: { trustedRoles } });
/** Rule and verdict alone. */
const short = (lines: readonly string[]) => lines.map((line) => line.split(":")[0]);

const reads = { apiGroups: [""], resources: ["configmaps"], verbs: ["get"] };
const secrets = { ...reads, resources: ["secrets"] };
const open = (...rules: string[]) => rules.map((rule) => `${rule} unknown`);

describe("RBAC-01 roles", () => {
  it("pass once", () => {
    expect(said(role([reads]))).to.deep.equal(["undefined pass: meets what is asked of its kind (11 rules)"]);
    expect(said(role([reads]), "ClusterRole")).to.deep.equal([
      "undefined pass: meets what is asked of its kind (12 rules)",
    ]);
    expect(said(role(undefined))).to.have.length(1);
  });

  it("say what is wrong and what to write, and show no name of the role's", () => {
    const judgements = check.judge(
      subjectOf(`${token}Role`, role([{ ...secrets, resources: ["secrets", "very-own"], verbs: ["get", "*"] }])),
      contextOf(),
    );
    expect(judgements.map(({ rule, message }) => `${rule}: ${message}`)).to.deep.equal([
      "role-wildcard-verbs: a rule of the role allows every verb",
      "role-secrets-read: a rule of the role reads Secrets, whatever their names",
    ]);
    expect(judgements.map(({ remediation }) => remediation).join(" ")).to.match(/Name the verbs.+resourceNames/);
    expect(JSON.stringify(judgements)).to.not.contain("very-own");
  });

  it("do not know what hangs on an unknown", () => {
    expect(short(said(role([{ ...secrets, resourceNames: unknown }])))).to.deep.equal(open("role-secrets-read"));
    expect(short(said(role([{ ...secrets, apiGroups: unknown }])))).to.deep.equal(
      open("role-wildcard-groups", "role-secrets-read"),
    );
    expect(short(said(role([{ ...reads, verbs: ["get", unknown] }])))).to.deep.equal(
      open("role-wildcard-verbs", "role-escalation-verbs"),
    );
    expect(short(said(role([{ nonResourceURLs: unknown, verbs: ["get"] }])))).to.deep.equal(open("role-wildcard-urls"));
    expect(short(said(role(unknown)))).to.have.length(11);
    expect(short(said(role([reads], { aggregationRule: unknown }), "ClusterRole"))).to.deep.equal(
      open("role-aggregation"),
    );
  });

  it("know what does not", () => {
    expect(short(said(role([unknown, secrets])))).to.include("role-secrets-read fail");
    expect(short(said(role([{ apiGroups: unknown, resources: ["nodes/proxy"], verbs: unknown }])))).to.include(
      "role-node-proxy unknown",
    );
    expect(short(said(role([{ ...reads, resources: ["nodes/proxy"], verbs: unknown }])))).to.include(
      "role-node-proxy fail",
    );
    expect(short(said(role([{ ...secrets, metadata: unknown }])))).to.deep.equal(["role-secrets-read fail"]);
  });

  it("fail where values are of the wrong type", () => {
    for (const rules of ["*", { verbs: ["*"] }, [7], [{ verbs: "*" }], [{ ...reads, resources: [7] }]])
      expect(short(said(role(rules))), JSON.stringify(rules)).to.include("shape fail");
    const gathers = { aggregationRule: { clusterRoleSelectors: {} } };
    expect(short(said(role([reads], gathers), "ClusterRole"))).to.include("shape fail");
  });

  it("are trusted where the pack says so", () => {
    expect(short(said(role([secrets]), "Role", ["shop/reader"]))).to.deep.equal(["undefined pass"]);
    expect(short(said(role([secrets]), "Role", ["reader"]))).to.deep.equal(["role-secrets-read fail"]);
    expect(short(said(role([secrets]), "ClusterRole", ["reader"]))).to.deep.equal(["undefined pass"]);
    const nameless = { ...role([secrets]), metadata: { name: unknown, namespace: "shop" } };
    expect(short(said(nameless))).to.deep.equal(["role-secrets-read fail"]);
    expect(short(said(nameless, "Role", ["shop/reader"]))).to.deep.equal(open("role-secrets-read"));
    const elsewhere = { ...role([secrets]), metadata: { name: "reader", namespace: unknown } };
    expect(short(said(elsewhere, "Role", ["shop/other"]))).to.deep.equal(["role-secrets-read fail"]);
    expect(short(said(elsewhere, "Role", ["shop/reader"]))).to.deep.equal(open("role-secrets-read"));
  });

  it("are judged by what a patch states", () => {
    const patched = (props: Record<string, unknown>, kind = "RolePatch") => short(said(props, kind));
    expect(patched(role([secrets]))).to.deep.equal(["role-secrets-read fail"]);
    expect(patched({ metadata: { name: "reader" }, rules: [secrets] })).to.deep.equal(["role-secrets-read fail"]);
    expect(patched(role([reads]))).to.deep.equal(["undefined pass"]);
    const labelled = { clusterRoleSelectors: [{ matchLabels: { monitoring: "true" } }] };
    expect(patched(role([reads], { aggregationRule: labelled }), "ClusterRolePatch")).to.deep.equal(["undefined pass"]);
    expect(patched({ metadata: { name: "reader", labels: { a: "b" } } })).to.deep.equal([]);
    const gathers = { metadata: { name: "a" }, aggregationRule: { clusterRoleSelectors: [{}] } };
    expect(patched(gathers, "ClusterRolePatch")).to.deep.equal(["role-aggregation fail"]);
  });
});
