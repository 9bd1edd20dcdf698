import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { admissionInput, gatekeeperObjects } from "../../../catalogue";
import type { GatekeeperSettings } from "./settings";

/**
 * Gatekeeper makes a template's kind only after the template, so Pulumi waits for the word that it is there.
 * https://github.com/open-policy-agent/gatekeeper/issues/1499
 */
const waitUntilCreated = { "pulumi.com/waitFor": "jsonpath={.status.created}=true" };

/** The catalogue's object rules as Gatekeeper enforces them: the same texts that the policy pack evaluates at preview. */
export function createPolicies(
  name: string,
  settings: GatekeeperSettings,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const { templates, constraints } = gatekeeperObjects(admissionInput(settings));
  return templates.flatMap((template) => {
    const { annotations } = template.metadata;
    const made = new kubernetes.apiextensions.CustomResource(
      `${name}-template-${template.metadata.name}`,
      { ...template, metadata: { ...template.metadata, annotations: { ...annotations, ...waitUntilCreated } } },
      options,
    );
    const ofKind = constraints.filter(({ kind }) => kind === template.spec.crd.spec.names.kind);
    const bound = ofKind.map(
      (constraint) =>
        new kubernetes.apiextensions.CustomResource(
          `${name}-${constraint.metadata.name}`,
          { ...constraint },
          pulumi.mergeOptions(options, { dependsOn: [made] }),
        ),
    );
    return [made, ...bound];
  });
}
