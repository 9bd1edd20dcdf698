import type { Control } from "../contracts";
import { accessControls } from "./access";
import { backupControls } from "./backups";
import { configurationControls } from "./configuration";
import { dataControls } from "./data";
import { detectionControls } from "./detection";
import { encryptionControls } from "./encryption";
import { environmentControls } from "./environments";
import { governanceControls } from "./governance";
import { imageControls } from "./images";
import { keyControls } from "./keys";
import { loggingControls } from "./logging";
import { networkControls } from "./network";
import { policyControls } from "./policy";
import { rbacControls } from "./rbac";
import { secretControls } from "./secrets";
import { transitControls } from "./transit";
import { vulnerabilityControls } from "./vulnerabilities";
import { workloadControls } from "./workloads";

/** Every control, in the order of reports. */
export const controls: readonly Control[] = [
  ...encryptionControls,
  ...keyControls,
  ...transitControls,
  ...networkControls,
  ...accessControls,
  ...rbacControls,
  ...loggingControls,
  ...detectionControls,
  ...vulnerabilityControls,
  ...imageControls,
  ...workloadControls,
  ...policyControls,
  ...configurationControls,
  ...secretControls,
  ...environmentControls,
  ...backupControls,
  ...dataControls,
  ...governanceControls,
];

const byId = new Map(controls.map((control) => [control.id, control]));

/** The control of that id; undefined when there is none. Ids are upper case. */
export function controlById(id: string): Control | undefined {
  return byId.get(id);
}
