import type * as pulumi from "@pulumi/pulumi";

/** What a team may do in its namespaces, by EKS's access policies. */
export const AccessLevel = {
  /** Reads everything but Secrets. */
  View: "view",
  /** Changes workloads and reads Secrets; no roles, no quotas. */
  Edit: "edit",
  /** Everything in the namespaces, their roles included. */
  Admin: "admin",
} as const;
export type AccessLevel = (typeof AccessLevel)[keyof typeof AccessLevel];

export interface TeamArgs {
  /** ARNs of the team's IAM roles or users. */
  principals: pulumi.Input<string>[];
  /** Namespaces that the access is limited to; `*` at an end stands for anything (`shop-*`). */
  namespaces: string[];
  /** What the team may do there. @default "view" */
  level?: AccessLevel;
}

export interface AccessArgs {
  /**
   * ARN of the IAM role or user that deploys. Set it where several deploy, to the role that all of them take: the entry
   * would follow whoever runs the program. @default the principal behind the credentials of the run (IAM-01)
   */
  deployer?: pulumi.Input<string>;
  /** ARNs of IAM roles or users that administer the cluster. The deployer has its own entry: do not list it. @default none */
  admins?: pulumi.Input<string>[];
  /** ARNs of IAM roles or users that may read what is in namespaces, except Secrets. @default none */
  viewers?: pulumi.Input<string>[];
  /** Teams by name, each with its principals and its namespaces. @default none (IAM-02) */
  teams?: Record<string, TeamArgs>;
}
