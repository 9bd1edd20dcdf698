import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import {
  type Enforcement,
  gatekeeperObjects,
  platformNamespaces,
  podRules,
  podVariablesAt,
  rulesAt,
} from "../../../catalogue";

/**
 * Gatekeeper makes a template's kind only after the template, so Pulumi waits for the word that it is there.
 * https://github.com/open-policy-agent/gatekeeper/issues/1499
 */
const waitUntilCreated = { "pulumi.com/waitFor": "jsonpath={.status.created}=true" };

/** The catalogue's object rules as Gatekeeper enforces them: the same texts that the policy pack evaluates at preview. */
export function createPolicies(
  name: string,
  settings: { kubernetesVersion: string; enforcement: Enforcement },
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const { templates, constraints } = gatekeeperObjects({
    rules: rulesAt(podRules, settings.kubernetesVersion),
    variables: podVariablesAt(settings.kubernetesVersion),
    exemptNamespaces: platformNamespaces.map((each) => each.name),
    enforcement: settings.enforcement,
  });
  return templates.flatMap((template, index) => {
    const constraint = constraints[index]!;
    const { annotations } = template.metadata;
    const made = new kubernetes.apiextensions.CustomResource(
      `${name}-template-${template.metadata.name}`,
      { ...template, metadata: { ...template.metadata, annotations: { ...annotations, ...waitUntilCreated } } },
      options,
    );
    const bound = new kubernetes.apiextensions.CustomResource(
      `${name}-${constraint.metadata.name}`,
      { ...constraint },
      pulumi.mergeOptions(options, { dependsOn: [made] }),
    );
    return [made, bound];
  });
}
