import { clusterAccess } from "./aws/cluster-access";
import { clusterEncryption } from "./aws/cluster-encryption";
import { controlPlaneLogs } from "./aws/control-plane-logs";
import { endpoint } from "./aws/endpoint";
import { ingress } from "./aws/ingress";
import { instanceMetadata } from "./aws/instance-metadata";
import { keyRotation } from "./aws/key-rotation";
import { logRetention } from "./aws/log-retention";
import { nodeAddresses } from "./aws/node-addresses";
import { volumes } from "./aws/volumes";
import type { ResourceCheck, StackCheck } from "./check";
import { gatekeeper } from "./helm/gatekeeper";
import { pods } from "./kubernetes/pods";
import { storageClasses } from "./kubernetes/storage-classes";
import { defaultDeny } from "./stack/default-deny";

/** Every control that one resource decides. */
export const resourceChecks: readonly ResourceCheck[] = [
  clusterEncryption,
  keyRotation,
  endpoint,
  ingress,
  clusterAccess,
  instanceMetadata,
  controlPlaneLogs,
  pods,
];

/** Every control that several resources decide together. */
export const stackChecks: readonly StackCheck[] = [
  volumes,
  storageClasses,
  nodeAddresses,
  defaultDeny,
  logRetention,
  gatekeeper,
];
