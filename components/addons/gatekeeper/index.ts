export { Enforcement } from "../../../catalogue";
export type { AdmissionArgs, GatekeeperArgs } from "./args";
export { Gatekeeper } from "./gatekeeper";
export { admissionShape, resolveAdmission } from "./settings";
