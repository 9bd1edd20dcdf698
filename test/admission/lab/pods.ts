import { restrictedContainer, restrictedTemplate } from "../../support/samples";
import type { ApiObject } from "./api-client";

/** The spec of a pod that meets every rule, whatever kind carries it. */
export function compliantSpec(): Record<string, unknown> {
  const restricted = restrictedContainer("api");
  const container = {
    ...restricted,
    image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api:1.0.0",
    resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } },
    securityContext: { ...(restricted["securityContext"] as object), readOnlyRootFilesystem: true },
    readinessProbe: { tcpSocket: { port: 8080 } },
  };
  return { ...restrictedTemplate().spec, automountServiceAccountToken: false, containers: [container] };
}

/** A pod that meets every rule. */
export function compliantPod(namespace: string, name = "compliant"): ApiObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec: compliantSpec() };
}

/** The same pod, except that it sees its node's processes. */
export function violatingPod(namespace: string, name = "violating"): ApiObject {
  return { ...compliantPod(namespace, name), spec: { ...compliantSpec(), hostPID: true } };
}

/** What the one rule is called that it breaks. */
export const brokenRule = "host-namespaces";
