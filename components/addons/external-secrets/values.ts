import { externalSecrets as pin } from "../../../catalogue/charts/external-secrets";
import type { Values } from "../../foundations/values";

/** The service account of the controller, by which it gets its role. */
export const serviceAccount = "external-secrets";

/** Our values for the chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function externalSecretsValues(): Values {
  return {
    replicaCount: 2,
    // Without a leader both would write the same Secrets.
    leaderElect: true,
    concurrent: 5,
    installCRDs: true,
    // An uninstall would delete every ExternalSecret with its definition, and every Secret with it.
    crds: { annotations: { "helm.sh/resource-policy": "keep" }, unsafeServeV1Beta1: false },
    createOperator: true,
    processClusterStore: true,
    processClusterExternalSecret: false,
    processSecretStore: false,
    processPushSecret: false,
    processClusterPushSecret: false,
    processClusterGenerator: false,
    openshiftFinalizers: false,
    // In place of a right to tokens of every service account it gets one to those of its Vault stores.
    rbac: { serviceAccountTokenCreate: false },
    serviceAccount: { create: true, name: serviceAccount },
    networkPolicy: { enabled: false },
    priorityClassName,
    podDisruptionBudget,
    topologySpreadConstraints: spread("external-secrets"),
    resources: resources("50m", "128Mi", "512Mi"),
    webhook: {
      create: true,
      replicaCount: 2,
      failurePolicy: "Fail",
      port: pin.webhookPorts[0]!,
      priorityClassName,
      podDisruptionBudget,
      topologySpreadConstraints: spread("external-secrets-webhook"),
      resources: resources("20m", "64Mi", "256Mi"),
    },
    certController: {
      create: true,
      replicaCount: 1,
      priorityClassName,
      // With one replica a budget would only hold up the draining of its node.
      podDisruptionBudget: { enabled: false },
      resources: resources("20m", "64Mi", "256Mi"),
    },
  };
}

const priorityClassName = "system-cluster-critical";
const podDisruptionBudget = { enabled: true, minAvailable: 1 };

/** The label by which the chart tells its three workloads apart. */
export const nameLabel = (workload: string) => ({ "app.kubernetes.io/name": workload });

function spread(workload: string): Values[] {
  return [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: nameLabel(workload) },
    },
  ];
}

function resources(cpu: string, memory: string, limit: string): Values {
  return { requests: { cpu, memory }, limits: { memory: limit } };
}
