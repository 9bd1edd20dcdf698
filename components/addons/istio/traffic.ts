import { istioBase, istioCni, istiod, istioGateway } from "../../../catalogue/charts/istio";
import { PodSecurity } from "../../foundations/pod-security";
import { ignoredByGatekeeper, outsideTheMesh, type PlatformNamespace, type Traffic } from "../../releases";
import { controlPlanePort, IstioDataplane } from "../../foundations/mesh";

/** Where proxies take their certificates and settings from, over mutual TLS. */
const toIstiod = { to: { namespace: istioBase.namespace, labels: { app: "istiod" } }, ports: [controlPlanePort] };
const statusPort = 15021;
/** Ports on which clients come in. */
export const clientPorts = [80, 443];

/** The control plane. */
export const controlPlaneNamespace: PlatformNamespace = {
  namespace: istioBase.namespace,
  podSecurity: PodSecurity.Restricted,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: {
    istiod: {
      pods: { app: "istiod" },
      fromApiServer: istiod.webhookPorts,
      // Meshed pods may be anywhere. Its plain-text port (15010) and its debug port (8080) stay closed.
      fromPods: [{ from: { namespace: "*" }, ports: toIstiod.ports }],
      // Keys of a RequestAuthentication's issuers are fetched by name, on the API server's port.
      dns: true,
      toApiServer: true,
    },
  },
};

/** Istio's agents on the nodes. In ambient mode ztunnel carries traffic inside the network of each pod, and not in its own. */
export function nodeAgentNamespace(dataplane: IstioDataplane): PlatformNamespace {
  const ztunnel: Record<string, Traffic> = { ztunnel: { pods: { app: "ztunnel" }, dns: true, toPods: [toIstiod] } };
  return {
    namespace: istioCni.namespace,
    podSecurity: PodSecurity.Privileged,
    labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
    traffic: {
      "istio-cni": { pods: { "k8s-app": "istio-cni-node" }, toApiServer: true },
      ...(dataplane === IstioDataplane.Ambient ? ztunnel : {}),
    },
  };
}

/** The gateway. Its pods are made whole by the injection of the revision that the namespace follows. */
export function gatewayNamespace(revision: string, workloadPorts: number[]): PlatformNamespace {
  return {
    namespace: istioGateway.namespace,
    podSecurity: PodSecurity.Restricted,
    labels: { ...ignoredByGatekeeper, "istio.io/rev": revision },
    traffic: {
      gateway: {
        fromAnywhere: [
          { ports: clientPorts, because: "the load balancer hands on connections with the addresses of its clients" },
          { ports: [statusPort], because: "the load balancer, which is no pod, asks here whether a pod is ready" },
        ],
        dns: true,
        toPods: [toIstiod, { to: { namespace: "*" }, ports: workloadPorts }],
      },
    },
  };
}
