import { expect } from "chai";
import { bindings } from "../../../catalogue/rules/bindings";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const apiVersion = "rbac.authorization.k8s.io/v1";
const apiGroup = "rbac.authorization.k8s.io";
const view = { apiGroup, kind: "ClusterRole", name: "view" };
const admin = { ...view, name: "cluster-admin" };
const group = (name: string) => ({ apiGroup, kind: "Group", name });
const user = (name: string) => ({ apiGroup, kind: "User", name });
const account = (name: string, namespace?: string) => ({
  kind: "ServiceAccount",
  name,
  ...(namespace === undefined ? {} : { namespace }),
});

const binding = (subjects: Json[], roleRef: Json = view): Json => ({
  apiVersion,
  kind: "RoleBinding",
  metadata: { name: "readers", namespace: "shop" },
  roleRef,
  subjects,
});
const clusterBinding = (subjects: Json[], roleRef: Json = view): Json => ({
  ...binding(subjects, roleRef),
  kind: "ClusterRoleBinding",
  metadata: { name: "readers" },
});

/** One subject beside a narrow one, and every rule that it breaks. */
const table: [subject: Json, breaks: string[]][] = [
  [group("platform"), []],
  [user("alice"), []],
  [account("api", "shop"), []],
  [user("system:anonymous"), ["binding-anonymous"]],
  [group("system:anonymous"), []],
  [group("system:unauthenticated"), ["binding-anonymous"]],
  [group("system:authenticated"), ["binding-authenticated"]],
  [user("system:authenticated"), []],
  [group("system:serviceaccounts"), ["binding-service-accounts"]],
  [group("system:serviceaccounts:shop"), []],
  [group("system:masters"), ["binding-masters"]],
  [{ kind: "Group", name: "system:masters" }, ["binding-masters"]],
  [account("default", "shop"), ["binding-default-account"]],
  [account("default"), ["binding-default-account"]],
  [account("default", "tools"), ["binding-default-account"]],
  [user("default"), []],
  [user("system:serviceaccount:shop:default"), ["binding-default-account"]],
  [user("system:serviceaccount:default:api"), []],
  [user("system:serviceaccount:shop:not-default"), []],
  [{}, []],
];

describe("catalogue/rules: bindings", () => {
  for (const [subject, breaks] of table) {
    it(`of ${JSON.stringify(subject)}: ${breaks.join(", ") || "allowed"}`, () => {
      for (const make of [binding, clusterBinding])
        expect(brokenIn(bindings, make([group("platform"), subject]))).to.deep.equal(breaks);
    });
  }

  it("break each rule in some way", () => {
    const seen = new Set(table.flatMap(([, breaks]) => breaks));
    expect(bindings.rules.map(({ id }) => id)).to.have.members(["binding-cluster-admin", ...seen]);
  });

  it("bind nobody without subjects", () => {
    const nobody = { ...binding([], admin), subjects: undefined };
    expect(brokenIn(bindings, nobody)).to.deep.equal([]);
    expect(brokenIn(bindings, binding([], admin))).to.deep.equal([]);
  });

  it("only warn about ClusterRoleBindings at admission, and say why", () => {
    for (const { kinds, warnOnly } of bindings.kinds)
      expect(warnOnly !== undefined, kinds.join()).to.equal(kinds.includes("ClusterRoleBinding"));
  });
});

describe("catalogue/rules: bindings to cluster-admin", () => {
  const clusterAdmins = ["Group:platform", "ServiceAccount:shop/deployer", "User:alice"];
  const holds = (object: Json, parameters = { clusterAdmins }) =>
    !brokenIn(bindings, object, { parameters }).includes("binding-cluster-admin");

  it("are for those who are named", () => {
    const all = [group("platform"), user("alice"), account("deployer", "shop")];
    expect(holds(clusterBinding(all, admin))).to.equal(true);
    expect(holds(binding(all, admin))).to.equal(true);
    expect(holds(clusterBinding(all, admin), { clusterAdmins: [] })).to.equal(false);
    for (const each of all) expect(holds(clusterBinding([each], admin), { clusterAdmins: [] })).to.equal(false);
  });

  for (const other of [
    user("platform"),
    group("alice"),
    user("mallory"),
    account("deployer", "ledger"),
    account("deploy", "shop"),
    user("shop/deployer"),
    { name: "platform" },
    { kind: "Group" },
  ])
    it(`are not for ${JSON.stringify(other)}`, () => {
      expect(holds(clusterBinding([group("platform"), other], admin))).to.equal(false);
    });

  it("take an account without a namespace for one of the binding's", () => {
    expect(holds(binding([account("deployer")], admin))).to.equal(true);
    expect(holds(binding([account("deployer", "")], admin))).to.equal(true);
    expect(holds(clusterBinding([account("deployer")], admin))).to.equal(false);
  });

  it("are told by kind and name of the role", () => {
    const mallory = [user("mallory")];
    expect(holds(binding(mallory, { ...admin, kind: "Role" }))).to.equal(true);
    expect(holds(binding(mallory, { name: "cluster-admin" }))).to.equal(false);
    expect(holds(binding(mallory, { ...admin, name: "admin" }))).to.equal(true);
    expect(holds(binding(mallory, {}))).to.equal(true);
  });

  it("never welcome system:masters", () => {
    const object = clusterBinding([group("system:masters")], admin);
    const named = { parameters: { clusterAdmins: ["Group:system:masters"] } };
    expect(brokenIn(bindings, object, named)).to.deep.equal(["binding-masters"]);
  });
});
