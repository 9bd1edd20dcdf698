import type * as pulumi from "@pulumi/pulumi";

/** A statement of a policy document; `Resource: "*"` in a key's own policy means that key. */
export type Statement = Record<string, pulumi.Input<unknown>>;

export interface PolicyDocument {
  Version: "2012-10-17";
  Statement: Statement[];
}

export function policyDocument(...statements: Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}
