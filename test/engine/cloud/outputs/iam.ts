import type { Outputs } from "./outputs";

/** Roles and keys. */
export const iam: Outputs = {
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { arn: "{id}" },
  "aws:iam/role:Role": { arn: "arn:{partition}:iam::{account}:role/{inputs.name}", uniqueId: "AROA{HEX17}" },
  "aws:kms/alias:Alias": {
    arn: "arn:{partition}:kms:{region}:{account}:{inputs.name}",
    targetKeyArn: "arn:{partition}:kms:{region}:{account}:key/{inputs.targetKeyId}",
  },
  "aws:kms/key:Key": { arn: "arn:{partition}:kms:{region}:{account}:key/{id}", keyId: "{id}" },
};
