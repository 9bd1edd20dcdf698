import type { Traffic } from "../../releases";
import { NodeOperatingSystem } from "./args";
import type { TrivySettings } from "./settings";

const operator = { "app.kubernetes.io/name": "trivy-operator" };
const scanJobs = { "app.kubernetes.io/managed-by": "trivy-operator" };
const server = { "app.kubernetes.io/name": "trivy-server" };
const collector = { app: "node-collector" };
const serverPort = 4954;

const registries = [{ ports: [443], because: "images and the databases of flaws lie in whatever registry they name" }];

/**
 * What its pods send and take in. Nothing calls the operator: its metrics are open to nobody.
 * @param podIdentity whether the pods get their role from EKS Pod Identity; from STS otherwise.
 */
export function trivyTraffic(
  { nodes, server: served }: Pick<TrivySettings, "nodes" | "server">,
  podIdentity: boolean,
): Record<string, Traffic> {
  const toServer = served ? { toPods: [{ to: { labels: server }, ports: [serverPort] }] } : {};
  const fetches: Traffic = {
    dns: true,
    toAws: ["ecr.api", "ecr.dkr", "s3", ...(podIdentity ? [] : ["sts"])],
    toPodIdentity: podIdentity,
    toAnywhere: registries,
  };
  return {
    operator: { pods: operator, dns: true, toApiServer: true, ...toServer },
    "scan-jobs": { pods: scanJobs, ...fetches, ...toServer },
    ...(nodes === NodeOperatingSystem.AmazonLinux && {
      "node-collector": { pods: collector, dns: true, toApiServer: true },
    }),
    ...(served && {
      server: {
        pods: server,
        fromPods: [operator, scanJobs].map((labels) => ({ from: { labels }, ports: [serverPort] })),
        ...fetches,
      },
    }),
  };
}
