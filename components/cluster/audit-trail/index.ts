export type { AuditTrailArgs } from "./args";
export { type AuditTrailHandle, createAuditTrail } from "./audit-trail";
export { auditTrailShape, type AuditTrailSettings, declareAuditTrail, resolveAuditTrail } from "./settings";
