import { parametersOf, posture } from "../../../catalogue";
import { noSources } from "../../../policypacks/compliance/facts/subject";
import { pods } from "../../../policypacks/compliance/policies/kubernetes/pods";
import type { ApiObject } from "../lab/api-client";

/** Rules that a resource breaks in the eyes of the policy pack, before any deployment; sorted. */
export function packRules(type: string, props: Record<string, unknown>, kubernetesVersion: string): string[] {
  const subject = {
    urn: "urn:sample",
    type,
    name: "sample",
    props,
    outputs: {},
    ignoreChanges: [],
    sources: noSources,
  };
  const context = {
    posture: posture([]),
    kubernetesVersion,
    parameters: parametersOf({}),
    provided: () => false,
    created: () => [],
  };
  return pods
    .judge(subject, context)
    .filter(({ verdict }) => verdict === "fail")
    .map(({ rule }) => rule!)
    .sort();
}

/** The token by which Pulumi knows the kind of an object. */
export function tokenOf({ apiVersion, kind }: Pick<ApiObject, "apiVersion" | "kind">): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}
