import {
  exclusionsShape,
  flag,
  list,
  mapOf,
  oneOf,
  optional,
  record,
  regimeIds,
  regionText,
  ruleSettingsShape,
  text,
} from "../../catalogue";
import { accessShape } from "../cluster/access";
import { alertShape } from "../cluster/alerts";
import { auditTrailShape } from "../cluster/audit-trail";
import { backupShape } from "../cluster/backup";
import { controlPlaneShape, endpointShape, logShape } from "../cluster/control-plane";
import { detectionShape } from "../cluster/detection";
import { identityShape } from "../cluster/identity";
import { keyShape } from "../cluster/keys";
import { addonVersionsShape, kubernetesVersions, managedAddonShape } from "../cluster/managed-addons";
import { networkShape } from "../cluster/network";
import { nodesShape } from "../cluster/nodes";
import { registryShape } from "../cluster/registry";
import { residencyShape } from "../cluster/residency";
import { storageShape } from "../cluster/storage";
import { inputText } from "../foundations/input-text";
import { platformMembers } from "./platform";

/** The form of every argument; what the values mean together is each part's to say. */
export const argsShape = record({
  region: optional(regionText),
  regimes: optional(list(oneOf(regimeIds), 1)),
  residency: optional(residencyShape),
  kubernetesVersion: optional(oneOf(kubernetesVersions)),
  addonVersions: optional(addonVersionsShape),
  addons: optional(managedAddonShape),
  network: optional(networkShape),
  controlPlane: optional(controlPlaneShape),
  endpoint: optional(endpointShape),
  access: optional(accessShape),
  identity: optional(identityShape),
  nodes: optional(nodesShape),
  storage: optional(storageShape),
  keys: optional(keyShape),
  logs: optional(logShape),
  auditTrail: optional(auditTrailShape),
  detection: optional(detectionShape),
  alerts: optional(alertShape),
  registry: optional(registryShape),
  backup: optional(backupShape),
  ...platformMembers,
  protect: optional(flag),
  rules: optional(ruleSettingsShape),
  exclusions: optional(exclusionsShape),
  waiversHash: optional(text("a SHA-256 in hexadecimal", /^[0-9a-f]{64}$/)),
  tags: optional(mapOf(inputText)),
});
