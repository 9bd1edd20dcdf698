import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import { calico, calicoCrds } from "../../../../catalogue/charts/calico";
import { Calico } from "../../../../components/addons/calico";
import type { Values } from "../../../../components/foundations/values";
import { handlesOf } from "../../../../components/releases";
import { record, type Recording } from "../../../support/recorder";
import { allBefore, at, dependenciesOf } from "../../recorded";
import { keysOf, valueMistakes } from "../chart-values";
import { recordCalico, types } from "./site";

const mirror = { charts: "oci://registry.example.com/charts", registries: { "*": "registry.example.com/all" } };

describe("addons/calico", () => {
  let recording: Recording;
  before(async () => (recording = await recordCalico()));
  const one = (type: string, name?: string) => recording.one(type, name);

  it("sets only values that the pinned charts have, with fitting types", async () => {
    const others = [await recordCalico({ mirror }), await recordCalico({ values: { tolerations: [] } })];
    for (const each of [recording, ...others])
      expect(valueMistakes(calico, each.one(types.release).inputs["values"] as Values)).to.deep.equal([]);
    expect(keysOf(calicoCrds).values).to.deep.equal({});
    expect(one(types.definitions).inputs).not.to.have.property("values");
  });

  it("installs the definitions as a chart whose objects stay when the stack goes", () => {
    const { inputs, options, name } = one(types.definitions);
    expect(name).to.equal("calico-calico-crds");
    expect(inputs).to.deep.include({
      name: "calico-crds",
      chart: "crd.projectcalico.org.v1",
      version: calicoCrds.version,
      repositoryOpts: { repo: calicoCrds.repository },
      namespace: "tigera-operator",
    });
    expect(options.retainOnDelete).to.equal(true);
  });

  it("installs the operator alone: what it is to make are objects of their own", () => {
    const { inputs } = one(types.release);
    expect(inputs).to.deep.include({
      name: "calico",
      chart: "tigera-operator",
      version: calico.version,
      namespace: "tigera-operator",
      atomic: true,
    });
    expect(inputs["values"]).to.deep.equal({
      installation: { enabled: false },
      apiServer: { enabled: false },
      goldmane: { enabled: false },
      whisker: { enabled: false },
      defaultFelixConfiguration: { enabled: false },
      manageCRDs: false,
      priorityClassName: "system-cluster-critical",
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    });
  });

  it("lets Calico enforce policies and leaves addresses and routes to the VPC CNI", () => {
    const { inputs } = one(types.installation);
    expect(inputs["metadata"]).to.deep.equal({
      name: "default",
      annotations: { "pulumi.com/waitFor": "condition=Ready", "pulumi.com/timeoutSeconds": "900" },
    });
    const container = (name: string, cpu: string, memory: string) => ({
      spec: {
        template: {
          spec: {
            containers: [{ name, resources: { requests: { cpu, memory }, limits: { memory: "512Mi" } } }],
          },
        },
      },
    });
    expect(inputs["spec"]).to.deep.equal({
      variant: "Calico",
      kubernetesProvider: "EKS",
      cni: { type: "AmazonVPC", ipam: { type: "AmazonVPC" } },
      calicoNetwork: { bgp: "Disabled", linuxDataplane: "Iptables" },
      controlPlaneReplicas: 2,
      flexVolumePath: "None",
      kubeletVolumePluginPath: "None",
      calicoNodeDaemonSet: container("calico-node", "150m", "192Mi"),
      typhaDeployment: container("calico-typha", "100m", "128Mi"),
      calicoKubeControllersDeployment: container("calico-kube-controllers", "50m", "128Mi"),
    });
    expect(one(types.apiServer).inputs).to.deep.include({
      metadata: inputs["metadata"],
      spec: { apiServerDeployment: container("calico-apiserver", "50m", "128Mi") },
    });
  });

  it("takes fields of the Installation from the user, over ours", async () => {
    const other = await recordCalico({
      controlPlaneReplicas: 3,
      installation: { typhaMetricsPort: 9093, calicoNetwork: { mtu: 9001 } },
    });
    expect(other.one(types.installation).inputs["spec"]).to.deep.include({
      controlPlaneReplicas: 3,
      typhaMetricsPort: 9093,
      calicoNetwork: { bgp: "Disabled", linuxDataplane: "Iptables", mtu: 9001 },
    });
  });

  it("takes every image and both charts from a mirror, one for quay.io before one for all", async () => {
    const mirrored = await recordCalico({ mirror });
    const registryIn = (each: Recording) => [
      at(each.one(types.release).inputs, "values", "tigeraOperator", "registry"),
      at(each.one(types.installation).inputs, "spec", "registry"),
    ];
    expect(registryIn(mirrored)).to.deep.equal(["registry.example.com/all", "registry.example.com/all/"]);
    const charts = [types.definitions, types.release].map((type) => mirrored.one(type).inputs["chart"]);
    expect(charts).to.deep.equal([
      "oci://registry.example.com/charts/crd.projectcalico.org.v1",
      "oci://registry.example.com/charts/tigera-operator",
    ]);
    const registries = { "*": "other.example.com", "quay.io": "quay.example.com" };
    expect(registryIn(await recordCalico({ mirror: { registries } }))).to.deep.equal([
      "quay.example.com",
      "quay.example.com/",
    ]);
    expect(new Set(calico.images.map(({ image }) => image.split("/")[0]))).to.deep.equal(new Set(["quay.io"]));
  });

  it("makes its namespace itself: privileged, unknown to Gatekeeper and the mesh, closed", () => {
    expect(one(types.namespace).inputs["metadata"]).to.deep.equal({
      name: "tigera-operator",
      labels: {
        "pod-security.kubernetes.io/enforce": "privileged",
        "pod-security.kubernetes.io/enforce-version": "latest",
        "pod-security.kubernetes.io/audit": "privileged",
        "pod-security.kubernetes.io/audit-version": "latest",
        "pod-security.kubernetes.io/warn": "privileged",
        "pod-security.kubernetes.io/warn-version": "latest",
        "admission.gatekeeper.sh/ignore": "no-self-managing",
        "istio-injection": "disabled",
      },
    });
    expect(one(types.networkPolicy).inputs["spec"]).to.deep.equal({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
    });
  });

  it("lets the VPC CNI write addresses on pods, and nothing more", () => {
    const name = "rampart-aws-node-pod-addresses";
    expect(one(types.role).inputs).to.deep.include({
      metadata: { name },
      rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["patch"] }],
    });
    expect(one(types.binding).inputs).to.deep.include({
      metadata: { name },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name: "aws-node", namespace: "kube-system" }],
    });
  });

  it("installs in the order in which one needs the other", () => {
    const direct = (type: string, name?: string) =>
      dependenciesOf(one(type, name)).filter((each) => !each.endsWith("::first"));
    expect(direct(types.release)).to.include.members([
      "kubernetes:core/v1:Namespace::calico-tigera-operator",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::calico-tigera-operator-default-deny",
    ]);
    expect(one(types.release).dependencies).to.include(one(types.definitions).urn);
    expect(direct(types.installation)).to.deep.equal(
      [
        "kubernetes:helm.sh/v3:Release::calico-calico",
        "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole::calico-aws-node",
        "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding::calico-aws-node",
      ].sort(),
    );
    expect(direct(types.apiServer)).to.deep.equal([
      "kubernetes:helm.sh/v3:Release::calico-calico",
      "kubernetes:operator.tigera.io/v1:Installation::calico-installation",
    ]);
    for (const each of [...recording.ofType(types.policy), one(types.tier)])
      expect(each.dependencies, each.urn).to.include(one(types.apiServer).urn);
    expect(one(types.policy, "calico-deny-instance-metadata").dependencies).to.include(one(types.tier).urn);
    expect(allBefore(recording, one(types.policy, "calico-default-deny"))).to.include(one(types.definitions).urn);
  });

  it("is ready when the last policy is there", async () => {
    const waiting = await record(() => {
      const addon = new Calico("calico");
      const { ready, namespaces } = handlesOf(addon);
      new kubernetes.core.v1.ConfigMap("later", {}, { dependsOn: ready });
      new kubernetes.core.v1.ConfigMap("inside", {}, { dependsOn: namespaces });
    });
    const all = waiting.registrations.filter(
      ({ type, parent }) => type.startsWith("kubernetes:") && parent?.includes("Calico") === true,
    );
    const later = waiting.one("kubernetes:core/v1:ConfigMap", "later");
    expect(all).to.have.length(11);
    expect(later.dependencies).to.include.members(all.map(({ urn }) => urn));
    expect(dependenciesOf(waiting.one("kubernetes:core/v1:ConfigMap", "inside"))).to.deep.equal([
      "kubernetes:core/v1:Namespace::calico-tigera-operator",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::calico-tigera-operator-default-deny",
    ]);
  });

  it("hands its dependencies, its provider and what it is deleted with to everything that it makes", () => {
    const component = one(types.component);
    const provider = `${one("pulumi:providers:kubernetes").urn}::${unknown}`;
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made).to.have.length(11);
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(one("kubernetes:core/v1:ConfigMap", "first").urn);
      expect(each.options.deletedWith, each.urn).to.equal(one("kubernetes:core/v1:ConfigMap", "cluster").urn);
      // The chart is a component of the provider's: it hands the provider on to what it makes.
      if (each.type !== types.definitions) expect(each.provider, each.urn).to.equal(provider);
    }
    expect(JSON.stringify(one(types.definitions))).to.include(provider);
  });

  it("declares both charts for policies, effective values included", async () => {
    const other = await recordCalico({ values: { whisker: { enabled: true } } });
    expect(other.one(types.component).inputs["releases"]).to.deep.equal([
      {
        chart: "crd.projectcalico.org.v1",
        release: "calico-crds",
        version: calicoCrds.version,
        namespace: "tigera-operator",
        securityValues: {},
      },
      {
        chart: "tigera-operator",
        release: "calico",
        version: calico.version,
        namespace: "tigera-operator",
        securityValues: {
          "installation.enabled": false,
          "apiServer.enabled": false,
          "goldmane.enabled": false,
          "whisker.enabled": true,
          "defaultFelixConfiguration.enabled": false,
          manageCRDs: false,
        },
      },
    ]);
  });
});
