import type { Identity } from "./identity";

/** Roles and keys. */
export const iam: Record<string, Identity> = {
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    id: "arn:{partition}:iam::{account}:oidc-provider/{inputs.url}",
    exists: "EntityAlreadyExists: Provider with url {inputs.url} already exists.",
  },
  "aws:iam/role:Role": {
    id: "{inputs.name}",
    exists: "EntityAlreadyExists: Role with name {inputs.name} already exists.",
  },
  "aws:iam/rolePolicy:RolePolicy": { id: "{inputs.role}:{inputs.name}", upsert: true },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { id: "{inputs.role}/{inputs.policyArn}", upsert: true },
  "aws:kms/alias:Alias": {
    id: "{inputs.name}",
    exists: "AlreadyExistsException: An alias with the name {inputs.name} already exists",
  },
  "aws:kms/key:Key": { id: "{uuid}" },
};
