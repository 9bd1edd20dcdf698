import { type Change, inherited, rare, row } from "./row";

/** The mesh and its gateway. */
export const istio: Change[] = [
  row(
    "rampart:istio",
    inherited,
    "a mesh by another tool: ours and its gateway go",
    [
      "delete AuthorizationPolicy prod-{gateway-allow-clients,istio-default-deny}",
      "delete Istio prod-istio",
      "delete IstioGateway prod-gateway",
      "delete Namespace prod-{gateway-istio-ingress,istio-istio-cni,istio-istio-system}",
      "delete NetworkPolicy {prod-gateway-istio-ingress-allow-gateway,prod-gateway-istio-ingress-default-deny,prod-istio-istio-cni-allow-istio-cni,prod-istio-istio-cni-default-deny,prod-istio-istio-system-allow-istiod,prod-istio-istio-system-default-deny,sample-allow-mesh}",
      "delete PeerAuthentication prod-istio-strict-mtls",
      "delete Release prod-{gateway-istio-ingress,istio-istio-base,istio-istio-cni,istio-istiod-1-30-3}",
      "delete Telemetry prod-istio-access-logs",
      "update CompliantCluster prod",
      "update Namespace sample",
      "update Namespace sample: metadata",
    ],
    {
      ...rare,
      keys: ["rampart:istio.mode"],
    },
  ),
  row(
    "rampart:istio.dataplane",
    "ambient",
    "a proxy for each node in place of each pod",
    [
      "create NetworkPolicy prod-istio-istio-cni-allow-ztunnel",
      "create Release prod-istio-ztunnel",
      "update Istio prod-istio",
      "update Namespace sample",
      "update Namespace sample: metadata",
      "update NetworkPolicy {prod-gateway-istio-ingress-allow-gateway,sample-allow-mesh}: spec",
      "update Release prod-istio-{istio-cni,istiod-1-30-3}: values",
    ],
    rare,
  ),
  row(
    "rampart:istio.revision",
    "1-30-4",
    "a control plane of another name: workloads would lose theirs",
    [
      "create Release prod-istio-istiod-1-30-4",
      "delete Release prod-istio-istiod-1-30-3",
      "update Istio prod-istio",
      "update Namespace prod-gateway-istio-ingress: metadata",
      "update Release prod-{gateway-istio-ingress,istio-istio-base}: values",
    ],
    rare,
  ),
  row("rampart:istio.revisionTags", ["stable", "canary"], "a name more for the control plane", [
    "update Release prod-istio-istiod-1-30-3: values",
  ]),
  row(
    "rampart:istio.previous",
    { revision: "1-29-6", version: "1.29.6", revisionTags: ["former"] },
    "two control planes side by side",
    [
      "create Release prod-istio-istiod-1-29-6",
      "update Istio prod-istio",
      "update Namespace prod-gateway-istio-ingress: metadata",
      "update Release prod-{gateway-istio-ingress,istio-istio-base}: values",
    ],
    {
      keys: [
        "rampart:istio.previous.revision",
        "rampart:istio.previous.version",
        "rampart:istio.previous.revisionTags",
      ],
    },
  ),
  row("rampart:istio.replicas", 4, "more replicas of the control plane", [
    "update Istio prod-istio",
    "update Release prod-istio-istiod-1-30-3: values",
  ]),
  row("rampart:istio.tlsFloor", "TLSV1_3", "gateways that take TLS 1.3 only", [
    "update Istio prod-istio",
    "update Release prod-istio-istiod-1-30-3: values",
  ]),
  row("rampart:istio.egress", "ALLOW_ANY", "proxies that let out anything", [
    "update Istio prod-istio",
    "update Release prod-istio-istiod-1-30-3: values",
  ]),
  row(
    "rampart:istio.gateway.enabled",
    false,
    "no gateway",
    [
      "delete AuthorizationPolicy prod-gateway-allow-clients",
      "delete IstioGateway prod-gateway",
      "delete NetworkPolicy prod-gateway-istio-ingress-{allow-gateway,default-deny}",
      "delete {Namespace,Release} prod-gateway-istio-ingress",
    ],
    rare,
  ),
  row("rampart:istio.gateway.scheme", "internet-facing", "a gateway on the internet", [
    "update Release prod-gateway-istio-ingress: values",
  ]),
  row("rampart:istio.gateway.replicas", 4, "more replicas of the gateway", [
    "update IstioGateway prod-gateway",
    "update Release prod-gateway-istio-ingress: values",
  ]),
  row(
    "rampart:istio.gateway.annotations",
    { "example.com/owner": "network" },
    "an annotation of the gateway's Service",
    ["update Release prod-gateway-istio-ingress: values"],
  ),
  row("rampart:istio.gateway.workloadPorts", [80, 443, 8080, 8443, 9000], "a port of workloads more", [
    "update NetworkPolicy prod-gateway-istio-ingress-allow-gateway: spec",
  ]),
  row("rampart:istio.gateway.revision", "stable", "a gateway that follows a tag", [
    "update Namespace prod-gateway-istio-ingress: metadata",
    "update Release prod-gateway-istio-ingress: values",
  ]),
  row(
    "rampart:istio.gateway.values",
    { podAnnotations: { "example.com/owner": "network" } },
    "a value of the gateway's chart",
    ["update Release prod-gateway-istio-ingress: values"],
  ),
  row("rampart:istio.values.base", { base: { excludedCRDs: [] } }, "a value of the chart of definitions", [
    "update Release prod-istio-istio-base: values",
  ]),
  row(
    "rampart:istio.values.istiod",
    { global: { logging: { level: "default:warn" } } },
    "a value of the control plane's chart",
    ["update Release prod-istio-istiod-1-30-3: values"],
  ),
  row("rampart:istio.values.cni", { logging: { level: "default:warn" } }, "a value of the node agent's chart", [
    "update Release prod-istio-istio-cni: values",
  ]),
];
