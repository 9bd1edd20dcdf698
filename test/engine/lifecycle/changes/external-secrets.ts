import { type Change, inherited, rare, row } from "./row";

const vaultKeys = [
  "server",
  "path",
  "version",
  "role",
  "mountPath",
  "audience",
  "namespace",
  "ca.kind",
  "ca.name",
  "ca.key",
  "ca.namespace",
].map((key) => `rampart:externalSecrets.stores.*.vault.${key}`);

/** Secrets from a store outside of the cluster. */
export const externalSecrets: Change[] = [
  row(
    "rampart:externalSecrets",
    inherited,
    "another way to secrets: ours, its stores and their roles go",
    [
      "delete ExternalSecrets prod-secrets",
      "delete NetworkPolicy prod-secrets-external-secrets-{allow-cert-controller,allow-controller,allow-webhook,default-deny}",
      "delete PodIdentityAssociation prod-secrets-controller",
      "delete Role prod-secrets-{controller,store-shop}",
      "delete {ClusterSecretStore,RolePolicy} prod-secrets-store-shop",
      "delete {Namespace,Release} prod-secrets-external-secrets",
      "update CompliantCluster prod",
    ],
    {
      ...rare,
      keys: ["rampart:externalSecrets.mode"],
    },
  ),
  row(
    "rampart:externalSecrets.stores.orders",
    { namespaces: { names: ["orders"] }, awsSecretsManager: { prefixes: ["prod/orders"] } },
    "a store more",
    ["create {ClusterSecretStore,Role,RolePolicy} prod-secrets-store-orders"],
  ),
  row(
    "rampart:externalSecrets.stores.registry",
    {
      namespaces: { names: ["harbor"] },
      vault: {
        server: "https://vault.example.com:8200",
        path: "registry",
        version: "v2",
        role: "harbor",
        mountPath: "kubernetes",
        audience: "vault",
        namespace: "platform",
        ca: { kind: "ConfigMap", name: "vault-ca", key: "ca.crt", namespace: "external-secrets" },
      },
    },
    "a store in Vault",
    [
      "create ClusterSecretStore prod-secrets-store-registry",
      "create ServiceAccount prod-secrets-vault-registry",
      "create {Role,RoleBinding} prod-secrets-vault-store-tokens",
      "update NetworkPolicy prod-secrets-external-secrets-allow-controller: spec",
    ],
    { keys: vaultKeys },
  ),
  row("rampart:externalSecrets.stores.shop.namespaces.names", ["shop", "orders"], "a namespace more that may read", [
    "update ClusterSecretStore prod-secrets-store-shop: spec",
  ]),
  row(
    "rampart:externalSecrets.stores.shop.namespaces.labels",
    { "example.com/team": "shop" },
    "namespaces by a label that may read",
    ["update ClusterSecretStore prod-secrets-store-shop: spec"],
  ),
  row(
    "rampart:externalSecrets.stores.shop.awsSecretsManager.prefixes",
    ["prod/shop", "prod/orders"],
    "more secrets of a store",
    ["update RolePolicy prod-secrets-store-shop: policy"],
  ),
  row("rampart:externalSecrets.stores.shop.awsSecretsManager.region", "eu-west-1", "secrets of another region", [
    "update ClusterSecretStore prod-secrets-store-shop: spec",
    "update RolePolicy prod-secrets-store-shop: policy",
  ]),
  row(
    "rampart:externalSecrets.stores.shop.awsSecretsManager.keyArns",
    ["arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
    "secrets under a key of yours",
    ["update RolePolicy prod-secrets-store-shop: policy"],
  ),
  row("rampart:externalSecrets.values", { revisionHistoryLimit: 3 }, "a value of External Secrets' chart", [
    "update Release prod-secrets-external-secrets: values",
  ]),
];
