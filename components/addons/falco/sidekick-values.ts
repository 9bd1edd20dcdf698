import type { Values } from "../../foundations/values";
import type { FalcoRoutes } from "./settings";

/** Labels of its pods. */
export const sidekickLabels = {
  "app.kubernetes.io/name": "falcosidekick",
  "app.kubernetes.io/instance": "falcosidekick",
};

/** Our values for falcosidekick: which alerts go where. */
export function sidekickValues({ topic, log, webhook }: FalcoRoutes, logGroup: string, hasTopic: boolean): Values {
  return {
    replicaCount: 2,
    priorityClassName: "system-cluster-critical",
    securityContext: {
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [apart] } },
    webui: { enabled: false },
    config: {
      aws: {
        useirsa: true,
        // It would switch off every route of AWS for good, where the first question after a start goes unanswered.
        checkidentity: false,
        cloudwatchlogs: { loggroup: logGroup, minimumpriority: log },
        ...(hasTopic && { sns: { minimumpriority: topic } }),
      },
      ...(webhook !== undefined && { webhook: { minimumpriority: webhook.priority }, extraEnv: [address(webhook)] }),
    },
  };
}

/**
 * The chart's own argument for a Secret would take the place of all routes; one variable takes the place of one. A Secret that
 * is not there must not keep the others from starting: its namespace is made here, so the first time it never is.
 */
function address({ secretName, secretKey }: NonNullable<FalcoRoutes["webhook"]>) {
  return { name: "WEBHOOK_ADDRESS", valueFrom: { secretKeyRef: { name: secretName, key: secretKey, optional: true } } };
}

const apart = {
  weight: 100,
  podAffinityTerm: { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: sidekickLabels } },
};
