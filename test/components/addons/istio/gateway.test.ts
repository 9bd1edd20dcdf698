import { expect } from "chai";
import { istioGateway } from "../../../../catalogue/charts/istio";
import type { IstioGatewayArgs } from "../../../../components/addons/istio";
import { resolveIstioGatewayArgs } from "../../../../components/addons/istio/gateway-settings";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { at, dependenciesOf } from "../../recorded";
import { valueMistakes } from "../chart-values";
import {
  bothWays,
  childrenOf,
  everywhere,
  mistakenPaths,
  recordGateway,
  releaseType,
  tcp,
  toIstiod,
  toResolver,
  trafficIn,
} from "./recordings";

const lb = "service.beta.kubernetes.io/aws-load-balancer-";
const allowType = "kubernetes:security.istio.io/v1:AuthorizationPolicy";
const valuesOf = (recording: Recording) => recording.one(releaseType).inputs["values"] as Values;

describe("addons/istio/gateway", () => {
  let recording: Recording;
  before(async () => (recording = await recordGateway()));

  it("sets only values that the pinned chart has, whose schema refuses any other", async () => {
    const others = [{ replicas: 1 }, { dataplane: "ambient" as const, revision: "1-30-3" }];
    const recordings = [recording];
    for (const args of others) recordings.push(await recordGateway(args));
    for (const each of recordings) expect(valueMistakes(istioGateway, valuesOf(each))).to.deep.equal([]);
  });

  it("stands behind an internal network load balancer that asks the pods whether they are ready", () => {
    const { inputs } = recording.one(releaseType);
    expect(inputs).to.include({ name: "istio-ingress", chart: "gateway", namespace: "istio-ingress" });
    expect(at(inputs, "values", "service")).to.deep.equal({
      type: "LoadBalancer",
      annotations: {
        [`${lb}type`]: "external",
        [`${lb}nlb-target-type`]: "ip",
        [`${lb}scheme`]: "internal",
        [`${lb}healthcheck-protocol`]: "http",
        [`${lb}healthcheck-port`]: "15021",
        [`${lb}healthcheck-path`]: "/healthz/ready",
        [`${lb}target-group-attributes`]: "preserve_client_ip.enabled=true",
      },
      ports: [
        { name: "http2", port: 80, protocol: "TCP", targetPort: 80 },
        { name: "https", port: 443, protocol: "TCP", targetPort: 443 },
      ],
    });
  });

  it("faces the internet and bears further annotations when told so", async () => {
    const annotations = { [`${lb}attributes`]: "deletion_protection.enabled=true", [`${lb}healthcheck-path`]: "/" };
    const other = await recordGateway({ scheme: "internet-facing", annotations });
    expect(at(valuesOf(other), "service", "annotations")).to.include({
      ...annotations,
      [`${lb}scheme`]: "internet-facing",
      [`${lb}type`]: "external",
    });
  });

  it("meets the restricted level, in two zones, with a budget unless it is single", async () => {
    expect(valuesOf(recording)).to.deep.include({
      revision: "",
      autoscaling: { minReplicas: 2, maxReplicas: 5 },
      podDisruptionBudget: { minAvailable: 1 },
      securityContext: {
        sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
        seccompProfile: { type: "RuntimeDefault" },
      },
      priorityClassName: "system-cluster-critical",
      terminationGracePeriodSeconds: 60,
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { app: "istio-ingress", istio: "ingress" } },
        },
      ],
    });
    expect(valuesOf(await recordGateway({ replicas: 1 }))).to.deep.include({
      autoscaling: { minReplicas: 1, maxReplicas: 5 },
      podDisruptionBudget: {},
    });
    expect(valuesOf(await recordGateway({ replicas: 9 }))["autoscaling"]).to.deep.equal({
      minReplicas: 9,
      maxReplicas: 9,
    });
  });

  it("lives inside of the mesh, in a namespace that follows a revision", async () => {
    const labels = (each: Recording) =>
      at(each.one("kubernetes:core/v1:Namespace").inputs, "metadata", "labels") as Record<string, string>;
    expect(labels(recording)).to.include({
      "pod-security.kubernetes.io/enforce": "restricted",
      "admission.gatekeeper.sh/ignore": "no-self-managing",
      "istio.io/rev": "default",
    });
    expect(labels(recording)).to.not.have.property("istio-injection");
    const other = await recordGateway({ revision: "1-30-3" });
    expect(labels(other)).to.include({ "istio.io/rev": "1-30-3" });
    expect(valuesOf(other)["revision"]).to.equal("1-30-3");
  });

  it("takes clients from anywhere, and reaches istiod and workloads on their ports only", async () => {
    const spec = (ports: number[]) => ({
      "istio-ingress/default-deny": { podSelector: {}, policyTypes: bothWays },
      "istio-ingress/allow-gateway": {
        podSelector: {},
        policyTypes: bothWays,
        ingress: [{ ports: [tcp(80), tcp(443)] }, { ports: [tcp(15021)] }],
        egress: [toResolver, toIstiod, { to: [everywhere], ports: ports.map(tcp) }],
      },
    });
    expect(trafficIn(recording)).to.deep.equal(spec([80, 443, 8080, 8443]));
    const args: IstioGatewayArgs = { dataplane: "ambient", workloadPorts: [9000] };
    expect(trafficIn(await recordGateway(args))).to.deep.equal(spec([9000, 15008]));
    expect(trafficIn(await recordGateway({ ...args, workloadPorts: [15008] }))).to.deep.equal(spec([15008]));
  });

  it("is allowed its clients by the mesh, on the ports that it offers and no others", () => {
    const { metadata, spec } = recording.one(allowType).inputs;
    expect(metadata).to.deep.equal({ name: "allow-clients", namespace: "istio-ingress" });
    expect(spec).to.deep.equal({
      selector: { matchLabels: { istio: "ingress" } },
      action: "ALLOW",
      rules: [{ to: [{ operation: { ports: ["80", "443"] } }] }],
    });
  });

  it("installs after its namespace and policies, with the component's own options on everything", () => {
    const made = [
      "kubernetes:core/v1:Namespace::edge-istio-ingress",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::edge-istio-ingress-allow-gateway",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::edge-istio-ingress-default-deny",
    ];
    for (const type of [releaseType, allowType])
      expect(dependenciesOf(recording.one(type)), type).to.include.members(made);
    const component = recording.one("rampart:index:IstioGateway");
    const children = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(children).to.have.length(5);
    const [first, cluster] = ["first", "cluster"].map(
      (each) => recording.one("kubernetes:core/v1:ConfigMap", each).urn,
    );
    for (const each of children) {
      expect(each.dependencies, each.urn).to.include(first);
      expect(each.options.deletedWith, each.urn).to.equal(cluster);
    }
  });

  it("tells who uses it to wait for all that it made", () => {
    const made = childrenOf(recording, "rampart:index:IstioGateway");
    expect(recording.outputs["ready"]).to.have.members(made);
    expect(recording.outputs["namespaces"]).to.have.members(made.filter((urn) => !/Release|Authorization/.test(urn)));
    expect(recording.outputs["own"]).to.deep.equal(["istio-ingress"]);
  });

  it("declares its release for policies", async () => {
    const other = await recordGateway({ replicas: 3, values: { service: { type: "ClusterIP" } } });
    const { releases } = other.one("rampart:index:IstioGateway").inputs;
    expect(releases).to.deep.equal([
      {
        chart: "gateway",
        release: "istio-ingress",
        version: istioGateway.version,
        namespace: "istio-ingress",
        securityValues: { "service.type": "ClusterIP", "autoscaling.minReplicas": 3 },
      },
    ]);
  });

  it("tells every mistake in its arguments at once", () => {
    const args = {
      scheme: "public",
      replicas: 51,
      annotations: { a: 1, [`${lb}scheme`]: "internet-facing" },
      workloadPorts: [80, 70000],
      revision: "A",
      dataplane: "none",
      values: { revision: "b", service: { annotations: { [`${lb}scheme`]: "internet-facing" } } },
      enabled: true,
    };
    expect(mistakenPaths(() => resolveIstioGatewayArgs(args as unknown as IstioGatewayArgs))).to.deep.equal([
      "enabled",
      "scheme",
      "replicas",
      "annotations.a",
      "workloadPorts[1]",
      "revision",
      "dataplane",
      "values.revision",
      `annotations.${lb}scheme`,
      `values.service.annotations.${lb}scheme`,
    ]);
  });
});
