import { ComponentType, type Control } from "../contracts";
import { objectTypes, podTypes } from "./kubernetes-types";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

const writtenDown = "Of what the stack itself writes down; code, images and what runs besides are not searched.";

export const secretControls: Control[] = [
  {
    id: "SEC-01",
    title: "Secrets come from an external store, and are written down nowhere",
    why: "A secret that is written into a manifest is in the repository, in each clone of it and in its history. A store hands it out, records who took it and changes it in one place; an environment variable shows it to every process and every crash report, and a store that every namespace may read from hands it to everybody.",
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
      ...podTypes,
      ...objectTypes("core/v1:ConfigMap"),
      "aws:ec2/launchTemplate:LaunchTemplate",
      "aws:iam/accessKey:AccessKey",
    ],
    remediation:
      "Install the chart external-secrets beside each cluster, and give each ClusterSecretStore `conditions` that name the namespaces which may use it, or use a SecretStore in each namespace. Mount secrets as files instead of `secretKeyRef` and `secretRef`, keep them out of `env`, ConfigMaps, user data and the values of charts, and use roles in place of an `AccessKey`.",
    governedBy: {
      component: ComponentType.CompliantCluster,
      input: "externalSecrets",
      setting: "rampart:externalSecrets",
    },
    mappings: [
      pci("8.6.2", "P", writtenDown),
      pci("8.3.2", "S"),
      pci("8.6.3", "S"),
      hipaa("164.312(d)", "S"),
      gdpr("32(1)(b)"),
      popia("19(1)(b)"),
      iso("A.5.17"),
      iso("A.8.24"),
      cis("4.4.1", "P", writtenDown),
      cis("4.4.2"),
    ],
    url: "https://external-secrets.io/latest/api/clustersecretstore/",
  },
];
