export {
  CaKind,
  type ExternalSecretsAddonArgs,
  type ExternalSecretsArgs,
  type SecretsManagerStoreArgs,
  type SecretStoreArgs,
  type StoreNamespacesArgs,
  type VaultCaArgs,
  VaultEngine,
  type VaultStoreArgs,
} from "./args";
export { ExternalSecrets } from "./external-secrets";
export { resolveExternalSecretsAddon } from "./settings";
export { externalSecretsShape } from "./shape";
