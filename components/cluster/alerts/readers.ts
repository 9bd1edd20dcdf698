import { all, notAmong, pattern } from "./patterns";

/** An IAM role's ARN. Its path is no part of the names that its sessions have. */
const roleArn = /^arn:([\w-]+):iam::(\d{12}):role\/(?:[\x21-\x7e]+\/)?([\w+=,.@-]{1,64})$/;

export const roleArnRule = "the ARN of an IAM role, which ends in :role/ and its name";

/** Whether a text is the ARN of an IAM role. */
export function isRoleArn(value: string): boolean {
  return roleArn.test(value);
}

/**
 * How EKS names whoever comes with a role, unless its access entry says otherwise; the end is the session's. Undefined for
 * what is no role.
 */
export function sessionsOf(arn: string): string | undefined {
  const [, partition, account, role] = roleArn.exec(arn) ?? [];
  return role === undefined ? undefined : `arn:${partition}:sts::${account}:assumed-role/${role}/*`;
}

/** A pattern that passes these users by. */
export function without(filterPattern: string, usernames: string[]): string {
  if (usernames.length === 0) return filterPattern;
  const condition = filterPattern.replace(/^\{ (.*) \}$/, "$1");
  return pattern(all(condition, notAmong("$.user.username", ...usernames)));
}
