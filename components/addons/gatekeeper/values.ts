import { byWarning, kindsByGroup, platformNamespaces, resourceRule, ruleSets } from "../../../catalogue";
import type { Values } from "../../foundations/values";

/** The label by which a webhook's namespace selector knows a namespace; the API server itself sets it. */
const namespaceNameLabel = "kubernetes.io/metadata.name";

/** Gatekeeper's own kinds: a template or constraint that cannot work is refused when it is written. */
const ownGroups = [
  "config.gatekeeper.sh",
  "constraints.gatekeeper.sh",
  "expansion.gatekeeper.sh",
  "syncset.gatekeeper.sh",
  "templates.gatekeeper.sh",
];

/** Our values for the chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function gatekeeperValues(replicas: number): Values {
  const exempt = platformNamespaces.map(({ name }) => name).sort();
  return {
    replicas,
    disableMutation: true,
    enableExternalData: false,
    enableTLSHealthcheck: true,
    logDenies: true,
    auditInterval: 60,
    constraintViolationsLimit: 100,
    disableAudit: false,
    disableValidatingWebhook: false,
    enableK8sNativeValidation: true,
    // Our templates make no policies of the API server, so there is nothing to bind; trying leaves an error in each constraint.
    defaultCreateVAPBindingForConstraints: false,
    validatingWebhookFailurePolicy: "Fail",
    validatingWebhookCheckIgnoreFailurePolicy: "Fail",
    validatingWebhookTimeoutSeconds: 5,
    validatingWebhookExemptNamespacesLabels: { [namespaceNameLabel]: exempt },
    validatingWebhookCustomRules: webhookRules(),
    controllerManager: {
      exemptNamespaces: exempt,
      hostNetwork: false,
      tlsMinVersion: 1.3,
      topologySpreadConstraints: [spreadOverZones],
    },
    // One violation report holds every finding of a large cluster in memory; audit is the first to run out of it.
    audit: { resources: { limits: { memory: "1Gi" }, requests: { cpu: "100m", memory: "1Gi" } } },
    pdb: { controllerManager: { minAvailable: Math.max(1, replicas - 1) } },
    // The namespace's labels are ours: the chart's hooks would overwrite the version of Pod Security with an old one.
    postInstall: { labelNamespace: { enabled: false } },
    postUpgrade: { labelNamespace: { enabled: false } },
    // A quota of the namespace stops pods that ask for nothing, and with the hook the whole release.
    crds: { resources: hookResources },
    preUninstall: {
      resources: hookResources,
      deleteWebhookConfigurations: {
        // A webhook that fails closed and outlives its pods would refuse every later write.
        enabled: true,
        name: "gatekeeper-delete-webhook-configs",
      },
    },
  };
}

/**
 * What the API server asks Gatekeeper about: what our rules judge, and Gatekeeper's own kinds. The chart would ask about
 * everything. With a webhook that fails closed, new nodes could then not register while its pods are down, and its
 * pods could not start without nodes. Of kinds that are only warned about the audit reports: who asks about those, too,
 * lets an outage refuse what a judgement would admit, and charts make such objects while Gatekeeper starts.
 */
function webhookRules(): Values[] {
  const { judged } = byWarning(ruleSets.flatMap(({ kinds }) => kinds));
  const own = { apiGroups: ownGroups, apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["*"] };
  return [...kindsByGroup(judged).map((kinds) => ({ ...resourceRule(kinds) })), own];
}

const hookResources = { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } };

const spreadOverZones = {
  maxSkew: 1,
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: { "control-plane": "controller-manager", "gatekeeper.sh/system": "yes" } },
};
