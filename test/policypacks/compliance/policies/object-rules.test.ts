import { expect } from "chai";
import { objectCheck } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { rulebook } from "../../../../policypacks/compliance/policies/kubernetes/rulebooks";
import { unknown } from "../../../support/samples";
import { type Circumstances, contextOf, sampleSets, saidBy, subjectOf } from "./rule-samples";

const said = (control: string, type: string, props: Record<string, unknown>, circumstances?: Circumstances) =>
  saidBy(objectCheck(control, sampleSets), type, props, circumstances);

const role = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const service = "kubernetes:core/v1:Service";
const good = { metadata: { name: "reader", labels: { owner: "a" } }, rules: [{ verbs: ["get"], resources: ["pods"] }] };
const all = { ...good, rules: [{ verbs: ["*"], resources: ["secrets"] }] };
const registries = { parameters: { registries: ["registry.example/"] } };
const passes = (count: string) => [`undefined pass: meets what is asked of its kind (${count})`];
const verbs = (what: string) => `role-verbs ${what}`;
const broken = (rule: string) => `${rule} fail: ${rule} is broken`;
const open = (rule: string) => `${rule} unknown: whether ${rule} is broken cannot be known before deployment`;

describe("object rules on one resource", () => {
  it("pass once where every rule of the control is met", () => {
    expect(said("RBAC-01", role, good)).to.deep.equal(passes("2 rules"));
    expect(said("CFG-01", role, good)).to.deep.equal(passes("1 rule"));
  });

  it("fail for each rule that is broken, of one control at a time", () => {
    expect(said("RBAC-01", role, all)).to.deep.equal([broken("role-verbs"), broken("role-secrets")]);
    expect(said("CFG-01", role, all)).to.deep.equal(passes("1 rule"));
    expect(said("CFG-01", role, { ...good, metadata: { name: "a", labels: {} } })).to.deep.equal([
      broken("role-label"),
    ]);
    const [first] = objectCheck("RBAC-01", sampleSets).judge(subjectOf(role, all), contextOf());
    expect(first!.remediation).to.equal("Mend role-verbs.");
  });

  it("say nothing of other kinds, other controls, and what is not of Kubernetes", () => {
    expect(said("RBAC-01", service, { spec: {} })).to.deep.equal([]);
    expect(said("PSS-01", role, all)).to.deep.equal([]);
    expect(said("RBAC-01", "aws:iam/role:Role", all)).to.deep.equal([]);
    expect(said("RBAC-01", "kubernetes:example.com/v1:Role", all)).to.deep.equal([]);
    expect(said("RBAC-01", "kubernetes:helm.sh/v3:Release", all)).to.deep.equal([]);
  });

  it("judge older groups and versions, and custom resources", () => {
    expect(said("RBAC-01", "kubernetes:rbac.authorization.k8s.io/v1beta1:ClusterRole", all)).to.have.length(2);
    for (const type of ["kubernetes:networking.k8s.io/v1beta1:Ingress", "kubernetes:extensions/v1beta1:Ingress"])
      expect(said("TLS-03", type, { spec: {} }), type).to.deep.equal([broken("ingress-tls")]);
    expect(said("IMG-01", "kubernetes:extensions/v1beta1:Deployment", deployment("docker.io/a"))).to.have.length(1);
    expect(said("TLS-03", "kubernetes:extensions/v1beta1:Service", { kind: "Service", spec: {} })).to.deep.equal([]);
  });

  it("judge every item of a list, and say which is bad", () => {
    const list = (type: string, ...items: unknown[]) => said("RBAC-01", type, { items });
    const roles = "kubernetes:rbac.authorization.k8s.io/v1:RoleList";
    const item = { ...good, apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole" };
    expect(list(roles, good, { ...good, rules: [{ verbs: ["*"] }] })).to.deep.equal([
      "role-verbs fail: items[1] (Role): role-verbs is broken",
    ]);
    expect(list("kubernetes:core/v1:List", { kind: "ConfigMap", apiVersion: "v1" }, item)).to.deep.equal(
      passes("2 rules"),
    );
    expect(list("kubernetes:core/v1:List", item, { ...item, rules: all.rules })).to.have.length(2);
    expect(list(roles, good, unknown)).to.deep.equal(["items unknown: items[1] cannot be known before deployment"]);
    expect(list("kubernetes:core/v1:ConfigMapList", unknown)).to.deep.equal([]);
    expect(said("RBAC-01", "kubernetes:rbac.authorization.k8s.io/v1:RoleListPatch", { items: unknown })).to.have.length(
      1,
    );
  });

  it("do not know what hangs on an unknown, and know what does not", () => {
    expect(said("RBAC-01", role, { ...good, rules: unknown })).to.deep.equal([
      open("role-verbs"),
      open("role-secrets"),
    ]);
    expect(said("RBAC-01", role, { ...good, rules: [unknown] })).to.deep.equal([
      open("role-verbs"),
      open("role-secrets"),
    ]);
    expect(said("RBAC-01", role, { ...good, rules: [{ verbs: unknown }] })).to.deep.equal([open("role-verbs")]);
    expect(said("RBAC-01", role, { ...good, rules: [{ verbs: ["get", unknown] }] })).to.deep.equal([
      open("role-verbs"),
    ]);
    expect(said("RBAC-01", role, { ...good, rules: [{ verbs: ["get"], resources: unknown }] })).to.deep.equal([
      open("role-secrets"),
    ]);
    expect(said("RBAC-01", role, { ...all, rules: [unknown, ...all.rules] })).to.deep.equal([
      broken("role-verbs"),
      broken("role-secrets"),
    ]);
    expect(said("CFG-01", role, { ...good, metadata: unknown })).to.deep.equal([open("role-label")]);
    expect(said("CFG-01", role, { ...good, metadata: { labels: unknown } })).to.deep.equal([open("role-label")]);
    expect(said("NET-08", service, { spec: unknown })).to.deep.equal(["node-port", "internal", "external"].map(open));
  });

  it("fail where values are of the wrong type", () => {
    const shape = (paths: string) => [`shape fail: ${paths} is of the wrong type; the API server refuses it`];
    expect(said("RBAC-01", role, { ...good, rules: "x" })).to.deep.equal(shape("rules"));
    expect(said("RBAC-01", role, { ...good, rules: [{ verbs: "*" }, 7] })).to.deep.equal(
      shape("rules[0].verbs, rules[1]"),
    );
    expect(said("CFG-01", role, { ...good, metadata: [] })).to.deep.equal(shape("metadata"));
    expect(said("CFG-01", role, { metadata: { labels: { owner: 1 }, name: 7 } })).to.deep.equal(
      shape("metadata.name, metadata.labels"),
    );
    for (const spec of ["x", [], 7, true]) expect(said("NET-08", service, { spec })).to.deep.equal(shape("spec"));
    expect(said("TLS-03", "kubernetes:networking.k8s.io/v1:Ingress", { spec: [] })).to.deep.equal(shape("spec"));
    expect(said("NET-08", service, { spec: { type: 7, externalIPs: [1] } })).to.deep.equal(
      shape("spec.type, spec.externalIPs"),
    );
  });

  it("fail where a rule cannot be evaluated", () => {
    expect(said("NET-08", service, {})).to.deep.equal(
      ["node-port", "internal", "external"].map(
        (rule) => `${rule} fail: the rule cannot be evaluated on this object (${rule} is broken)`,
      ),
    );
    expect(said("RBAC-01", role, { metadata: { name: "a" }, rules: [{}] })).to.deep.equal([
      verbs("fail: the rule cannot be evaluated on this object (role-verbs is broken)"),
    ]);
  });

  it("take nulls for absent", () => {
    expect(said("RBAC-01", role, { ...good, rules: null })).to.deep.equal(passes("2 rules"));
    expect(said("NET-08", service, { spec: { type: null, externalIPs: null } })).to.deep.equal(passes("3 rules"));
  });

  it("compare with the parameters of the run", () => {
    const trusting = (...trustedRoles: string[]) => ({ parameters: { trustedRoles } });
    const wide = { ...good, rules: [{ verbs: ["*"] }] };
    expect(said("RBAC-01", role, wide)).to.deep.equal([broken("role-verbs")]);
    expect(said("RBAC-01", role, wide, trusting("reader"))).to.deep.equal(passes("2 rules"));
    expect(said("RBAC-01", role, wide, trusting("other"))).to.deep.equal([broken("role-verbs")]);
    expect(said("RBAC-01", role, wide, trusting("other", unknown))).to.deep.equal([open("role-verbs")]);
    expect(said("RBAC-01", role, good, trusting(unknown))).to.deep.equal(passes("2 rules"));
  });

  it("judge the same object anew under other parameters", () => {
    const wide = { ...good, rules: [{ verbs: ["*"] }] };
    expect(said("RBAC-01", role, wide, { parameters: { trustedRoles: ["reader"] } })).to.deep.equal(passes("2 rules"));
    expect(said("RBAC-01", role, wide)).to.deep.equal([broken("role-verbs")]);
  });

  it("hold a rule from its Kubernetes version on, and all of them where the version is not known", () => {
    const reachable = { spec: { externalIPs: ["192.0.2.1"] } };
    for (const kubernetesVersion of ["1.35", "1.36.1", "latest", undefined])
      expect(
        said("NET-08", service, reachable, kubernetesVersion === undefined ? {} : { kubernetesVersion }),
      ).to.deep.equal([broken("external")]);
    expect(said("NET-08", service, reachable, { kubernetesVersion: "1.34" })).to.deep.equal(passes("2 rules"));
  });

  it("are compiled once for each version", () => {
    const [set] = sampleSets;
    expect(rulebook(set!, "1.35")).to.equal(rulebook(set!, "1.35"));
    expect(rulebook(set!, "latest")).to.equal(rulebook(set!, undefined));
    expect(rulebook(set!, "1.35")).to.not.equal(rulebook(set!, "1.34"));
  });

  it("name the containers of a pod template, and see the object around it", () => {
    const type = "kubernetes:apps/v1:Deployment";
    expect(said("IMG-01", type, deployment("registry.example/a", "docker.io/b"), registries)).to.deep.equal([
      `${broken("registry")}: b`,
    ]);
    expect(said("IMG-01", type, deployment("registry.example/a"), registries)).to.deep.equal(passes("1 rule"));
    expect(said("CFG-01", type, { ...deployment("a"), metadata: { namespace: "team" } })).to.deep.equal(
      passes("1 rule"),
    );
    expect(said("CFG-01", type, { ...deployment("a"), metadata: { namespace: unknown } })).to.deep.equal([
      open("namespace"),
    ]);
    expect(said("CFG-01", type, deployment("a"))).to.deep.equal([broken("namespace")]);
    expect(said("CFG-01", type, { spec: {} })).to.deep.equal(["shape fail: no pod template; expected one"]);
  });
});

describe("object rules on a patch", () => {
  const patch = (control: string, type: string, props: Record<string, unknown>, circumstances?: Circumstances) =>
    said(control, `${type}Patch`, props, circumstances);

  it("say nothing of what the patch leaves alone", () => {
    expect(patch("RBAC-01", role, { metadata: { name: "reader" } })).to.deep.equal([]);
    expect(patch("CFG-01", role, { metadata: { name: "reader", labels: { team: "a" } } })).to.deep.equal([]);
    expect(patch("NET-08", service, { metadata: { labels: { a: "b" } } })).to.deep.equal([]);
    expect(patch("TLS-03", "kubernetes:networking.k8s.io/v1:Ingress", { spec: { rules: [] } })).to.deep.equal([]);
    expect(patch("IMG-01", "kubernetes:apps/v1:Deployment", { spec: { replicas: 2 } })).to.deep.equal([]);
    expect(patch("IMG-01", "kubernetes:apps/v1:Deployment", { spec: { template: { spec: {} } } })).to.deep.equal([]);
  });

  it("say nothing where what is bad alone may be good in the object", () => {
    expect(patch("NET-08", service, { spec: { type: "LoadBalancer" } })).to.deep.equal([]);
    expect(patch("IMG-01", "kubernetes:apps/v1:Deployment", deployment(undefined), registries)).to.deep.equal([]);
  });

  it("fail where the patch itself states what is bad", () => {
    expect(patch("RBAC-01", role, all)).to.deep.equal([broken("role-verbs"), broken("role-secrets")]);
    expect(patch("NET-08", service, { spec: { type: "NodePort" } })).to.deep.equal([broken("node-port")]);
    expect(patch("NET-08", service, { spec: { externalIPs: ["192.0.2.1"] } })).to.deep.equal([broken("external")]);
    expect(patch("TLS-03", "kubernetes:networking.k8s.io/v1:Ingress", { spec: { tls: [] } })).to.deep.equal([
      broken("ingress-tls"),
    ]);
    expect(patch("IMG-01", "kubernetes:apps/v1:Deployment", deployment("docker.io/a"), registries)).to.deep.equal([
      `${broken("registry")}: a`,
    ]);
  });

  it("pass where the patch states all that is asked", () => {
    expect(patch("CFG-01", role, { metadata: { labels: { owner: "a" } } })).to.deep.equal(passes("1 rule"));
    expect(patch("TLS-03", "kubernetes:networking.k8s.io/v1:Ingress", { spec: { tls: [{}] } })).to.deep.equal(
      passes("1 rule"),
    );
    expect(patch("RBAC-01", role, good)).to.deep.equal(passes("2 rules"));
  });

  it("do not know what an unknown in the patch decides", () => {
    expect(patch("RBAC-01", role, { ...good, rules: unknown })).to.deep.equal([
      open("role-verbs"),
      open("role-secrets"),
    ]);
    expect(patch("CFG-01", role, { metadata: { labels: { owner: unknown } } })).to.deep.equal([open("role-label")]);
    expect(patch("CFG-01", role, { metadata: { labels: { other: unknown } } })).to.deep.equal([]);
    expect(
      patch(
        "IMG-01",
        "kubernetes:apps/v1:Deployment",
        { spec: { template: { spec: { containers: [{ name: "c", image: unknown }] } } } },
        registries,
      ),
    ).to.deep.equal([`${open("registry")}: c`]);
    expect(patch("NET-08", service, { spec: { type: unknown } })).to.deep.equal([open("node-port"), open("internal")]);
  });

  it("fail where values are of the wrong type", () => {
    expect(patch("NET-08", service, { spec: "x" })).to.deep.equal([
      "shape fail: spec is of the wrong type; the API server refuses it",
    ]);
  });
});

function deployment(...images: (string | undefined)[]): Record<string, unknown> {
  const containers = images.map((image) => ({ name: image?.split("/").at(-1) ?? "x", ...(image && { image }) }));
  return { spec: { template: { spec: { containers } } } };
}
