export { Enforcement } from "../../../catalogue";
export type { AdmissionArgs, GatekeeperArgs } from "./args";
export { Gatekeeper } from "./gatekeeper";
export { gatekeeperImages, renamedImages } from "./images";
export { admissionShape, type AdmissionSettings, resolveAdmission } from "./settings";
