export { Provision, Regime } from "./catalogue/contracts";
export { type AdmissionArgs, Enforcement, Gatekeeper, type GatekeeperArgs } from "./components/addons/gatekeeper";
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
export { CompliantCluster } from "./components/compliant-cluster/compliant-cluster";
export { resolveCompliantClusterArgs } from "./components/compliant-cluster/settings";
export { PodSecurity } from "./components/foundations/pod-security";
export { EncryptedVolume } from "./components/workloads/encrypted-volume";
export { type EncryptedVolumeArgs, FileSystem, VolumeAccess } from "./components/workloads/encrypted-volume-settings";
export { Namespace, type NamespaceArgs } from "./components/workloads/namespace";
