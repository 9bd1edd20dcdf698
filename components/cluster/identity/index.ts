export { type IdentityArgs, WorkloadIdentity } from "./args";
export { createIdentity, type IdentityHandle } from "./identity";
export { policyDocument, reason, statement, type Statement } from "./policy-document";
export { createRole, podIdentityTrust, type RoleHandle, serviceTrust } from "./roles";
export { identityShape, type IdentitySettings, resolveIdentity } from "./settings";
export { createWorkloadRole, type WorkloadRole } from "./workload-role";
