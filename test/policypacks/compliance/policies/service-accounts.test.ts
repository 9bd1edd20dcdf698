import { expect } from "chai";
import { objectCheck } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { unknown } from "../../../support/samples";
import { saidBy } from "./rule-samples";

const said = (type: string, props: Record<string, unknown>) =>
  saidBy(objectCheck("RBAC-03"), `kubernetes:${type}`, props).map((line) => line.split(":")[0]);
const passed = ["undefined pass"];

describe("RBAC-03 tokens in pods", () => {
  const container = { name: "app", image: "registry.example/app:1.0.0" };
  const deployment = (spec: unknown, type = "apps/v1:Deployment") => said(type, { spec: { template: { spec } } });
  const pod = (spec: Record<string, unknown>) => deployment({ containers: [container], ...spec });
  const failed = ["pod-default-token fail"];
  const open = ["pod-default-token unknown"];

  it("need an account of the workload's own", () => {
    expect(pod({})).to.deep.equal(failed);
    expect(pod({ serviceAccountName: null, automountServiceAccountToken: null })).to.deep.equal(failed);
    expect(pod({ serviceAccountName: "default" })).to.deep.equal(failed);
    expect(pod({ serviceAccountName: "api" })).to.deep.equal(passed);
    expect(pod({ automountServiceAccountToken: false })).to.deep.equal(passed);
  });

  it("are not known where account or mount is not", () => {
    expect(pod({ serviceAccountName: unknown })).to.deep.equal(open);
    expect(pod({ serviceAccount: unknown })).to.deep.equal(open);
    expect(pod({ automountServiceAccountToken: unknown })).to.deep.equal(open);
    expect(deployment(unknown)).to.deep.equal(["shape unknown"]);
    expect(pod({ serviceAccountName: "api", automountServiceAccountToken: unknown })).to.deep.equal(passed);
    expect(pod({ serviceAccountName: unknown, automountServiceAccountToken: false })).to.deep.equal(passed);
  });

  it("fail where values are of the wrong type", () => {
    for (const spec of [
      { automountServiceAccountToken: "false" },
      { automountServiceAccountToken: 0 },
      { serviceAccountName: 7 },
      { serviceAccountName: ["api"] },
      { serviceAccount: {} },
    ]) {
      const [first, ...rest] = pod(spec);
      expect(first, JSON.stringify(spec)).to.match(/ fail$/);
      expect(rest).to.deep.equal([]);
    }
  });

  it("name no container, because it is the pod's", () => {
    const [line] = saidBy(objectCheck("RBAC-03"), "kubernetes:core/v1:Pod", { spec: { containers: [container] } });
    expect(line).to.equal("pod-default-token fail: the pod mounts a token of the account default");
  });

  it("are judged by what a patch states", () => {
    const patched = (spec: unknown) => deployment(spec, "apps/v1:DeploymentPatch");
    expect(patched({ serviceAccountName: "default", automountServiceAccountToken: true })).to.deep.equal(failed);
    expect(patched({ automountServiceAccountToken: false })).to.deep.equal(passed);
    expect(patched({ serviceAccountName: "api" })).to.deep.equal(passed);
    expect(patched({ automountServiceAccountToken: true })).to.deep.equal([]);
    expect(patched({ containers: [container] })).to.deep.equal([]);
  });
});

describe("RBAC-03 service accounts", () => {
  const account = (more: Record<string, unknown>, name: unknown = "default", type = "ServiceAccount") =>
    said(`core/v1:${type}`, { metadata: { name, namespace: "shop" }, ...more });

  it("default hands out no token", () => {
    expect(account({ automountServiceAccountToken: false })).to.deep.equal(passed);
    expect(account({})).to.deep.equal(["default-account-token fail"]);
    expect(account({}, "api")).to.deep.equal(passed);
    expect(account({}, unknown)).to.deep.equal(["default-account-token unknown"]);
    expect(account({ automountServiceAccountToken: unknown })).to.deep.equal(["default-account-token unknown"]);
    expect(account({ automountServiceAccountToken: "false" })).to.have.length(1);
    expect(account({ automountServiceAccountToken: "false" })[0]).to.match(/ fail$/);
  });

  it("are opened and closed by patches", () => {
    const patched = (more: Record<string, unknown>) => account(more, "default", "ServiceAccountPatch");
    expect(patched({ automountServiceAccountToken: false })).to.deep.equal(passed);
    expect(patched({ automountServiceAccountToken: true })).to.deep.equal(["default-account-token fail"]);
    expect(patched({ secrets: [] })).to.deep.equal([]);
  });
});

describe("RBAC-03 secrets", () => {
  const secret = (more: Record<string, unknown>) => said("core/v1:Secret", { metadata: { name: "a" }, ...more });

  it("are no tokens that never expire", () => {
    expect(secret({ type: "Opaque", stringData: { key: unknown } })).to.deep.equal(passed);
    expect(secret({})).to.deep.equal(passed);
    expect(secret({ type: "kubernetes.io/service-account-token" })).to.deep.equal(["lasting-token fail"]);
    expect(secret({ type: unknown })).to.deep.equal(["lasting-token unknown"]);
    expect(said("core/v1:SecretPatch", { metadata: { name: "a" }, data: {} })).to.deep.equal([]);
  });
});
