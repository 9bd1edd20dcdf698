import { admissionInput, Enforcement, parametersOf, posture, type RuleParameters, ruleSets } from "../../../catalogue";
import { noSources } from "../../../policypacks/compliance/facts/subject";
import { judgeObjects } from "../../../policypacks/compliance/policies/kubernetes/object-rules";
import type { ApiObject } from "../lab/api-client";

const controls = [...new Set(ruleSets.flatMap(({ rules }) => rules.map(({ control }) => control)))];
const { parameters: ruleParameters } = admissionInput({
  kubernetesVersion: undefined,
  rules: {},
  exclusions: [],
  enforcement: Enforcement.Deny,
});

/** Rules that a resource breaks in the eyes of the policy pack, before any deployment; sorted. */
export function packRules(
  type: string,
  props: Record<string, unknown>,
  kubernetesVersion: string,
  parameters: RuleParameters = ruleParameters,
): string[] {
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
    ruleParameters: parameters,
    provided: () => false,
    created: () => [],
  };
  return controls
    .flatMap((control) => judgeObjects(control, subject, context, ruleSets))
    .filter(({ verdict }) => verdict === "fail")
    .map(({ rule }) => rule!)
    .sort();
}

/** The token by which Pulumi knows the kind of an object. */
export function tokenOf({ apiVersion, kind }: Pick<ApiObject, "apiVersion" | "kind">): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}
