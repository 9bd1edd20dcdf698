export { type ControlPlaneArgs, type EndpointArgs, type LogArgs, SupportType } from "./args";
export { createControlPlane } from "./control-plane";
export { createControlPlaneLogGroup } from "./log-group";
export { createSecurityGroups } from "./security-groups";
export {
  controlPlaneShape,
  type ControlPlaneSettings,
  declareLogs,
  endpointShape,
  type EndpointSettings,
  type LogSettings,
  logShape,
  resolveControlPlane,
  resolveEndpoint,
  resolveLogs,
} from "./settings";
