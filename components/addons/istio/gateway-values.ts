import { istioGateway } from "../../../catalogue/charts/istio";
import type { Values } from "../../foundations/values";
import type { IstioGatewayScheme } from "./gateway-args";
import { chartRevision } from "./revisions";
import { clientPorts } from "./traffic";
import { spreadOverZones } from "./values";

/** Labels that the chart gives the gateway's pods, and by which a Gateway object selects them. */
export const gatewayLabels = { istio: "ingress" };

const annotation = (key: string) => `service.beta.kubernetes.io/aws-load-balancer-${key}`;
export const schemeAnnotation = annotation("scheme");

/** Values of the chart: which arguments set them. */
export const steeredGatewayValues = { revision: "revision", "autoscaling.minReplicas": "replicas" };

interface GatewayChoices {
  scheme: IstioGatewayScheme;
  replicas: number;
  annotations: Record<string, string>;
  revision: string;
}

export function gatewayValues({ scheme, replicas, annotations, revision }: GatewayChoices): Values {
  return {
    revision: chartRevision({ name: revision }),
    autoscaling: { minReplicas: replicas, maxReplicas: Math.max(5, replicas) },
    // With a single replica it would only keep nodes from being drained.
    podDisruptionBudget: replicas > 1 ? { minAvailable: 1 } : {},
    // These replace the chart's own, whose sysctl lets a process without privileges take ports 80 and 443.
    securityContext: {
      sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
      seccompProfile: { type: "RuntimeDefault" },
    },
    service: {
      type: "LoadBalancer",
      annotations: { ...loadBalancer(scheme), ...annotations },
      // The chart would offer its status port to clients too.
      ports: clientPorts.map((port) => ({
        name: port === 443 ? "https" : "http2",
        port,
        protocol: "TCP",
        targetPort: port,
      })),
    },
    topologySpreadConstraints: [spreadOverZones({ app: istioGateway.release, ...gatewayLabels })],
    priorityClassName: "system-cluster-critical",
    // The load balancer needs a while to stop sending.
    terminationGracePeriodSeconds: 60,
  };
}

/** A network load balancer of the AWS Load Balancer Controller, straight to the pods. */
function loadBalancer(scheme: IstioGatewayScheme): Record<string, string> {
  return {
    [annotation("type")]: "external",
    [annotation("nlb-target-type")]: "ip",
    [schemeAnnotation]: scheme,
    // Nothing listens on 80 or 443 before there is a Gateway object.
    [annotation("healthcheck-protocol")]: "http",
    [annotation("healthcheck-port")]: "15021",
    [annotation("healthcheck-path")]: "/healthz/ready",
    // An access log without the client's address is no trail.
    [annotation("target-group-attributes")]: "preserve_client_ip.enabled=true",
  };
}
