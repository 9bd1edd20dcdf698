import type * as pulumi from "@pulumi/pulumi";
import type { ClusterContext, WorkloadRole } from "../../aws";
import type { Values } from "../../foundations/values";
import type { ControllerOptions } from "./settings";

/** The name that the role is bound to. The chart's own is the same as long as its release bears the chart's name. */
export const serviceAccount = "aws-load-balancer-controller";

/** Labels of the controller's pods. */
const pods = { "app.kubernetes.io/name": "aws-load-balancer-controller" };

/** Our values for the chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function controllerValues(options: ControllerOptions): Values {
  const { replicas, ingressValidation, listenerPolicy, waf, shield } = options;
  return {
    replicaCount: replicas,
    // It would stand before every Service of the cluster, and fail closed: nothing could be installed while it is down.
    enableServiceMutatorWebhook: false,
    webhookConfig: { disableIngressValidation: !ingressValidation, ingressValdationFailurePolicy: "Fail" },
    // A new certificate in each update would part the webhook's configuration from the pods that still have the old one.
    keepTLSSecret: true,
    defaultSSLPolicy: listenerPolicy,
    // WAF Classic has ended; what is named by its annotation could not be attached.
    enableWaf: false,
    enableWafv2: waf,
    enableShield: shield,
    // Its role has no rights for these, and the definitions of the Gateway API may be another controller's.
    controllerConfig: { featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false } },
    clusterSecretsPermissions: { allowAllSecrets: false },
    serviceAccount: { create: true, name: serviceAccount },
    hostNetwork: false,
    podSecurityContext: { seccompProfile: { type: "RuntimeDefault" } },
    securityContext: { capabilities: { drop: ["ALL"] } },
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    priorityClassName: "system-cluster-critical",
    podDisruptionBudget: replicas > 1 ? { maxUnavailable: 1 } : {},
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: pods },
      },
    ],
  };
}

/** Where it is, which its pods would otherwise ask their node for, and as whom it calls AWS. */
export function wiredValues(
  { clusterName, place, tags }: ClusterContext,
  vpcId: pulumi.Input<string>,
  { annotations }: Pick<WorkloadRole, "annotations">,
): Values {
  return {
    clusterName,
    region: place.region,
    vpcId,
    defaultTags: { ...tags, "rampart:cluster": clusterName },
    serviceAccount: { annotations },
  };
}
