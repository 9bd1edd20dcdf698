import { expect } from "chai";
import { istiod as istiodPin } from "../../../../catalogue/charts/istio";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { at } from "../../recorded";
import { valueMistakes } from "../chart-values";
import { meshPolicies, pinNamed, recordIstio, releasesIn, releaseType } from "./recordings";

describe("addons/istio", () => {
  let sidecar: Recording;
  let ambient: Recording;
  before(async () => {
    sidecar = await recordIstio();
    ambient = await recordIstio({ dataplane: "ambient" });
  });
  const valuesOf = (recording: Recording, release: string) =>
    releasesIn(recording)[release]!.inputs["values"] as Values;

  it("sets only values that the pinned charts have, with fitting types, in every mode", async () => {
    const others = [
      { mirror: { registries: { "*": "registry.example.com" } }, dataplane: "ambient" as const },
      { revision: "1-30-3", revisionTags: ["prod"], previous: { version: "1.29.6" }, tlsFloor: "TLSV1_3" as const },
      { replicas: 1, egress: "ALLOW_ANY" as const },
    ];
    const recordings = [sidecar, ambient];
    for (const args of others) recordings.push(await recordIstio(args));
    const releases = recordings.flatMap((each) => each.ofType(releaseType));
    expect(releases).to.have.length(3 + 4 + 4 + 4 + 3);
    for (const { inputs } of releases)
      expect(valueMistakes(pinNamed(inputs["chart"]), inputs["values"] as Values)).to.deep.equal([]);
    expect(valueMistakes(istiodPin, { meshConfig: { accessLogFiles: "" }, autoscaleMin: "2" })).to.deep.equal([
      "meshConfig.accessLogFiles: no such key in istiod 1.30.3",
      "autoscaleMin: string; expected number",
    ]);
  });

  it("installs base, istiod and the network plugin under their own names, and ztunnel in ambient mode only", () => {
    const told = (recording: Recording) =>
      recording
        .ofType(releaseType)
        .map(({ inputs }) => ["name", "chart", "version", "namespace"].map((each) => inputs[each]).join(" "))
        .sort();
    const three = [
      "istio-base base 1.30.3 istio-system",
      "istio-cni cni 1.30.3 istio-cni",
      "istiod istiod 1.30.3 istio-system",
    ];
    expect(told(sidecar)).to.deep.equal(three);
    expect(told(ambient)).to.deep.equal([...three, "ztunnel ztunnel 1.30.3 istio-cni"]);
  });

  it("configures the mesh: floors of TLS, logs in JSON, egress to what is registered", () => {
    expect(valuesOf(sidecar, "istiod")["meshConfig"]).to.deep.equal({
      accessLogFile: "/dev/stdout",
      accessLogEncoding: "JSON",
      meshMTLS: { minProtocolVersion: "TLSV1_3" },
      tlsDefaults: {
        minProtocolVersion: "TLSV1_2",
        cipherSuites: [
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
        ],
      },
      outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
      pathNormalization: { normalization: "DECODE_AND_MERGE_SLASHES" },
    });
  });

  it("takes the floor of gateways, egress and replicas from the arguments", async () => {
    const other = await recordIstio({ tlsFloor: "TLSV1_3", egress: "ALLOW_ANY", replicas: 7 });
    const values = valuesOf(other, "istiod");
    expect(at(values, "meshConfig", "tlsDefaults", "minProtocolVersion")).to.equal("TLSV1_3");
    expect(at(values, "meshConfig", "outboundTrafficPolicy", "mode")).to.equal("ALLOW_ANY");
    expect([values["autoscaleMin"], values["autoscaleMax"]]).to.deep.equal([7, 7]);
    const own = valuesOf(sidecar, "istiod");
    expect([own["autoscaleMin"], own["autoscaleMax"]]).to.deep.equal([2, 5]);
  });

  it("hardens istiod and what it injects", () => {
    const seccompProfile = { type: "RuntimeDefault" };
    expect(valuesOf(sidecar, "istiod")).to.deep.include({
      revision: "",
      revisionTags: [],
      seccompProfile,
      gateways: { seccompProfile },
      cni: { enabled: true },
      extraContainerArgs: ["--tls-min-version=1.3"],
      resources: { requests: { cpu: "500m", memory: "2048Mi" }, limits: { memory: "2048Mi" } },
      pdb: { minAvailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow" },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { app: "istiod" } },
        },
      ],
      global: {
        variant: "distroless",
        priorityClassName: "system-cluster-critical",
        logAsJson: true,
        configValidation: true,
        enableReaderRBAC: false,
        networkPolicy: { enabled: false },
        proxy: { seccompProfile, privileged: false, includeInboundPorts: "*", excludeInboundPorts: "" },
      },
    });
    expect(valuesOf(sidecar, "istio-base")).to.deep.equal({
      defaultRevision: "default",
      global: { enableReaderRBAC: false },
    });
  });

  it("knows ztunnel in another namespace than its own when pods take part by it", () => {
    const ambientOnly = ["profile", "trustedZtunnelNamespace"];
    expect(valuesOf(ambient, "istiod")).to.include({ profile: "ambient", trustedZtunnelNamespace: "istio-cni" });
    expect(valuesOf(sidecar, "istiod")).to.not.have.any.keys(...ambientOnly);
    const plugin = (enabled: boolean) => ({
      ambient: { enabled },
      repair: { enabled: true, repairPods: true },
      useAppArmorAnnotation: false,
      resources: { requests: { cpu: "100m", memory: "100Mi" }, limits: { memory: "512Mi" } },
      global: { variant: "distroless", logAsJson: true, networkPolicy: { enabled: false } },
    });
    expect(valuesOf(ambient, "istio-cni")).to.deep.equal(plugin(true));
    expect(valuesOf(sidecar, "istio-cni")).to.deep.equal(plugin(false));
    expect(valuesOf(ambient, "ztunnel")).to.deep.equal({
      revision: "",
      variant: "distroless",
      logLevel: "info",
      logAsJson: true,
      resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "1Gi" } },
      terminationGracePeriodSeconds: 90,
      global: { networkPolicy: { enabled: false } },
    });
  });

  it("holds the whole mesh to mutual TLS, allows nothing, and logs every request", () => {
    const told = meshPolicies.map((type) => {
      const { apiVersion, kind, metadata, spec } = sidecar.one(type).inputs;
      return { apiVersion, kind, metadata, spec };
    });
    const namespace = "istio-system";
    expect(told).to.deep.equal([
      {
        apiVersion: "security.istio.io/v1",
        kind: "PeerAuthentication",
        metadata: { name: "default", namespace },
        spec: { mtls: { mode: "STRICT" } },
      },
      {
        apiVersion: "security.istio.io/v1",
        kind: "AuthorizationPolicy",
        metadata: { name: "default-deny", namespace },
        spec: {},
      },
      {
        apiVersion: "telemetry.istio.io/v1",
        kind: "Telemetry",
        metadata: { name: "default", namespace },
        spec: { accessLogging: [{ providers: [{ name: "envoy" }] }] },
      },
    ]);
  });

  it("declares its releases for policies in the order of their installation, effective values included", async () => {
    const other = await recordIstio({ dataplane: "ambient", values: { istiod: { global: { logAsJson: false } } } });
    const { releases } = other.one("rampart:index:Istio").inputs as { releases: Record<string, unknown>[] };
    expect(releases.map((each) => each["release"])).to.deep.equal(["istio-base", "istiod", "istio-cni", "ztunnel"]);
    expect(releases[1]!["securityValues"]).to.deep.equal({
      autoscaleMin: 2,
      "cni.enabled": true,
      "global.configValidation": true,
      "global.enableReaderRBAC": false,
      "global.logAsJson": false,
      "global.networkPolicy.enabled": false,
      "global.proxy.privileged": false,
      "global.proxy.includeInboundPorts": "*",
      "global.proxy.excludeInboundPorts": "",
      "meshConfig.meshMTLS.minProtocolVersion": "TLSV1_3",
      "meshConfig.tlsDefaults.minProtocolVersion": "TLSV1_2",
      "meshConfig.accessLogFile": "/dev/stdout",
      "meshConfig.accessLogEncoding": "JSON",
      "meshConfig.outboundTrafficPolicy.mode": "REGISTRY_ONLY",
      "meshConfig.pathNormalization.normalization": "DECODE_AND_MERGE_SLASHES",
    });
    expect(releases[2]!["securityValues"]).to.deep.equal({
      "ambient.enabled": true,
      "repair.enabled": true,
      "repair.repairPods": true,
    });
    expect(releases[3]!["securityValues"]).to.deep.equal({ logLevel: "info", logAsJson: true });
  });

  it("takes every image from a mirror, that of sidecars too", async () => {
    const mirror = { registries: { "registry.istio.io": "registry.example.com/istio" } };
    const mirrored = await recordIstio({ dataplane: "ambient", mirror });
    const hub = "registry.example.com/istio/release";
    expect(at(valuesOf(mirrored, "istiod"), "global", "hub")).to.equal(hub);
    expect(at(valuesOf(mirrored, "istio-cni"), "global", "hub")).to.equal(hub);
    expect(valuesOf(mirrored, "ztunnel")["hub"]).to.equal(hub);
  });
});
