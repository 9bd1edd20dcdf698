/** Roles and keys. */
export const iam: Record<string, string[]> = {
  // internal/service/iam/openid_connect_provider.go
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
  // internal/service/iam/role.go
  "aws:iam/role:Role": ["name", "namePrefix", "path"],
  // internal/service/iam/role_policy.go
  "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
  // internal/service/iam/role_policy_attachment.go
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  // internal/service/kms/alias.go
  "aws:kms/alias:Alias": ["name", "namePrefix"],
  // internal/service/kms/key.go
  "aws:kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
};
