import { expect } from "chai";
import {
  type IstioAddonArgs,
  type IstioArgs,
  gatewayArgs,
  istioReleases,
  istioShape,
  meshArgs,
  resolveIstioAddon,
} from "../../../../components/addons/istio";
import { resolveIstioArgs } from "../../../../components/addons/istio/settings";
import { type Mistake, read } from "../../../../catalogue";
import { mistakenPaths, pins } from "./recordings";

const resolved = (args: IstioAddonArgs) => {
  const mistakes: Mistake[] = [];
  return { settings: resolveIstioAddon(args, "istio", mistakes), mistakes };
};

describe("addons/istio/settings", () => {
  it("tells every mistake in its arguments at once", () => {
    const args = {
      dataplane: "proxyless",
      revision: "1.30",
      revisionTags: ["prod", "Prod"],
      previous: { version: "latest", tag: "a" },
      replicas: 0,
      tlsFloor: "TLSV1_1",
      egress: "NONE",
      values: { istiod: { global: { configValidation: false } }, ztunnel: {}, pilot: {} },
      mirror: { charts: "ftp://example.com" },
    };
    expect(mistakenPaths(() => resolveIstioArgs(args as unknown as IstioArgs))).to.deep.equal([
      "dataplane",
      "revision",
      "revisionTags[1]",
      "previous.tag",
      "previous.version",
      "replicas",
      "tlsFloor",
      "egress",
      "values.pilot",
      "mirror.charts",
      "values.istiod.global.configValidation",
      "values.ztunnel",
    ]);
  });

  it("refuses to have switched off what carries a control, and says which", () => {
    const values = {
      base: { base: { validationURL: "https://example.com", validationCABundle: "x" } },
      istiod: {
        global: { istioNamespace: "mesh", proxy: { excludeInboundPorts: "8080", includeInboundPorts: "80" } },
        meshConfig: {
          rootNamespace: "elsewhere",
          accessLogFile: "",
          accessLogEncoding: "TEXT",
          tlsDefaults: { cipherSuites: ["AES128-SHA"], minProtocolVersion: "TLS_AUTO" },
          meshMTLS: null,
        },
      },
      cni: { excludeNamespaces: ["shop"] },
      ztunnel: { logLevel: "warn", logAsJson: false },
    };
    const mistakes: Mistake[] = [];
    resolveIstioAddon({ dataplane: "ambient", values }, "istio", mistakes);
    const control = ({ expected }: Mistake) => /carries ([A-Z]+-\d+)/.exec(expected)?.[1];
    expect(Object.fromEntries(mistakes.map((each) => [each.path, control(each)]))).to.deep.equal({
      "istio.values.base.base.validationURL": "RBAC-04",
      "istio.values.base.base.validationCABundle": "RBAC-04",
      "istio.values.istiod.global.istioNamespace": "TLS-01",
      "istio.values.istiod.global.proxy.includeInboundPorts": "TLS-01",
      "istio.values.istiod.global.proxy.excludeInboundPorts": "TLS-01",
      "istio.values.istiod.meshConfig.rootNamespace": "TLS-01",
      "istio.values.istiod.meshConfig.meshMTLS.minProtocolVersion": "TLS-01",
      "istio.values.istiod.meshConfig.tlsDefaults.minProtocolVersion": "TLS-02",
      "istio.values.istiod.meshConfig.tlsDefaults.cipherSuites": "TLS-02",
      "istio.values.istiod.meshConfig.accessLogFile": "MON-04",
      "istio.values.istiod.meshConfig.accessLogEncoding": "MON-04",
      "istio.values.cni.excludeNamespaces": "TLS-01",
      "istio.values.ztunnel.logLevel": "MON-04",
      "istio.values.ztunnel.logAsJson": "MON-04",
    });
  });

  it("refuses values that an argument sets, and names it", () => {
    const values = {
      base: { defaultRevision: "x" },
      istiod: { revision: "x", cni: { enabled: false }, profile: "ambient", autoscaleMin: 1 },
      cni: { ambient: { enabled: true } },
    };
    const { mistakes } = resolved({ values, gateway: { values: { revision: "x", autoscaling: { minReplicas: 1 } } } });
    expect(mistakes.map(({ path, expected }) => [path, expected])).to.deep.equal([
      ["istio.values.base.defaultRevision", "nothing: revision sets it"],
      ["istio.values.istiod.revision", "nothing: revision sets it"],
      ["istio.values.istiod.autoscaleMin", "nothing: replicas sets it"],
      ["istio.values.istiod.profile", "nothing: dataplane sets it"],
      ["istio.values.istiod.cni.enabled", "nothing: this component, which installs the plugin, sets it"],
      ["istio.values.cni.ambient.enabled", "nothing: dataplane sets it"],
      ["istio.gateway.values.revision", "nothing: revision sets it"],
      ["istio.gateway.values.autoscaling.minReplicas", "nothing: replicas sets it"],
    ]);
  });

  it("lays other values over ours, for the old control plane as for the new one", () => {
    const { settings, mistakes } = resolved({
      revision: "b",
      previous: { version: "1.29.6" },
      values: { istiod: { autoscaleMax: 9, meshConfig: { accessLogFormat: "{}" } } },
    });
    expect(mistakes).to.deep.equal([]);
    for (const release of [settings.mesh.istiod, settings.mesh.previous!])
      expect(release.overrides).to.deep.equal({ autoscaleMax: 9, meshConfig: { accessLogFormat: "{}" } });
  });

  it("says the same mistake once, whichever control planes it would touch", () => {
    const { mistakes } = resolved({
      revision: "b",
      previous: { version: "1.29.6" },
      values: { istiod: { global: { configValidation: false } } },
    });
    expect(mistakes).to.have.length(1);
  });

  it("has the gateway follow the control plane that was there first, or the one that it is told", () => {
    const previous = { revision: "a", version: "1.29.6", revisionTags: ["prod"] };
    const follows = (args: IstioAddonArgs) => gatewayArgs(args)?.revision;
    expect(follows({})).to.equal("default");
    expect(follows({ revision: "b" })).to.equal("b");
    expect(follows({ revision: "b", previous })).to.equal("a");
    for (const revision of ["a", "b", "prod", "next"])
      expect(resolved({ revision: "b", revisionTags: ["next"], previous, gateway: { revision } }).mistakes).to.be.empty;
    expect(resolved({ revision: "b", previous, gateway: { revision: "c" } }).mistakes).to.deep.equal([
      { path: "istio.gateway.revision", got: '"c"', expected: "one of b, a, prod" },
    ]);
  });

  it("hands each component its own of the arguments, and both the mirror", () => {
    const mirror = { charts: "https://charts.example.com" };
    const args: IstioAddonArgs = { dataplane: "ambient", replicas: 3, gateway: { enabled: true, replicas: 4 } };
    expect(meshArgs(args, mirror)).to.deep.equal({ dataplane: "ambient", replicas: 3, mirror });
    expect(gatewayArgs(args, mirror)).to.deep.equal({ dataplane: "ambient", replicas: 4, revision: "default", mirror });
    expect(meshArgs({})).to.deep.equal({});
  });

  it("knows its releases, with no gateway where there is to be none", () => {
    const named = (args: IstioAddonArgs) => istioReleases(resolved(args).settings).map(({ pin }) => pin.release);
    expect(named({})).to.deep.equal(["istio-base", "istiod", "istio-cni", "istio-ingress"]);
    expect(named({ dataplane: "ambient", gateway: { enabled: false } })).to.deep.equal([
      "istio-base",
      "istiod",
      "istio-cni",
      "ztunnel",
    ]);
    expect(gatewayArgs({ gateway: { enabled: false } })).to.equal(undefined);
  });

  it("has a shape for what a cluster passes on", () => {
    const args = { gateway: { enabled: "no", schema: "internal", workloadPorts: [] }, mirror: {} };
    expect(read(istioShape, args, "istio").mistakes.map(({ path }) => path)).to.deep.equal([
      "istio.mirror",
      "istio.gateway.schema",
      "istio.gateway.workloadPorts",
      "istio.gateway.enabled",
    ]);
    expect(read(istioShape, { egress: "ALLOW_ANY", gateway: { enabled: false } }).mistakes).to.deep.equal([]);
  });

  it("pins all of its charts at one version, in namespaces that each say once why they are exempt", () => {
    expect(new Set(pins.map(({ version, appVersion }) => `${version} ${appVersion}`))).to.deep.equal(
      new Set(["1.30.3 1.30.3"]),
    );
    const exempt = pins.filter(({ exemptBecause }) => exemptBecause !== undefined).map(({ namespace }) => namespace);
    expect(exempt).to.have.members(["istio-system", "istio-cni", "istio-ingress"]);
    expect(new Set(pins.map(({ namespace }) => namespace))).to.deep.equal(new Set(exempt));
  });
});
