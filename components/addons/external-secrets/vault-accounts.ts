import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { VaultSettings } from "./settings";
import { serviceAccount } from "./values";

/** Name of the service account that a store shows to Vault. */
export const vaultAccount = (store: string) => `vault-${store}`;

/**
 * A service account for each Vault store, so that Vault can tell them apart, and the controller's right to their tokens. The
 * chart would give it the tokens of every service account of the cluster.
 */
export function createVaultAccounts(
  name: string,
  namespace: string,
  stores: VaultSettings[],
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  if (stores.length === 0) return [];
  const accounts = stores.map(({ name: store }) => vaultAccount(store));
  const made = accounts.map(
    (account) =>
      new kubernetes.core.v1.ServiceAccount(
        `${name}-${account}`,
        { metadata: { name: account, namespace }, automountServiceAccountToken: false },
        options,
      ),
  );
  const metadata = { name: "vault-store-tokens", namespace };
  const role = new kubernetes.rbac.v1.Role(
    `${name}-vault-store-tokens`,
    {
      metadata,
      rules: [{ apiGroups: [""], resources: ["serviceaccounts/token"], resourceNames: accounts, verbs: ["create"] }],
    },
    options,
  );
  const binding = new kubernetes.rbac.v1.RoleBinding(
    `${name}-vault-store-tokens`,
    {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: metadata.name },
      subjects: [{ kind: "ServiceAccount", name: serviceAccount, namespace }],
    },
    pulumi.mergeOptions(options, { dependsOn: [role] }),
  );
  return [...made, role, binding];
}
