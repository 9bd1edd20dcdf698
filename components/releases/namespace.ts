import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { nameOf } from "../foundations/name-of";
import { defaultDeny, type PodSecurity, podSecurityLabels } from "../foundations/pod-security";
import { policyOf, type Traffic } from "./traffic";

/** A namespace of the platform, and what its pods may do. */
export interface PlatformNamespace {
  /** Its name in the cluster. */
  namespace: string;
  podSecurity: PodSecurity;
  /** Further labels. */
  labels: Record<string, string>;
  /** Traffic that its pods need, by the name of its NetworkPolicy (`allow-<name>`); everything else is denied. */
  traffic: Record<string, Traffic>;
}

export interface PlatformNamespaceHandle {
  namespace: kubernetes.core.v1.Namespace;
  /** The namespace and its policies: what a release in it waits for. */
  made: pulumi.Resource[];
}

/**
 * The label by which a namespace is left out of Gatekeeper's webhooks, with the value that Gatekeeper's own chart sets.
 * Gatekeeper refuses it on any namespace that its settings do not exempt.
 */
export const ignoredByGatekeeper = { "admission.gatekeeper.sh/ignore": "no-self-managing" };
/** The API server and the nodes call these pods without a certificate of the mesh. */
export const outsideTheMesh = { "istio-injection": "disabled" };

/** A namespace of the platform with its labels, a default deny, and the traffic that its pods need. */
export function createPlatformNamespace(
  name: string,
  { namespace, podSecurity, labels, traffic }: PlatformNamespace,
  options: pulumi.CustomResourceOptions,
): PlatformNamespaceHandle {
  const made = new kubernetes.core.v1.Namespace(
    `${name}-${namespace}`,
    { metadata: { name: namespace, labels: { ...podSecurityLabels(podSecurity), ...labels } } },
    options,
  );
  const policy = (role: string, spec: kubernetes.types.input.networking.v1.NetworkPolicySpec) =>
    new kubernetes.networking.v1.NetworkPolicy(
      `${name}-${namespace}-${role}`,
      { metadata: { name: role, namespace: nameOf(made, namespace) }, spec },
      options,
    );
  const allowed = Object.entries(traffic).map(([role, each]) => policy(`allow-${role}`, policyOf(each)));
  return { namespace: made, made: [made, policy("default-deny", defaultDeny), ...allowed] };
}
