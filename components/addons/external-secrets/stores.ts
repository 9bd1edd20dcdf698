import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../../foundations/partition";
import type { ExternalSecretsSettings, SecretsManagerSettings, VaultSettings } from "./settings";
import { placeOf, type StoreRoles } from "./store-roles";
import { vaultAccount } from "./vault-accounts";

interface StoreContext {
  place: Place;
  namespace: string;
  roles: StoreRoles | undefined;
  options: pulumi.CustomResourceOptions;
}

/** A ClusterSecretStore for each store; each is awaited until its provider has let it in. (SEC-01) */
export function createStores(
  name: string,
  { secretsManagers, vaults }: ExternalSecretsSettings,
  { place, namespace, roles, options }: StoreContext,
): pulumi.Resource[] {
  const create = (
    store: SecretsManagerSettings | VaultSettings,
    provider: Record<string, unknown>,
    dependsOn: pulumi.Resource[],
  ) =>
    new kubernetes.apiextensions.CustomResource(
      `${name}-store-${store.name}`,
      {
        apiVersion: "external-secrets.io/v1",
        kind: "ClusterSecretStore",
        metadata: { name: store.name, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
        spec: { conditions: conditionsOf(store), provider },
      },
      pulumi.mergeOptions(options, { dependsOn }),
    );
  return [
    ...secretsManagers.map((store) => {
      const { role, grants } = roles!.stores[store.name]!;
      return create(store, { aws: secretsManagerOf(store, place, role.arn) }, grants);
    }),
    ...vaults.map((store) => create(store, { vault: vaultOf(store, namespace) }, [])),
  ];
}

/** A namespace that fits any one of them may read. */
function conditionsOf({ names, labels }: SecretsManagerSettings | VaultSettings): Record<string, unknown>[] {
  return [
    ...(names.length > 0 ? [{ namespaces: names }] : []),
    ...(Object.keys(labels).length > 0 ? [{ namespaceSelector: { matchLabels: labels } }] : []),
  ];
}

/**
 * Without `auth` the controller's own identity becomes the role; with Pod Identity a service account that is named here
 * is refused. https://github.com/external-secrets/external-secrets/issues/2951
 */
function secretsManagerOf(store: SecretsManagerSettings, place: Place, role: pulumi.Output<string>) {
  return { service: "SecretsManager", region: placeOf(store, place).region, role };
}

function vaultOf({ ca, ...store }: VaultSettings, namespace: string) {
  return {
    server: store.server,
    path: store.path,
    version: store.version,
    ...(store.namespace !== undefined && { namespace: store.namespace }),
    ...(ca !== undefined && { caProvider: { type: ca.kind, name: ca.name, key: ca.key, namespace: ca.namespace } }),
    auth: {
      kubernetes: {
        mountPath: store.mountPath,
        role: store.role,
        serviceAccountRef: { name: vaultAccount(store.name), namespace, audiences: [store.audience] },
      },
    },
  };
}
