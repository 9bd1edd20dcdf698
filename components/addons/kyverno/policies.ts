import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { admissionInput, kyvernoObjects } from "../../../catalogue";
import type { KyvernoSettings } from "./settings";

/** Kyverno calls a policy ready once its expressions compile and its webhook is in place. */
const waitUntilReady = { "pulumi.com/waitFor": "jsonpath={.status.conditionStatus.ready}=true" };

/** The catalogue's object rules as Kyverno enforces them: the same texts that the policy pack evaluates at preview. */
export function createPolicies(
  name: string,
  settings: KyvernoSettings,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return kyvernoObjects(admissionInput(settings)).map(({ metadata, ...policy }) => {
    const annotations = { ...metadata.annotations, ...waitUntilReady };
    return new kubernetes.apiextensions.CustomResource(
      `${name}-${metadata.name}`,
      { ...policy, metadata: { ...metadata, annotations } },
      options,
    );
  });
}
