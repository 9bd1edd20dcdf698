/** Who provides a part of what a cluster needs from its account. */
export const Provision = {
  /** This stack makes it, and policies judge it. */
  Create: "create",
  /** It is there already and is named: the stack uses it, and cannot judge it. */
  Existing: "existing",
  /** The account provides it without this stack, and somebody vouches for that. */
  Inherited: "inherited",
} as const;
export type Provision = (typeof Provision)[keyof typeof Provision];

/**
 * Parts that an account, or for an add-on another tool, may have provided already, by the path of the argument that decides.
 */
export const Part = {
  Network: "network",
  FlowLogs: "network.flowLogs",
  Endpoints: "network.endpoints",
  SecretsKey: "keys.secrets",
  VolumesKey: "keys.volumes",
  LogsKey: "keys.logs",
  BackupsKey: "keys.backups",
  RegistryKey: "keys.registry",
  AlertsKey: "keys.alerts",
  ControlPlaneLogs: "logs",
  AccountEncryption: "storage.accountEncryption",
  AuditTrail: "auditTrail",
  Detection: "detection",
  Alerts: "alerts",
  Registry: "registry",
  RegistryScanning: "registry.scanning",
  Backup: "backup",
  BackupReplica: "backup.replica",
  /** The add-ons are made or inherited; they have no name by which a stack could use what exists. */
  Mesh: "istio",
  ThreatDetection: "falco",
  BackupAgent: "velero",
  SecretStore: "externalSecrets",
  WorkloadScanning: "trivy",
  WorkloadLogs: "fluentBit",
  LoadBalancers: "loadBalancerController",
} as const;
export type Part = (typeof Part)[keyof typeof Part];

/** What a cluster declares of one part, for policies and evidence. */
export interface PartDeclaration {
  mode: Provision;
  /** Id, name or ARN of what exists; only with `existing`. */
  reference?: string;
  /** Who vouches that the account provides it; only with `inherited`. */
  vouchedBy?: string;
}
