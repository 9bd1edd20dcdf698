export type { Parameter } from "./parameter";
export { posture, type Posture, resolvePosture } from "./posture";
export type { ResidencyLimit } from "./residency";
export { awsLogRetentionDays, roundUpRetention } from "./retention";
