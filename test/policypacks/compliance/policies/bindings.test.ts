import { expect } from "chai";
import { objectCheck } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { unknown } from "../../../support/samples";
import { saidBy } from "./rule-samples";

const view = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" };
const admin = { ...view, name: "cluster-admin" };
const group = (name: string) => ({ kind: "Group", name });
const account = (name: string) => ({ kind: "ServiceAccount", name, namespace: "shop" });
const clusterAdmins = ["Group:platform", "ServiceAccount:shop/deployer"];

/** Rule and verdict of what a control says. */
const said =
  (control: string) =>
  (subjects: unknown, roleRef: unknown = view, kind = "ClusterRoleBinding") =>
    saidBy(
      objectCheck(control),
      `kubernetes:rbac.authorization.k8s.io/v1:${kind}`,
      { metadata: { name: "readers" }, ...(roleRef === undefined ? {} : { roleRef }), subjects },
      { parameters: { clusterAdmins } },
    ).map((line) => line.split(":")[0]);

describe("RBAC-02 bindings", () => {
  const judged = said("RBAC-02");

  it("pass once", () => {
    expect(judged([group("readers"), account("api")])).to.deep.equal(["undefined pass"]);
    expect(judged([group("platform"), account("deployer")], admin)).to.deep.equal(["undefined pass"]);
    expect(judged(null, admin)).to.deep.equal(["undefined pass"]);
  });

  it("fail once for each cause", () => {
    expect(judged([group("readers")], admin)).to.deep.equal(["binding-cluster-admin fail"]);
    expect(judged([group("system:authenticated")])).to.deep.equal(["binding-authenticated fail"]);
    expect(judged([group("system:unauthenticated"), { kind: "User", name: "system:anonymous" }])).to.deep.equal([
      "binding-anonymous fail",
    ]);
  });

  it("do not know what hangs on an unknown", () => {
    const groups = ["anonymous", "authenticated", "service-accounts", "masters"].map(
      (each) => `binding-${each} unknown`,
    );
    expect(judged([group(unknown)])).to.deep.equal(groups);
    expect(judged(unknown)).to.deep.equal(groups);
    expect(judged(unknown, admin)).to.have.length(5);
    expect(judged([{ kind: unknown, name: "system:masters" }])).to.deep.equal(["binding-masters unknown"]);
    expect(judged([account(unknown)], admin)).to.deep.equal(["binding-cluster-admin unknown"]);
    expect(judged([group("readers")], { ...view, name: unknown })).to.deep.equal(["binding-cluster-admin unknown"]);
    expect(judged([group("readers")], unknown)).to.deep.equal(["binding-cluster-admin unknown"]);
    expect(judged([group("readers")], { ...admin, kind: unknown })).to.deep.equal(["binding-cluster-admin unknown"]);
  });

  it("know what does not", () => {
    expect(judged([account(unknown)])).to.deep.equal(["undefined pass"]);
    expect(judged([group("platform")], unknown)).to.deep.equal(["undefined pass"]);
    expect(judged([unknown, group("system:masters")])).to.include("binding-masters fail");
    expect(judged([{ ...account("other"), namespace: "ledger" }, account(unknown)], admin)).to.deep.equal([
      "binding-cluster-admin fail",
    ]);
  });

  it("fail where values are of the wrong type", () => {
    for (const subjects of ["x", group("a"), [7], [{ kind: "Group", name: 7 }]])
      expect(judged(subjects), JSON.stringify(subjects)).to.include("shape fail");
    expect(judged([group("readers")], "cluster-admin")).to.include("shape fail");
  });

  it("are judged by what a patch states", () => {
    const patched = (subjects: unknown, roleRef?: unknown) => judged(subjects, roleRef ?? null, "RoleBindingPatch");
    expect(patched([group("system:authenticated")])).to.deep.equal(["binding-authenticated fail"]);
    expect(patched([group("readers")])).to.deep.equal([]);
    expect(patched([group("platform")])).to.deep.equal(["undefined pass"]);
    expect(patched(undefined)).to.deep.equal([]);
  });
});

describe("RBAC-03 bindings to the account default", () => {
  const judged = said("RBAC-03");

  it("fail, and others pass", () => {
    expect(judged([account("api")])).to.deep.equal(["undefined pass"]);
    expect(judged([account("api"), account("default")])).to.deep.equal(["binding-default-account fail"]);
    expect(judged([{ kind: "User", name: "system:serviceaccount:shop:default" }])).to.have.length(1);
  });

  it("are not known where name or kind is not", () => {
    const open = ["binding-default-account unknown"];
    expect(judged([account(unknown)])).to.deep.equal(open);
    expect(judged([{ kind: unknown, name: "default" }])).to.deep.equal(open);
    expect(judged(unknown)).to.deep.equal(open);
    expect(judged([{ kind: unknown, name: "api" }])).to.deep.equal(["undefined pass"]);
  });
});
