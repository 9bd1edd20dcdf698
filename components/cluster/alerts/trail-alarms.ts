import { Severity } from "../../../catalogue";
import type { AlarmEntry } from "./alarms";
import { all, among, any, notAmong, pattern } from "./patterns";

/** Calls of one service. Attempts that were refused count too: whoever tries to stop the trail is worth a look. */
function calls(service: string, ...names: string[]): string {
  return pattern(all(`$.eventSource = "${service}.amazonaws.com"`, among("$.eventName", ...names)));
}

/**
 * Alarms on the account's audit trail, in the log group that CloudTrail writes to. What the rules hear is not among them:
 * it would ring twice.
 */
export const trailAlarms: readonly AlarmEntry[] = [
  {
    id: "root-use",
    title: "The account's root user was used",
    severity: Severity.Critical,
    pattern: pattern(
      all('$.userIdentity.type = "Root"', "$.userIdentity.invokedBy NOT EXISTS", '$.eventType != "AwsServiceEvent"'),
    ),
    threshold: 1,
    runbook: "account-sign-in",
    requirements: ["pci-dss 10.2.1.2", "hipaa 164.312(d)", "iso-27001 A.8.2"],
  },
  {
    id: "console-without-mfa",
    title: "A user signed in to the console without a second factor",
    severity: Severity.High,
    // Of a federated user the trail says No as well, because the identity provider asks for it.
    pattern: pattern(
      all(
        '$.eventName = "ConsoleLogin"',
        '$.additionalEventData.MFAUsed = "No"',
        among("$.userIdentity.type", "IAMUser", "Root"),
        '$.responseElements.ConsoleLogin = "Success"',
      ),
    ),
    threshold: 1,
    runbook: "account-sign-in",
    requirements: ["pci-dss 10.2.1.2", "hipaa 164.312(d)", "iso-27001 A.8.5"],
  },
  {
    id: "console-failures",
    title: "Many failed attempts to sign in to the console",
    severity: Severity.Medium,
    pattern: pattern(all('$.eventName = "ConsoleLogin"', '$.responseElements.ConsoleLogin = "Failure"')),
    threshold: 5,
    runbook: "account-sign-in",
    requirements: ["pci-dss 10.2.1.4", "hipaa 164.308(a)(5)(ii)(C)", "iso-27001 A.8.5"],
  },
  {
    id: "unauthorised-calls",
    title: "Many calls that IAM refused",
    severity: Severity.Medium,
    pattern: pattern(
      all(
        any('$.errorCode = "*UnauthorizedOperation"', '$.errorCode = "AccessDenied*"'),
        notAmong("$.sourceIPAddress", "delivery.logs.amazonaws.com"),
        notAmong("$.eventName", "HeadBucket"),
      ),
    ),
    threshold: 20,
    runbook: "failed-access",
    requirements: ["pci-dss 10.2.1.4", "hipaa 164.308(a)(5)(ii)(C)", "iso-27001 A.8.16"],
  },
  {
    id: "iam-change",
    title: "Policies, trust or credentials of IAM were changed",
    severity: Severity.Medium,
    // No reading call of IAM begins with these.
    pattern: calls(
      "iam",
      "Attach*",
      "Detach*",
      "Put*",
      "DeletePolicy*",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "DeleteGroupPolicy",
      "DeleteRolePermissionsBoundary",
      "DeleteUserPermissionsBoundary",
      "CreatePolicy*",
      "SetDefaultPolicyVersion",
      "UpdateAssumeRolePolicy",
      "AddUserToGroup",
      "CreateUser",
      "CreateAccessKey",
      "CreateLoginProfile",
      "UpdateLoginProfile",
      "DeactivateMFADevice",
    ),
    threshold: 1,
    runbook: "account-change",
    requirements: ["pci-dss 10.2.1.5", "hipaa 164.308(a)(4)(ii)(C)", "iso-27001 A.5.18"],
  },
  {
    id: "bucket-policy-change",
    title: "Access to an S3 bucket was changed",
    severity: Severity.High,
    pattern: calls(
      "s3",
      "PutBucketPolicy",
      "DeleteBucketPolicy",
      "PutBucketAcl",
      "PutBucketPublicAccessBlock",
      "DeleteBucketPublicAccessBlock",
      "PutAccountPublicAccessBlock",
      "DeleteAccountPublicAccessBlock",
      "PutBucketLifecycle",
      "DeleteBucketLifecycle",
      "PutBucketReplication",
      "DeleteBucketReplication",
    ),
    threshold: 1,
    runbook: "account-change",
    requirements: ["pci-dss 10.3.2", "hipaa 164.312(c)(1)", "iso-27001 A.8.12"],
  },
  {
    id: "security-group-change",
    title: "A security group was changed",
    severity: Severity.Medium,
    pattern: calls(
      "ec2",
      "AuthorizeSecurityGroup*",
      "RevokeSecurityGroup*",
      "ModifySecurityGroupRules",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
    ),
    threshold: 1,
    runbook: "account-change",
    requirements: ["pci-dss 10.2.1.7", "hipaa 164.312(e)(1)", "iso-27001 A.8.20"],
  },
];
