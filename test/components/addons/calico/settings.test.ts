import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import { type Mistake, read } from "../../../../catalogue";
import { type CalicoArgs, calicoAddonShape, resolveCalicoAddon } from "../../../../components/addons/calico";
import { resolveCalicoArgs } from "../../../../components/addons/calico/settings";

function refused(args: unknown): Record<string, string> {
  try {
    resolveCalicoArgs(args as CalicoArgs);
  } catch (error) {
    if (!InputPropertiesError.isInstance(error)) throw error;
    return Object.fromEntries(error.errors.map(({ propertyPath, reason }) => [propertyPath, reason]));
  }
  return {};
}

describe("addons/calico/settings", () => {
  it("fill every default", () => {
    const settings = resolveCalicoArgs({});
    expect(settings).to.deep.include({ controlPlaneReplicas: 2, allowedEgress: [], installation: {} });
    expect(settings.definitions.mirror).to.deep.equal({});
    const because = "a collector of metrics";
    const given = { allowedEgress: [{ cidrs: ["10.0.0.0/8"], ports: [4317], because }] };
    expect(resolveCalicoArgs(given).allowedEgress).to.deep.equal([
      { cidrs: ["10.0.0.0/8"], ports: [4317], protocol: "TCP", because },
    ]);
  });

  it("tell every mistake in the arguments at once", () => {
    const found = refused({
      controlPlaneReplicas: 0,
      replicas: 2,
      allowedEgress: [
        { cidrs: ["0.0.0.0/0"], ports: [], because: "" },
        { cidrs: ["10.0.0.1/8", "::/0"], ports: [0], protocol: "ICMP", because: "ping" },
      ],
      installation: { cni: { type: "Calico" }, calicoNetwork: { linuxDataplane: "BPF", mtu: 1500 } },
      values: { installation: { enabled: true, registry: "quay.io" } },
      mirror: { charts: "charts.example.com" },
    });
    expect(Object.keys(found).sort()).to.deep.equal(
      [
        "controlPlaneReplicas",
        "replicas",
        "allowedEgress[0].cidrs[0]",
        "allowedEgress[0].ports",
        "allowedEgress[0].because",
        "allowedEgress[1].cidrs[0]",
        "allowedEgress[1].cidrs[1]",
        "allowedEgress[1].ports[0]",
        "allowedEgress[1].protocol",
        "installation.cni",
        "installation.calicoNetwork.linuxDataplane",
        "values.installation.enabled",
        "values.installation.registry",
        "mirror.charts",
      ].sort(),
    );
    expect(found["allowedEgress[0].cidrs[0]"]).to.include("an IPv4 network of /8 or smaller");
    expect(found["installation.cni"]).to.include("NET-06");
    expect(found["values.installation.enabled"]).to.include("NET-06");
    expect(found["values.installation.registry"]).to.include("the argument installation");
  });

  it("refuse fields of the Installation that would leave pods without an agent, however they are reached", () => {
    const paths = (installation: object) => Object.keys(refused({ installation }));
    expect(paths({ calicoNodeDaemonSet: null })).to.deep.equal([
      "installation.calicoNodeDaemonSet.spec.template.spec.affinity",
      "installation.calicoNodeDaemonSet.spec.template.spec.nodeSelector",
      "installation.calicoNodeDaemonSet.spec.template.spec.tolerations",
    ]);
    const nodes = { spec: { template: { spec: { nodeSelector: { pool: "a" } } } } };
    expect(paths({ calicoNodeDaemonSet: nodes })).to.deep.equal([
      "installation.calicoNodeDaemonSet.spec.template.spec.nodeSelector",
    ]);
    expect(paths({ variant: "Calico" })).to.deep.equal(["installation.variant"]);
    expect(paths({ kubernetesProvider: "" })).to.deep.equal(["installation.kubernetesProvider"]);
    expect(paths({ calicoNetwork: { bgp: "Enabled" } })).to.deep.equal(["installation.calicoNetwork.bgp"]);
    expect(paths({ controlPlaneReplicas: 3 })).to.deep.equal(["installation.controlPlaneReplicas"]);
    const containers = [{ name: "calico-node", resources: { limits: { memory: "1Gi" } } }];
    expect(paths({ calicoNodeDaemonSet: { spec: { template: { spec: { containers } } } } })).to.deep.equal([]);
  });

  it("refuse values of the chart that switch enforcement off, and those that nothing would come of", () => {
    const paths = (values: object) => Object.keys(refused({ values }));
    expect(paths({ apiServer: { enabled: true } })).to.deep.equal(["values.apiServer.enabled"]);
    expect(paths({ apiServer: { logging: {} } })).to.deep.equal(["values.apiServer.logging"]);
    expect(paths({ defaultFelixConfiguration: { enabled: true } })).to.deep.equal([
      "values.defaultFelixConfiguration.enabled",
    ]);
    expect(paths({ resources: { limits: { memory: "1Gi" } }, goldmane: { enabled: true } })).to.deep.equal([]);
  });

  it("stand where a cluster puts them", () => {
    const mistakes: Mistake[] = [];
    resolveCalicoAddon({ installation: { cni: {} }, values: { installation: { enabled: true } } }, "calico", mistakes);
    expect(mistakes.map(({ path }) => path)).to.deep.equal([
      "calico.installation.cni",
      "calico.values.installation.enabled",
    ]);
    expect(read(calicoAddonShape, { mirror: {} }, "calico").mistakes.map(({ path }) => path)).to.deep.equal([
      "calico.mirror",
    ]);
  });
});
