export type { RestoreDrillArgs, VeleroAddonArgs, VeleroArgs, VeleroScheduleArgs, VeleroStoreArgs } from "./args";
export { resolveVeleroAddon, veleroShape } from "./settings";
export { Velero } from "./velero";
