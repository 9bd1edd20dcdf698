import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { nameOf } from "../../foundations/name-of";
import { drillName } from "./drill-objects";
import type { DrillSettings } from "./drill-settings";

/**
 * Confines the drill's restores. Velero acts with all rights, so whoever may create a restore of any kind may become
 * anybody; RBAC cannot look into one, the API server's own admission can.
 */
export function createDrillGuard(
  name: string,
  settings: DrillSettings,
  veleroNamespace: string,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const policy = new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicy(
    `${name}-restore-drill`,
    {
      metadata: { name: drillName },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: ["velero.io"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["restores"] },
          ],
        },
        matchConditions: [
          {
            name: "the-drill",
            expression: `request.userInfo.username == ${quoted(`system:serviceaccount:${veleroNamespace}:${drillName}`)}`,
          },
        ],
        validations: rules(settings),
      },
    },
    options,
  );
  const bound = new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
    `${name}-restore-drill`,
    {
      metadata: { name: drillName },
      spec: { policyName: nameOf(policy, drillName), validationActions: ["Deny"] },
    },
    options,
  );
  return [policy, bound];
}

function rules({ namespace, scratchNamespace, resources }: DrillSettings) {
  const names = resources.map(quoted).join(", ");
  return [
    {
      expression: `has(object.spec.includedNamespaces) && object.spec.includedNamespaces == [${quoted(namespace)}]`,
      message: `The restore drill restores ${namespace} and no other namespace.`,
    },
    {
      expression: `has(object.spec.namespaceMapping) && object.spec.namespaceMapping == {${quoted(namespace)}: ${quoted(scratchNamespace)}}`,
      message: `The restore drill restores into ${scratchNamespace} and nowhere else.`,
    },
    {
      expression: `has(object.spec.includedResources) && object.spec.includedResources.all(each, each in [${names}])`,
      message: `The restore drill restores ${resources.join(", ")} and nothing else.`,
    },
    {
      expression: "has(object.spec.includeClusterResources) && object.spec.includeClusterResources == false",
      message: "The restore drill restores nothing of the cluster as a whole.",
    },
    {
      expression:
        "!has(object.spec.hooks) && !has(object.spec.resourceModifier) && !has(object.spec.existingResourcePolicy)",
      message: "The restore drill runs nothing, and changes nothing that is there.",
    },
  ];
}

/** A text of CEL. Names of namespaces and resources hold no quotes. */
const quoted = (text: string) => `'${text}'`;
