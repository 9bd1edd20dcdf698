import type { Reference } from "./reference";
import { key, role } from "./words";

const noRole = "NoSuchEntity: The role with name {value} cannot be found.";

/** Roles and keys. */
export const iam: Reference[] = [
  {
    from: "aws:iam/rolePolicy:RolePolicy",
    at: "role",
    to: role,
    by: "id",
    missing: noRole,
    blocks: "DeleteConflict: Cannot delete entity, must delete policies first.",
  },
  {
    from: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    at: "role",
    to: role,
    by: "id",
    missing: noRole,
    blocks: "DeleteConflict: Cannot delete entity, must detach all policies first.",
  },
  {
    from: "aws:kms/alias:Alias",
    at: "targetKeyId",
    to: key,
    by: "id or arn",
    missing: "NotFoundException: Key '{value}' does not exist",
  },
];
