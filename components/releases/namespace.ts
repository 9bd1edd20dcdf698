import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ChartPin } from "../../catalogue";
import { nameOf } from "../foundations/name-of";
import { defaultDeny, type PodSecurity, podSecurityLabels } from "../foundations/pod-security";

/** What the pods of a chart's namespace may do. */
export interface ChartNamespaceSpec {
  podSecurity: PodSecurity;
  /** Further labels. */
  labels: Record<string, string>;
  /** Traffic that the chart's pods need; everything else is denied. */
  traffic: {
    ingress: kubernetes.types.input.networking.v1.NetworkPolicyIngressRule[];
    egress: kubernetes.types.input.networking.v1.NetworkPolicyEgressRule[];
  };
}

/** The namespace of a chart with its labels, a default deny, and the traffic that the chart needs. Returns what the release waits for. */
export function createChartNamespace(
  name: string,
  pin: ChartPin,
  spec: ChartNamespaceSpec,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const namespace = new kubernetes.core.v1.Namespace(
    `${name}-${pin.namespace}`,
    { metadata: { name: pin.namespace, labels: { ...podSecurityLabels(spec.podSecurity), ...spec.labels } } },
    options,
  );
  const policy = (role: string, rules: kubernetes.types.input.networking.v1.NetworkPolicySpec) =>
    new kubernetes.networking.v1.NetworkPolicy(
      `${name}-${pin.namespace}-${role}`,
      { metadata: { name: role, namespace: nameOf(namespace, pin.namespace) }, spec: rules },
      options,
    );
  return [
    namespace,
    policy("default-deny", defaultDeny),
    policy(`allow-${pin.chart}`, { ...defaultDeny, ...spec.traffic }),
  ];
}
