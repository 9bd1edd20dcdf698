/** How a pod gets the role of its service account. */
export const WorkloadIdentity = {
  /** An agent on the node hands it out; who gets which role is an association in EKS. */
  PodIdentity: "pod-identity",
  /** The pod trades the token of its service account for it; the role is named by an annotation. */
  Irsa: "irsa",
} as const;
export type WorkloadIdentity = (typeof WorkloadIdentity)[keyof typeof WorkloadIdentity];

export interface IdentityArgs {
  /** How pods get their roles: "pod-identity", or "irsa" (IAM roles for service accounts). @default "pod-identity" (IAM-04) */
  mechanism?: WorkloadIdentity;
}
