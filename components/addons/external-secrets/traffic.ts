import { externalSecrets as pin } from "../../../catalogue/charts/external-secrets";
import type { Traffic } from "../../releases";
import type { ExternalSecretsSettings } from "./settings";
import { nameLabel } from "./values";

/** What the three workloads need; the webhook alone is called by anybody. */
export function externalSecretsTraffic({
  secretsManagers,
  vaults,
  cluster,
}: Pick<ExternalSecretsSettings, "secretsManagers" | "vaults" | "cluster">): Record<string, Traffic> {
  const talksToApi = { dns: true, toApiServer: true };
  const aws = secretsManagers.length > 0;
  const ports = vaultPorts(vaults.map(({ server }) => server));
  return {
    controller: {
      pods: nameLabel("external-secrets"),
      ...talksToApi,
      ...(aws && { toAws: ["secretsmanager", "sts"] }),
      ...(aws && cluster.oidcProvider === undefined && { toPodIdentity: true }),
      ...(ports.length > 0 && {
        toAnywhere: [{ ports, because: "a Vault may be anywhere, and its address may change" }],
      }),
    },
    webhook: { pods: nameLabel("external-secrets-webhook"), ...talksToApi, fromApiServer: pin.webhookPorts },
    "cert-controller": { pods: nameLabel("external-secrets-cert-controller"), ...talksToApi },
  };
}

/** Each port once, in order. */
function vaultPorts(servers: string[]): number[] {
  const ports = servers.map((server) => Number(/:(\d+)$/.exec(server)?.[1] ?? 443));
  return [...new Set(ports)].sort((one, other) => one - other);
}
