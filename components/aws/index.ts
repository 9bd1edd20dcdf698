export { type ClusterContext, findPlace, guarded, having, tagged } from "./context";
export { bucketUserStatements, secretsUserStatements, topicUserStatements, volumeUserStatements } from "./key-users";
export { createLogGroup } from "./log-group";
export { policyDocument, reason, statement, type Statement } from "./policy-document";
export { createRole, podIdentityTrust, type RoleHandle, serviceTrust } from "./roles";
export {
  type OidcProviderArgs,
  type WorkloadClusterArgs,
  workloadClusterMistakes,
  workloadClusterShape,
  workloadContext,
} from "./workload-cluster";
export { createWorkloadRole, type IdentityHandle, tokenAudience, type WorkloadRole } from "./workload-role";
