import { createHash, createHmac } from "node:crypto";

const hash = (text) => createHash("sha256").update(text).digest("hex");
const keyed = (key, text) => createHmac("sha256", key).update(text).digest();

/**
 * The headers by which AWS knows who sends a request: Signature Version 4.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signed({ method, url, headers, body, region, service, credentials, now }) {
  const { host, pathname, searchParams } = new URL(url);
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const all = {
    ...headers,
    host,
    "x-amz-date": time,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(all).sort();
  const query = [...searchParams].map((pair) => pair.map(escaped).join("=")).sort();
  const lines = names.map((name) => `${name}:${all[name].trim()}\n`);
  const asked = [method, pathname, query.join("&"), lines.join(""), names.join(";"), hash(body)].join("\n");
  const scope = [time.slice(0, 8), region, service, "aws4_request"];
  const key = scope.reduce(keyed, `AWS4${secretAccessKey}`);
  const signature = keyed(key, ["AWS4-HMAC-SHA256", time, scope.join("/"), hash(asked)].join("\n")).toString("hex");
  const { host: _, ...sent } = all;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join("/")}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}

const escaped = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

/** Tells CloudWatch how the drill went: 1 when it succeeded, else 0. */
export async function putMetric({ endpoint, region, namespace, credentials, now = new Date() }, succeeded) {
  const body = new URLSearchParams({
    Action: "PutMetricData",
    Version: "2010-08-01",
    Namespace: namespace,
    "MetricData.member.1.MetricName": "RestoreDrillSucceeded",
    "MetricData.member.1.Timestamp": now.toISOString(),
    "MetricData.member.1.Value": succeeded ? "1" : "0",
  }).toString();
  const url = new URL("/", endpoint).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const sign = { method: "POST", url, headers, body, region, service: "monitoring", credentials, now };
  const answer = await fetch(url, { method: "POST", headers: signed(sign), body, signal: AbortSignal.timeout(30_000) });
  if (answer.ok) return;
  throw new Error(`CloudWatch answered with ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}
