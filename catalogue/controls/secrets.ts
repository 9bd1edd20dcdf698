import { ComponentType, type Control } from "../contracts";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

const storeOnly =
  "That there is a store to take them from; whether pods still get secrets otherwise is not looked for.";

export const secretControls: Control[] = [
  {
    id: "SEC-01",
    title: "Secrets come from an external store, which is set up tightly",
    why: "A secret that is written into a manifest is in the repository, in each clone of it and in its history. A store hands it out, records who took it and changes it in one place; a store that every namespace may read from hands it to everybody.",
    severity: "medium",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:eks/cluster:Cluster",
      ComponentType.ExternalSecrets,
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:helm.sh/v4:Chart",
      "kubernetes:external-secrets.io/v1:ClusterSecretStore",
      "kubernetes:external-secrets.io/v1beta1:ClusterSecretStore",
    ],
    remediation:
      "Install the chart external-secrets beside each cluster, and give each ClusterSecretStore `conditions` that name the namespaces which may use it, or use a SecretStore in each namespace. This control does not see secrets that are written into environment variables, ConfigMaps, user data or the values of a chart: search the repository for them.",
    governedBy: {
      component: ComponentType.CompliantCluster,
      input: "externalSecrets",
      setting: "rampart:externalSecrets",
    },
    mappings: [
      pci("8.6.2", "P", storeOnly),
      pci("8.3.2", "S"),
      pci("8.6.3", "S"),
      hipaa("164.312(d)", "S"),
      gdpr("32(1)(b)"),
      popia("19(1)(b)"),
      iso("A.5.17"),
      iso("A.8.24"),
      cis("4.4.1", "P", storeOnly),
      cis("4.4.2"),
    ],
    url: "https://external-secrets.io/latest/api/clustersecretstore/",
  },
];
