import { restrictedTemplate } from "../../support/samples";
import type { ApiObject } from "./api-client";

/** A pod that meets every rule. */
export function compliantPod(namespace: string, name = "compliant"): ApiObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec: restrictedTemplate().spec };
}

/** The same pod, except that it sees its node's processes. */
export function violatingPod(namespace: string, name = "violating"): ApiObject {
  const { spec } = restrictedTemplate();
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec: { ...spec, hostPID: true } };
}

/** What the one rule is called that it breaks. */
export const brokenRule = "host-namespaces";
