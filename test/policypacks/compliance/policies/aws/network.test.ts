import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";

describe("NET-04 remote access to nodes", () => {
  const [group, template] = [samples.nodeGroup(), samples.launchTemplate()];
  const access = (value: unknown) => [broken(group, "remoteAccess", value)];
  cases("NET-04", [
    ["none", [group, template], "pass"],
    ["from named groups", access({ ec2SshKey: "ops", sourceSecurityGroupIds: ["sg-1"] }), "pass"],
    ["from everywhere", access({ ec2SshKey: "ops" }), "fail", "port 22 is open to the world"],
    ["from an empty list", access({ ec2SshKey: "ops", sourceSecurityGroupIds: [] }), "fail"],
    ["from unknown groups", access({ ec2SshKey: "ops", sourceSecurityGroupIds: unknown }), "unknown"],
    ["from groups of the wrong type", access({ sourceSecurityGroupIds: "sg-1" }), "fail", "wrong type"],
    ["unknown", access(unknown), "unknown"],
    ["of the wrong type", access("ops"), "fail", "wrong type"],
    ["a key in the template", [broken(template, "keyName", "ops")], "fail", "keyName is set"],
    ["an unknown key in the template", [broken(template, "keyName", unknown)], "unknown"],
    ["no key in the template", [broken(template, "keyName", "")], "pass"],
    ["no nodes", [samples.key()], "not-applicable"],
  ]);
});

describe("NET-06 enforcement of network policies", () => {
  const [cluster, addon] = [samples.cluster(), samples.networkAddon()];
  const values = (value: unknown) => [
    cluster,
    broken(addon, "configurationValues", typeof value === "object" ? JSON.stringify(value) : value),
  ];
  const calico = (chart: unknown, provider = "cluster"): Sample => ({
    type: "kubernetes:helm.sh/v3:Release",
    name: `calico-${provider}`,
    props: { chart, version: "3.30.2" },
    provider,
  });
  const told = (enabled: unknown) => broken(calico("tigera-operator"), "values", { installation: { enabled } });
  const installation = (provider: string): Sample => ({
    type: "kubernetes:operator.tigera.io/v1:Installation",
    name: "default",
    props: { spec: { kubernetesProvider: "EKS" } },
    provider,
  });
  const second = { ...broken(cluster, "name", "other"), name: "other" };
  const nameless = broken(cluster, "name", undefined);
  const linked = { ...broken(addon, "clusterName", unknown), sources: { clusterName: ["main"] } };
  cases("NET-06", [
    ["the add-on enforces", [cluster, addon], "pass"],
    ["the add-on does not", values({ enableNetworkPolicy: "false" }), "fail", 'is "false"; expected "true"'],
    ["the add-on by default", values({}), "fail", 'which means "false"'],
    ["a flag for the text", values({ enableNetworkPolicy: true }), "fail", "is true"],
    ["no configuration", values(undefined), "fail", "configurationValues of vpc-cni is not set"],
    ["unknown configuration", values(unknown), "unknown"],
    ["configuration that is no JSON", values("enableNetworkPolicy"), "fail", "no JSON map"],
    ["configuration that is no map", values("[1]"), "fail", "no JSON map"],
    ["configuration of the wrong type", values(1), "fail", "wrong type"],
    ["no add-on", [cluster], "fail", "nothing enforces network policies"],
    ["another add-on", [cluster, broken(addon, "addonName", "coredns")], "fail"],
    ["another cluster's add-on", [cluster, broken(addon, "clusterName", "other")], "fail"],
    ["an add-on of an unknown cluster", [cluster, broken(addon, "clusterName", unknown)], "unknown"],
    ["an add-on of unknown name", [cluster, broken(addon, "addonName", unknown)], "unknown"],
    ["a cluster of unknown name, joined", [nameless, linked], "pass"],
    ["Calico", [cluster, calico("oci://registry.example/tigera-operator")], "pass", "Calico enforces"],
    ["another chart", [cluster, calico("nginx")], "fail"],
    ["Calico in one of two clusters", [cluster, second, calico("tigera-operator")], "unknown"],
    ["Calico in both", [cluster, second, calico("tigera-operator"), calico("tigera-operator", "other")], "pass"],
    ["the add-on here, Calico there", [cluster, addon, second, calico("tigera-operator")], "pass"],
    ["Calico's operator that is told nothing", [cluster, told(false)], "fail"],
    ["Calico's operator that is told by the chart", [cluster, told(true)], "pass"],
    ["Calico's operator that is told apart", [cluster, told(false), installation("cluster")], "pass"],
    ["Calico's operator that is told in another cluster", [cluster, told(false), installation("other")], "fail"],
    ["Calico's operator that may be told", [cluster, told(unknown)], "unknown", "operator is told to enforce"],
    ["no cluster", [addon], "not-applicable"],
  ]);
});

describe("NET-07 flow logs", () => {
  const [vpc, flow] = [samples.vpc(), samples.flowLog()];
  const type = (value: unknown) => [vpc, broken(flow, "trafficType", value)];
  const unnamed = { ...vpc, outputs: {} };
  const linked = { ...broken(flow, "vpcId", unknown), sources: { vpcId: ["network"] } };
  const second: Sample = { ...vpc, name: "other", outputs: {} };
  cases("NET-07", [
    ["of everything", [vpc, flow], "pass"],
    ["of what was let in", type("ACCEPT"), "fail", 'is "ACCEPT"; expected "ALL"'],
    ["of what was refused", type("REJECT"), "fail"],
    ["of nothing in particular", type(undefined), "fail"],
    ["of an unknown kind", type(unknown), "unknown"],
    ["of the wrong type", type(true), "fail"],
    ["none", [vpc], "fail", "no flow log records"],
    ["of another VPC", [vpc, broken(flow, "vpcId", "vpc-2")], "fail"],
    ["of a subnet", [vpc, broken(flow, "vpcId", undefined)], "fail"],
    ["of an unknown VPC", [vpc, broken(flow, "vpcId", unknown)], "unknown"],
    ["of an unknown VPC, narrow", [vpc, broken(broken(flow, "vpcId", unknown), "trafficType", "REJECT")], "fail"],
    ["of a VPC of this stack", [unnamed, linked], "pass"],
    ["of one VPC of two", [unnamed, second, linked], "fail"],
    ["of one VPC or the other", [unnamed, second, { ...linked, sources: { vpcId: ["network", "other"] } }], "unknown"],
    [
      "of everything, beside a narrow one",
      [vpc, { ...broken(flow, "trafficType", "REJECT"), name: "narrow" }, flow],
      "pass",
    ],
    ["no VPC", [flow], "not-applicable"],
  ]);
});
