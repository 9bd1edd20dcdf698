import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type HarborSecret, harborSecrets, secretName } from "./secrets";
import type { HarborSettings } from "./settings";

/** The chart looks into a Secret when it is rendered, and pods do not start without theirs: each must be there before. */
const waitUntilReady = { "pulumi.com/waitFor": "condition=Ready" };

/** Lets the External Secrets operator fill the namespace from the store. (SEC-01) */
export function createSyncedSecrets(
  name: string,
  settings: HarborSettings,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return harborSecrets(settings.ownAuthorities).map(
    (secret) =>
      new kubernetes.apiextensions.CustomResource(`${name}-${secret.role}`, syncedSecret(secret, settings), options),
  );
}

function syncedSecret(secret: HarborSecret, { release: { pin }, secretStore, secretPrefix }: HarborSettings) {
  const name = secretName(secret);
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { name, namespace: pin.namespace, annotations: waitUntilReady },
    spec: {
      refreshInterval: "1h",
      secretStoreRef: { kind: "ClusterSecretStore", name: secretStore },
      target: { name, creationPolicy: "Owner", deletionPolicy: "Retain" },
      data: secret.keys.map((property) => ({
        secretKey: property,
        remoteRef: { key: `${secretPrefix}/${secret.role}`, property },
      })),
    },
  };
}
