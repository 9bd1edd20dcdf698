import { istioCni } from "../../../catalogue/charts/istio";
import type { Values } from "../../foundations/values";
import { IstioDataplane } from "../../foundations/mesh";
import type { IstioEgress, IstioTlsFloor } from "./args";
import { chartRevision, type Revision, type Revisions, settledOf } from "./revisions";

const runtimeSeccomp = { type: "RuntimeDefault" };

/** Values of the charts: which arguments set them. */
export const steeredValues = {
  base: { defaultRevision: "revision" },
  istiod: {
    revision: "revision",
    revisionTags: "revisionTags",
    autoscaleMin: "replicas",
    profile: "dataplane",
    "cni.enabled": "this component, which installs the plugin,",
    "meshConfig.outboundTrafficPolicy.mode": "egress",
    trustedZtunnelNamespace: "dataplane",
  },
  cni: { "ambient.enabled": "dataplane", profile: "dataplane" },
  ztunnel: { revision: "revision" },
};

export function baseValues(revisions: Revisions): Values {
  return {
    // Objects that name no revision are validated by this one. While istiod starts, its webhook lets them pass.
    defaultRevision: settledOf(revisions).name,
    // For a mesh of several clusters only: it reads every Secret.
    global: { enableReaderRBAC: false },
  };
}

interface IstiodChoices {
  dataplane: IstioDataplane;
  replicas: number;
  tlsFloor: IstioTlsFloor;
  egress: IstioEgress;
}

export function istiodValues({ dataplane, ...choices }: IstiodChoices, revision: Revision): Values {
  const ambient = dataplane === IstioDataplane.Ambient;
  return {
    ...(ambient && { profile: "ambient", trustedZtunnelNamespace: istioCni.namespace }),
    revision: chartRevision(revision),
    revisionTags: revision.tags,
    autoscaleEnabled: true,
    autoscaleMin: choices.replicas,
    autoscaleMax: Math.max(5, choices.replicas),
    resources: { requests: { cpu: "500m", memory: "2048Mi" }, limits: { memory: "2048Mi" } },
    seccompProfile: runtimeSeccomp,
    pdb: { minAvailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow" },
    topologySpreadConstraints: [spreadOverZones({ app: "istiod" })],
    // Of istiod's own servers: the webhooks, and the one that proxies take certificates and settings from.
    extraContainerArgs: ["--tls-min-version=1.3"],
    // Without the plugin each pod would need an init container that may change the network.
    cni: { enabled: true },
    gateways: { seccompProfile: runtimeSeccomp },
    global: {
      variant: "distroless",
      priorityClassName: "system-cluster-critical",
      logAsJson: true,
      configValidation: true,
      enableReaderRBAC: false,
      // The chart's policies open every port to everybody, the plain-text ones too; ours are narrower.
      networkPolicy: { enabled: false },
      proxy: { seccompProfile: runtimeSeccomp, privileged: false, includeInboundPorts: "*", excludeInboundPorts: "" },
    },
    meshConfig: meshConfig(choices),
  };
}

function meshConfig({ tlsFloor, egress }: Pick<IstiodChoices, "tlsFloor" | "egress">): Values {
  return {
    accessLogFile: "/dev/stdout",
    accessLogEncoding: "JSON",
    // Both ends are Istio's own proxies.
    meshMTLS: { minProtocolVersion: "TLSV1_3" },
    tlsDefaults: { minProtocolVersion: tlsFloor, cipherSuites: forwardSecret },
    outboundTrafficPolicy: { mode: egress },
    // A policy for /admin must hold for //admin and /%61dmin as well.
    pathNormalization: { normalization: "DECODE_AND_MERGE_SLASHES" },
  };
}

/** Suites of TLS 1.2; 1.3 has its own, all of which are sound. */
const forwardSecret = [
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
];

export function cniValues(dataplane: IstioDataplane): Values {
  return {
    ambient: { enabled: dataplane === IstioDataplane.Ambient },
    // The node's network plugin rewrites its file when it restarts; pods that start before Istio is back in it are mended.
    repair: { enabled: true, repairPods: true },
    // The annotation is deprecated; the field says the same on every version that we install.
    useAppArmorAnnotation: false,
    resources: { requests: { cpu: "100m", memory: "100Mi" }, limits: { memory: "512Mi" } },
    global: { variant: "distroless", logAsJson: true, networkPolicy: { enabled: false } },
  };
}

export function ztunnelValues(revision: Revision): Values {
  return {
    revision: chartRevision(revision),
    variant: "distroless",
    logLevel: "info",
    logAsJson: true,
    resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    // A restart ends the connections of a node; long ones get this many seconds to finish.
    terminationGracePeriodSeconds: 90,
    global: { networkPolicy: { enabled: false } },
  };
}

export const spreadOverZones = (matchLabels: Record<string, string>) => ({
  maxSkew: 1,
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels },
});
