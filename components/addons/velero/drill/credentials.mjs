import { readFileSync } from "node:fs";

const signal = () => AbortSignal.timeout(10_000);

/** The credentials of the pod's role: from the agent of EKS Pod Identity, or for the token of its service account (IRSA). */
export async function credentialsOf(env) {
  if (env.AWS_CONTAINER_CREDENTIALS_FULL_URI !== undefined) return fromAgent(env);
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE !== undefined) return forToken(env);
  throw new Error("the pod has no role: neither EKS Pod Identity nor IRSA set its environment");
}

async function fromAgent(env) {
  const authorization = readFileSync(env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, "utf8").trim();
  const answer = await fetch(env.AWS_CONTAINER_CREDENTIALS_FULL_URI, { headers: { authorization }, signal: signal() });
  const { AccessKeyId, SecretAccessKey, Token } = await bodyOf(answer, "the agent of EKS Pod Identity");
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token };
}

async function forToken(env) {
  const body = new URLSearchParams({
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn: env.AWS_ROLE_ARN,
    RoleSessionName: "restore-drill",
    WebIdentityToken: readFileSync(env.AWS_WEB_IDENTITY_TOKEN_FILE, "utf8").trim(),
  });
  const headers = { accept: "application/json" };
  const answer = await fetch(env.STS_ENDPOINT, { method: "POST", headers, body, signal: signal() });
  const { AssumeRoleWithWebIdentityResponse: given } = await bodyOf(answer, "STS");
  const { AccessKeyId, SecretAccessKey, SessionToken } = given.AssumeRoleWithWebIdentityResult.Credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** An error names who refused, and nothing of what was said: an answer may hold secrets. */
async function bodyOf(answer, who) {
  if (!answer.ok) throw new Error(`${who} gave no credentials: it answered with ${answer.status}`);
  return answer.json();
}
