import { oneOf, optional, record } from "../../../catalogue/contracts";
import { type IdentityArgs, WorkloadIdentity } from "./args";

export const identityShape = record({ mechanism: optional(oneOf(Object.values(WorkloadIdentity))) });

export interface IdentitySettings {
  mechanism: WorkloadIdentity;
}

/** Fills the default. */
export function resolveIdentity({ mechanism = WorkloadIdentity.PodIdentity }: IdentityArgs): IdentitySettings {
  return { mechanism };
}
