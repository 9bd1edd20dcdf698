import { NetworkPolicyEngine } from "./args";
import { AddonName } from "./versions";

/** What an add-on is told. EKS validates it against the add-on's own schema, where most flags and numbers are texts. */
type Configuration = Record<string, unknown>;

interface Told {
  /** The cluster's name. */
  cluster: string;
  networkPolicy: NetworkPolicyEngine;
}

const configurations: Partial<Record<AddonName, (told: Told) => Configuration>> = {
  [AddonName.VpcCni]: ({ networkPolicy }) => ({
    ...networkPolicyAgent(networkPolicy),
    env: {
      ...podAddresses(networkPolicy),
      // Sixteen addresses at once: room for more pods on a node, and fewer calls to EC2.
      ENABLE_PREFIX_DELEGATION: "true",
      WARM_PREFIX_TARGET: "1",
      ENABLE_POD_ENI: "false",
      POD_SECURITY_GROUP_ENFORCING_MODE: "standard",
    },
  }),
  [AddonName.CoreDns]: () => ({ autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 } }),
  [AddonName.EbsCsiDriver]: ({ cluster }) => ({ controller: { extraVolumeTags: { "rampart:cluster": cluster } } }),
  [AddonName.MetricsServer]: () => ({ replicas: 2 }),
};

/** Two engines would write rules for the same pods, so the add-on's own is off while Calico is on. */
function networkPolicyAgent(engine: NetworkPolicyEngine): Configuration {
  return engine === NetworkPolicyEngine.VpcCni
    ? { enableNetworkPolicy: "true", nodeAgent: { enablePolicyEventLogs: "true" } }
    : { enableNetworkPolicy: "false" };
}

/**
 * Calico reads a pod's address from an annotation, long before it is in the pod's status. The right to write it comes with
 * the Calico add-on; without that right the CNI would log an error for every pod.
 */
function podAddresses(engine: NetworkPolicyEngine): Record<string, string> {
  return engine === NetworkPolicyEngine.Calico ? { ANNOTATE_POD_IP: "true" } : {};
}

/** The JSON text that EKS takes; undefined where an add-on needs to be told nothing. */
export function configurationOf(name: AddonName, told: Told): string | undefined {
  const configuration = configurations[name]?.(told);
  return configuration === undefined ? undefined : JSON.stringify(configuration);
}
