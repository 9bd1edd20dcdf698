import { account } from "../account";
import { type Properties, shown, text } from "../values";
import { fits, listed, missingRole, principals, statementsOf } from "./policies";
import type { Refusals, World } from "./refusal";

const malformed = (what: string) => `MalformedPolicyDocument: ${what}`;
const withoutSpace = (policy: unknown) => shown(policy).replaceAll(/\s/g, "").length;
const inlineQuota = 10_240;
const trustQuota = 2_048;

/** Who may take a role. */
function refuseTrust({ assumeRolePolicy }: Properties, world: World): string | undefined {
  const statements = statementsOf(assumeRolePolicy);
  if (typeof statements === "string") return malformed(statements);
  if (statements.some((each) => each["Resource"] !== undefined)) return malformed("Has prohibited field Resource");
  if (statements.some((each) => each["Principal"] === undefined)) return malformed("Missing required field Principal");
  const missing = missingRole(statements, world);
  if (missing !== undefined) return malformed(`Invalid principal in policy: "AWS":"${missing}"`);
  if (withoutSpace(assumeRolePolicy) > trustQuota)
    return `LimitExceeded: Cannot exceed quota for ACLSizePerRole: ${trustQuota}`;
  return undefined;
}

/** What a role may do. */
function refuseInline({ policy, role, name }: Properties, world: World): string | undefined {
  const statements = statementsOf(policy);
  if (typeof statements === "string") return malformed(statements);
  if (statements.some((each) => each["Principal"] !== undefined))
    return malformed("Policy document should not specify a principal.");
  if (statements.some((each) => each["Resource"] === undefined && each["NotResource"] === undefined))
    return malformed("Policy statement must contain resources.");
  const odd = statements.flatMap(({ Sid }) => text(Sid) ?? []).find((sid) => !/^[0-9A-Za-z]*$/.test(sid));
  if (odd !== undefined) return malformed(`Statement IDs (SID) must be alpha-numeric: ${odd}`);
  const others = world
    .of("aws:iam/rolePolicy:RolePolicy")
    .filter((each) => each.inputs["role"] === role && each.inputs["name"] !== name);
  const size = [policy, ...others.map(({ inputs }) => inputs["policy"])].map(withoutSpace).reduce((a, b) => a + b, 0);
  return size > inlineQuota
    ? `LimitExceeded: Maximum policy size of ${inlineQuota} bytes exceeded for role ${shown(role)}`
    : undefined;
}

/** A key's policy: AWS makes sure that somebody can change it later, and that whom it names exists. */
function refuseKeyPolicy({ policy, bypassPolicyLockoutSafetyCheck }: Properties, world: World): string | undefined {
  if (policy === undefined) return undefined;
  const statements = statementsOf(policy);
  if (typeof statements === "string") return `MalformedPolicyDocumentException: ${statements}`;
  if (missingRole(statements, world) !== undefined) {
    return "MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.";
  }
  const keepers = [`:iam::${account.id}:root`, `:role/${account.callerRole}`];
  const kept = statements.some(
    (each) =>
      each["Effect"] === "Allow" &&
      each["Condition"] === undefined &&
      principals(each, "AWS").some((arn) => arn === "*" || keepers.some((end) => arn.endsWith(end))) &&
      fits("kms:PutKeyPolicy", listed(each["Action"])),
  );
  return kept || bypassPolicyLockoutSafetyCheck === true
    ? undefined
    : "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.";
}

export const iam: Refusals = {
  "aws:iam/role:Role": [refuseTrust],
  "aws:iam/rolePolicy:RolePolicy": [refuseInline],
  "aws:kms/key:Key": [refuseKeyPolicy],
};
