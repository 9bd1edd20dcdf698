import type { Traffic } from "../../releases";
import type { FluentBitSettings } from "./settings";

/** It writes to CloudWatch and asks the API server whose logs they are; nobody calls it but the node's own kubelet. */
export function fluentBitTraffic({ cluster }: Pick<FluentBitSettings, "cluster">): Record<string, Traffic> {
  const byToken = cluster.oidcProvider !== undefined;
  return {
    "fluent-bit": {
      dns: true,
      toApiServer: true,
      toAws: byToken ? ["logs", "sts"] : ["logs"],
      ...(!byToken && { toPodIdentity: true }),
    },
  };
}
