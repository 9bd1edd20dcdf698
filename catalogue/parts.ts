import { Part } from "./contracts";

/** The controls that rest on a customer-managed key, whatever it encrypts. */
const keyControls = ["KEY-01", "KEY-02", "KEY-03", "KEY-04"];

/**
 * The controls that rest on each part. Where another than the stack provides the part, these have nothing to judge
 * there, and say so instead of passing.
 */
export const controlsOfParts: Readonly<Record<Part, readonly string[]>> = {
  [Part.Network]: ["NET-02", "NET-07", "BCK-03"],
  [Part.FlowLogs]: ["NET-07"],
  [Part.Endpoints]: [],
  [Part.SecretsKey]: ["ENC-01", ...keyControls],
  [Part.VolumesKey]: ["ENC-02", "ENC-03", "ENC-04", ...keyControls],
  [Part.LogsKey]: ["ENC-06", "LOG-04", ...keyControls],
  [Part.BackupsKey]: ["ENC-05", ...keyControls],
  [Part.RegistryKey]: ["ENC-06", ...keyControls],
  [Part.AlertsKey]: ["ENC-06", ...keyControls],
  [Part.ControlPlaneLogs]: ["ENC-06", "LOG-02"],
  [Part.AccountEncryption]: ["ENC-03"],
  [Part.AuditTrail]: ["ENC-05", "LOG-03", "LOG-04"],
  [Part.Detection]: ["MON-03"],
  [Part.Alerts]: ["ENC-06", "MON-02"],
  [Part.Registry]: ["ENC-06", "VUL-01"],
  [Part.RegistryScanning]: ["VUL-01"],
  [Part.Backup]: ["ENC-05", "LOG-03", "BCK-02"],
  [Part.BackupReplica]: ["ENC-05", "LOG-03", "BCK-02"],
  [Part.Mesh]: ["TLS-01", "TLS-02", "RBAC-04", "MON-04"],
  [Part.ThreatDetection]: ["MON-01", "MON-02"],
  [Part.BackupAgent]: ["BCK-01"],
  [Part.SecretStore]: ["SEC-01"],
  // What they do speaks for no control by itself.
  [Part.WorkloadScanning]: [],
  [Part.WorkloadLogs]: [],
  [Part.LoadBalancers]: [],
};

export const parts: readonly Part[] = Object.values(Part);

/** The parts that a control rests on. */
export const partsOfControl = (control: string): Part[] =>
  parts.filter((part) => controlsOfParts[part].includes(control));
