import * as kubernetes from "@pulumi/kubernetes";
import { Harbor, type HarborArgs } from "../../../../components/addons/harbor";
import { record, type Recording } from "../../../support/recorder";

export const releaseType = "kubernetes:helm.sh/v3:Release";
export const secretType = "kubernetes:external-secrets.io/v1:ExternalSecret";

/** No more than what has no default. */
export const least: HarborArgs = {
  hostname: "registry.example.com",
  secretStore: "platform",
  database: { host: "db.example.com", user: "harbor" },
  redis: { host: "redis.example.com" },
  storage: { bucket: "images", region: "eu-central-1" },
};

/** Records a Harbor, after something and deleted with something. */
export function recordHarbor(args: Partial<HarborArgs> = {}): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
    new Harbor("registry", { ...least, ...args }, { provider, dependsOn: first, deletedWith: cluster });
  });
}
