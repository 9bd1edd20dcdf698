import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { nameOf } from "../../foundations/name-of";
import { drillName } from "./drill-objects";
import type { DrillSettings } from "./drill-settings";
import { drillLabels } from "./traffic";

type Rule = kubernetes.types.input.rbac.v1.PolicyRule;

interface Namespaced {
  made: kubernetes.core.v1.Namespace;
  name: string;
}

interface RightsDeps {
  velero: Namespaced;
  scratch: Namespaced;
  /** Of the service account. */
  annotations: Record<string, pulumi.Output<string>>;
}

/** The drill's service account and its rights: in Velero's namespace, and in the scratch namespace. */
export function createDrillRights(
  name: string,
  settings: DrillSettings,
  { velero, scratch, annotations }: RightsDeps,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const account = new kubernetes.core.v1.ServiceAccount(
    `${name}-restore-drill`,
    { metadata: { ...metadataIn(velero), annotations } },
    options,
  );
  const subjects = [{ kind: "ServiceAccount", name: drillName, namespace: velero.name }];
  const grants = [
    { role: "restore-drill", within: velero, rules: restoreRules },
    { role: "restore-drill-scratch", within: scratch, rules: settings.resources.map(scratchRule) },
  ].flatMap(({ role, within, rules }) => {
    const granted = new kubernetes.rbac.v1.Role(`${name}-${role}`, { metadata: metadataIn(within), rules }, options);
    const bound = new kubernetes.rbac.v1.RoleBinding(
      `${name}-${role}`,
      {
        metadata: metadataIn(within),
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: nameOf(granted, drillName) },
        subjects,
      },
      pulumi.mergeOptions(options, { dependsOn: [account] }),
    );
    return [granted, bound];
  });
  return [account, ...grants];
}

const metadataIn = ({ made, name }: Namespaced) => ({
  name: drillName,
  namespace: nameOf(made, name),
  labels: drillLabels,
});

const restoreRules: Rule[] = [
  { apiGroups: ["velero.io"], resources: ["backups"], verbs: ["list"] },
  // Each drill has a restore of its own name, so no name can stand here; what is in it, admission confines.
  { apiGroups: ["velero.io"], resources: ["restores"], verbs: ["create", "get", "delete"] },
  { apiGroups: [""], resources: ["configmaps"], resourceNames: ["restore-drill-result"], verbs: ["patch"] },
];

/** It looks at what came back, and removes it. */
function scratchRule(resource: string): Rule {
  const [plural, ...group] = resource.split(".");
  return { apiGroups: [group.join(".")], resources: [plural!], verbs: ["list", "deletecollection"] };
}
