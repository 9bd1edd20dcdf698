import type { Outputs } from "./outputs";

/** What every object has. */
export const kubernetesMetadata = {
  "metadata.creationTimestamp": "{now}",
  "metadata.generation": 1,
  "metadata.resourceVersion": "{octet}",
  "metadata.uid": "{uuid}",
};

/** Objects that say of themselves when they are ready; whoever waits for them reads it. */
export const kubernetesOutputs: Outputs = {
  "kubernetes:core/v1:Namespace": { status: { phase: "Active" } },
  "kubernetes:helm.sh/v3:Release": {
    resourceNames: {},
    status: {
      appVersion: "{inputs.version}",
      chart: "{inputs.chart}",
      name: "{inputs.name}",
      namespace: "{inputs.namespace}",
      revision: 1,
      status: "deployed",
      version: "{inputs.version}",
    },
  },
  "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate": { status: { created: true } },
};
