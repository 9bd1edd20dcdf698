export { type IdentityArgs, WorkloadIdentity } from "./args";
export { createIdentity } from "./identity";
export { identityShape, type IdentitySettings, resolveIdentity } from "./settings";
