export { Provision, Regime } from "./catalogue/contracts";
export {
  type AllowedEgressArgs,
  Calico,
  type CalicoAddonArgs,
  type CalicoArgs,
  EgressProtocol,
} from "./components/addons/calico";
export {
  CaKind,
  ExternalSecrets,
  type ExternalSecretsAddonArgs,
  type ExternalSecretsArgs,
  type SecretsManagerStoreArgs,
  type SecretStoreArgs,
  type StoreNamespacesArgs,
  type VaultCaArgs,
  VaultEngine,
  type VaultStoreArgs,
} from "./components/addons/external-secrets";
export {
  Falco,
  type FalcoAddonArgs,
  type FalcoArgs,
  type FalcoDataMountArgs,
  type FalcoLogGroupArgs,
  FalcoPriority,
  type FalcoRoutesArgs,
  type FalcoRulesArgs,
  type FalcoTopicArgs,
  type FalcoValuesArgs,
  type FalcoWebhookArgs,
} from "./components/addons/falco";
export {
  FluentBit,
  type FluentBitAddonArgs,
  type FluentBitArgs,
  type LogArchiveArgs,
} from "./components/addons/fluent-bit";
export { type AdmissionArgs, Enforcement, Gatekeeper, type GatekeeperArgs } from "./components/addons/gatekeeper";
export {
  Harbor,
  type HarborAddonArgs,
  type HarborArgs,
  type HarborDatabaseArgs,
  HarborDatabaseTls,
  type HarborIngressArgs,
  type HarborRedisArgs,
  type HarborStorageArgs,
} from "./components/addons/harbor";
export {
  Istio,
  type IstioAddonArgs,
  type IstioAddonGatewayArgs,
  type IstioArgs,
  IstioDataplane,
  IstioEgress,
  IstioGateway,
  type IstioGatewayArgs,
  IstioGatewayScheme,
  type IstioIngressArgs,
  type IstioMeshArgs,
  type IstioPreviousArgs,
  IstioTlsFloor,
  type IstioValuesArgs,
} from "./components/addons/istio";
export { Kyverno, type KyvernoAddonArgs, type KyvernoArgs } from "./components/addons/kyverno";
export {
  ListenerPolicy,
  LoadBalancerController,
  type LoadBalancerControllerAddonArgs,
  type LoadBalancerControllerArgs,
} from "./components/addons/load-balancer-controller";
export {
  ComplianceSpec,
  FlawSeverity,
  NodeOperatingSystem,
  type ScanJobArgs,
  type ScanTolerationArgs,
  type TrivyAddonArgs,
  TrivyOperator,
  type TrivyOperatorArgs,
} from "./components/addons/trivy";
export {
  type RestoreDrillArgs,
  Velero,
  type VeleroAddonArgs,
  type VeleroArgs,
  type VeleroScheduleArgs,
  type VeleroStoreArgs,
} from "./components/addons/velero";
export type { OidcProviderArgs, WorkloadClusterArgs } from "./components/aws";
export { type AccessArgs, AccessLevel, type TeamArgs } from "./components/cluster/access";
export { type AlertArgs, AlertProtocol, type AlertSubscriptionArgs } from "./components/cluster/alerts";
export type { AuditTrailArgs } from "./components/cluster/audit-trail";
export { type BackupArgs, type BackupReplicaArgs, ReplicaDeletions } from "./components/cluster/backup";
export {
  type ControlPlaneArgs,
  type EndpointArgs,
  type LogArgs,
  SupportType,
} from "./components/cluster/control-plane";
export { type DetectionArgs, FindingFrequency } from "./components/cluster/detection";
export { type IdentityArgs, WorkloadIdentity } from "./components/cluster/identity";
export type { ExistingKeyArgs, KeyArgs } from "./components/cluster/keys";
export { LockMode } from "./components/cluster/locked-bucket";
export { type ManagedAddonArgs, NetworkPolicyEngine } from "./components/cluster/managed-addons";
export { type FlowLogArgs, NatMode, type NetworkArgs, type VpcEndpointArgs } from "./components/cluster/network";
export {
  NodeAmiType,
  NodeCapacityType,
  type NodeGroupArgs,
  type NodeTaintArgs,
  TaintEffect,
} from "./components/cluster/nodes";
export type { PullThroughArgs, RegistryArgs, RepositoryArgs, ScanningArgs } from "./components/cluster/registry";
export type { ResidencyArgs } from "./components/cluster/residency";
export type { AccountEncryptionArgs, StorageArgs } from "./components/cluster/storage";
export type { CompliantClusterArgs } from "./components/compliant-cluster/args";
export type {
  ExternalSecretsPartArgs,
  FalcoPartArgs,
  FluentBitPartArgs,
  IstioPartArgs,
  LoadBalancerControllerPartArgs,
  PlatformArgs,
  TrivyPartArgs,
  VeleroPartArgs,
} from "./components/compliant-cluster/platform";
export { CompliantCluster } from "./components/compliant-cluster/compliant-cluster";
export { resolveCompliantClusterArgs } from "./components/compliant-cluster/settings";
export type { MirrorArgs } from "./components/releases";
export { PodSecurity } from "./components/foundations/pod-security";
export { EncryptedVolume } from "./components/workloads/encrypted-volume";
export { type EncryptedVolumeArgs, FileSystem, VolumeAccess } from "./components/workloads/encrypted-volume-settings";
export type { NamespaceMeshArgs } from "./components/workloads/mesh";
export { Namespace, type NamespaceArgs } from "./components/workloads/namespace";
