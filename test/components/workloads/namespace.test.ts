import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { Namespace, type NamespaceArgs, type NamespaceMeshArgs } from "../../../index";
import { resolveNamespaceArgs } from "../../../components/workloads/namespace";
import { record } from "../../support/recorder";
import { at, sourceOf } from "../recorded";

function recordNamespace(args: NamespaceArgs = {}) {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const namespace = new Namespace("shop", args, { provider, dependsOn: [first], deletedWith: first });
    return { name: namespace.namespaceName };
  });
}

const labels = (level: string) => ({
  "pod-security.kubernetes.io/enforce": level,
  "pod-security.kubernetes.io/enforce-version": "latest",
  "pod-security.kubernetes.io/audit": level,
  "pod-security.kubernetes.io/audit-version": "latest",
  "pod-security.kubernetes.io/warn": level,
  "pod-security.kubernetes.io/warn-version": "latest",
});

describe("workloads/Namespace", () => {
  it("is a namespace that is held to restricted, with a default deny in it", async () => {
    const recording = await recordNamespace();
    const component = recording.one("rampart:index:Namespace");
    expect(component.inputs).to.deep.equal({ name: "shop", labels: {}, podSecurity: "restricted" });
    const namespace = recording.one("kubernetes:core/v1:Namespace");
    expect(namespace.parent).to.equal(component.urn);
    expect(namespace.inputs["metadata"]).to.deep.equal({ name: "shop", labels: labels("restricted") });
    const policy = recording.one("kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(policy.parent).to.equal(component.urn);
    expect(policy.inputs["metadata"]).to.deep.equal({ name: "default-deny", namespace: "shop" });
    expect(policy.inputs["spec"]).to.deep.equal({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    expect(sourceOf(policy, "metadata")).to.deep.equal(["kubernetes:core/v1:Namespace::shop"]);
    expect(recording.outputs).to.deep.equal({ name: "shop" });
  });

  it("takes another name, labels and level", async () => {
    const recording = await recordNamespace({ name: "web", labels: { team: "shop" }, podSecurity: "baseline" });
    expect(recording.one("kubernetes:core/v1:Namespace").inputs["metadata"]).to.deep.equal({
      name: "web",
      labels: { team: "shop", ...labels("baseline") },
    });
  });

  describe("in the mesh", () => {
    const tcp = (port: number) => ({ protocol: "TCP", port });
    const made = async (mesh: NamespaceMeshArgs) => {
      const recording = await recordNamespace({ mesh });
      const policies = recording.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy");
      const allow = policies.find(({ name }) => name === "shop-allow-mesh")!;
      expect(policies).to.have.length(2);
      return {
        labels: at(recording.one("kubernetes:core/v1:Namespace").inputs, "metadata", "labels") as object,
        spec: allow.inputs["spec"] as { ingress: unknown[]; egress: { ports: unknown[] }[] },
      };
    };

    it("by sidecars, lets proxies ask istiod and look it up, and nothing more", async () => {
      const { labels, spec } = await made({});
      expect(labels).to.deep.include({ "istio-injection": "enabled" });
      expect(spec.ingress).to.deep.equal([]);
      expect(spec.egress).to.have.length(2);
      expect(spec.egress[1]).to.deep.equal({
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "istio-system" } },
            podSelector: { matchLabels: { app: "istiod" } },
          },
        ],
        ports: [tcp(15012)],
      });
    });

    it("follows a revision or a tag", async () => {
      const { labels } = await made({ revision: "stable" });
      expect(labels).to.deep.include({ "istio.io/rev": "stable" });
      expect(labels).not.to.have.property("istio-injection");
    });

    it("by nodes, lets the tunnel through, both ways", async () => {
      const { labels, spec } = await made({ dataplane: "ambient" });
      expect(labels).to.deep.include({ "istio.io/dataplane-mode": "ambient" });
      const everywhere = [{ namespaceSelector: {}, podSelector: {} }];
      expect(spec.ingress).to.deep.equal([{ from: everywhere, ports: [tcp(15008)] }]);
      expect(spec.egress).to.deep.equal([{ to: everywhere, ports: [tcp(15008)] }]);
    });

    it("is said by mesh alone, in words that the mesh knows", () => {
      const args = { labels: { "istio-injection": "disabled" }, mesh: { dataplane: "none", revision: "Not A Label" } };
      expect(() => resolveNamespaceArgs("shop", args as unknown as NamespaceArgs))
        .to.throw()
        .with.property("errors")
        .that.satisfies((errors: { propertyPath: string }[]) => {
          expect(errors.map(({ propertyPath }) => propertyPath)).to.have.members([
            "labels.istio-injection",
            "mesh.dataplane",
            "mesh.revision",
          ]);
          return true;
        });
    });
  });

  it("hands its dependencies and what it is deleted with to its children", async () => {
    const recording = await recordNamespace();
    const first = recording.one("kubernetes:core/v1:ConfigMap");
    const component = recording.one("rampart:index:Namespace");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made).to.have.length(2);
    for (const each of made) {
      expect(each.dependencies).to.include(first.urn);
      expect(each.options.deletedWith).to.equal(first.urn);
    }
  });

  it("tells every mistake at once, and refuses to loosen itself by a label", () => {
    const args = {
      name: "Web",
      podSecurity: "none",
      labels: { "pod-security.kubernetes.io/enforce": "privileged", "admission.gatekeeper.sh/ignore": "x" },
      label: {},
    };
    expect(() => resolveNamespaceArgs("shop", args as unknown as NamespaceArgs))
      .to.throw()
      .with.property("errors")
      .that.satisfies((errors: { propertyPath: string }[]) => {
        expect(errors.map(({ propertyPath }) => propertyPath)).to.have.members([
          "name",
          "podSecurity",
          "label",
          "labels.pod-security.kubernetes.io/enforce",
          "labels.admission.gatekeeper.sh/ignore",
        ]);
        return true;
      });
    expect(() => resolveNamespaceArgs("My_Shop", {})).to.throw(/name: got the component's name "My_Shop"/);
    expect(() => resolveNamespaceArgs("My_Shop", { name: "my-shop" })).to.not.throw();
  });
});
