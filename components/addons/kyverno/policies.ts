import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Enforcement, platformNamespaces, podRules, podVariablesAt, rulesAt } from "../../../catalogue";
import { kyvernoObjects } from "../../../catalogue/admission/kyverno";

/** Kyverno calls a policy ready once its expressions compile and its webhook is in place. */
const waitUntilReady = { "pulumi.com/waitFor": "jsonpath={.status.conditionStatus.ready}=true" };

/** The catalogue's object rules as Kyverno enforces them: the same texts that the policy pack evaluates at preview. */
export function createPolicies(
  name: string,
  settings: { kubernetesVersion: string; enforcement: Enforcement },
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const policies = kyvernoObjects({
    rules: rulesAt(podRules, settings.kubernetesVersion),
    variables: podVariablesAt(settings.kubernetesVersion),
    exemptNamespaces: platformNamespaces.map((each) => each.name),
    enforcement: settings.enforcement,
  });
  return policies.map(({ metadata, ...policy }) => {
    const annotations = { ...metadata.annotations, ...waitUntilReady };
    return new kubernetes.apiextensions.CustomResource(
      `${name}-${metadata.name}`,
      { ...policy, metadata: { ...metadata, annotations } },
      options,
    );
  });
}
