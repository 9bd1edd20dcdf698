import { kindsByGroup, platformNamespaces, resourcesOf, ruleSets } from "../../../catalogue";
import type { Values } from "../../foundations/values";

/** The label by which a webhook's namespace selector knows a namespace; the API server itself sets it. */
const namespaceNameLabel = "kubernetes.io/metadata.name";

/** The label by which the pods of one controller are known. */
export const componentLabel = "app.kubernetes.io/component";

/** Helm leaves what bears it in place: with the definitions, everything of their kinds would go. */
const kept = { "helm.sh/resource-policy": "keep" };

/** Our values for the chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function kyvernoValues(replicas: number): Values {
  const exempt = platformNamespaces.map(({ name }) => name).sort();
  return {
    admissionController: {
      ...controller("admission-controller", replicas),
      container: { resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "768Mi" } } },
      // Requests of the controller that answers for every pod stand before those of others.
      apiPriorityAndFairness: true,
    },
    backgroundController: { ...controller("background-controller", 2), resources },
    cleanupController: { ...controller("cleanup-controller", 2), resources },
    reportsController: {
      ...controller("reports-controller", 2),
      resources,
      // It asks whether it may read every kind that a policy names before it calls the policy ready.
      rbac: {
        clusterRole: {
          extraResources: kindsByGroup(ruleSets.flatMap(({ kinds }) => kinds)).map(({ apiGroups, kinds }) => ({
            apiGroups,
            resources: resourcesOf(kinds),
            verbs: ["get", "list", "watch"],
          })),
        },
      },
    },
    config: {
      excludeKyvernoNamespace: true,
      webhooks: {
        namespaceSelector: {
          matchExpressions: [{ key: namespaceNameLabel, operator: "NotIn", values: exempt }],
        },
      },
      // The chart lets every ReplicaSet pass unjudged; only the pods that it makes would be refused.
      resourceFiltersExclude: ["[ReplicaSet,*,*]"],
    },
    features: {
      autoUpdateWebhooks: { enabled: true },
      backgroundScan: { enabled: true },
      dumpPayload: { enabled: false },
      forceFailurePolicyIgnore: { enabled: false },
      // Our policies make none, and a denial by the API server itself would be in no report.
      generateValidatingAdmissionPolicy: { enabled: false },
      logging: { format: "json" },
      // What is to deviate needs a waiver, which has an owner and an end.
      policyExceptions: { enabled: false },
      registryClient: { allowInsecure: false },
    },
    crds: { install: true, annotations: kept },
    // Of the definitions of its policies the first key reaches only half.
    "kyverno-api": { annotations: kept },
    // Webhooks that fail closed and outlive their pods would refuse every later write.
    webhooksCleanup: { enabled: true },
  };
}

const resources = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } };

/** What all controllers have in common. */
function controller(component: string, replicas: number): Values {
  return {
    replicas,
    priorityClassName: "system-cluster-critical",
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: Math.max(1, replicas - 1) },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { [componentLabel]: component } },
      },
    ],
  };
}
