import { readFileSync } from "node:fs";
import { request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";

const patience = 30_000;
const attempts = 5;

/** A client of the API server that pods of its cluster are given by their environment and their service account. */
export function connect({ host, port, caFile, tokenFile, pauseMilliseconds = 1_000 }) {
  const ca = readFileSync(caFile, "utf8");
  return {
    /** Sends a request; tries again when the API server cannot be reached or cannot answer now. */
    async send(method, path, body, contentType = "application/json") {
      for (let attempt = 1; ; attempt++) {
        // Read for each request: the kubelet renews the token while the drill waits.
        const token = readFileSync(tokenFile, "utf8").trim();
        const answer = await ask({ host, port, ca, method, path, token, contentType }, body).catch((error) => ({
          error,
        }));
        const passing = answer.error !== undefined || answer.code === 429 || answer.code >= 500;
        if (!passing) return answer;
        if (attempt === attempts) throw answer.error ?? new Error(described(method, path, answer));
        await sleep(pauseMilliseconds * attempt);
      }
    },
  };
}

/** The body of an answer that is as expected; otherwise an error that says what the API server said. */
export async function asked(api, method, path, { body, contentType, accept = [200, 201, 202] } = {}) {
  const answer = await api.send(method, path, body, contentType);
  if (!accept.includes(answer.code)) throw new Error(described(method, path, answer));
  return answer.body;
}

/** The address of a resource's objects in a namespace; `resource` is `plural` or `plural.group`. */
export async function folderOf(api, resource, namespace) {
  const [plural, ...group] = resource.split(".");
  if (group.length === 0) return `/api/v1/namespaces/${namespace}/${plural}`;
  const { preferredVersion } = await asked(api, "GET", `/apis/${group.join(".")}`);
  return `/apis/${preferredVersion.groupVersion}/namespaces/${namespace}/${plural}`;
}

const described = (method, path, { code, body }) =>
  `${method} ${path.split("?")[0]} was answered with ${code}: ${body.message ?? "no message"}`;

function ask({ host, port, ca, method, path, token, contentType }, body) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${token}`,
    ...(text !== undefined && { "content-type": contentType, "content-length": Buffer.byteLength(text) }),
  };
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, ca, method, path, headers, timeout: patience }, (response) => {
      let received = "";
      response.setEncoding("utf8").on("data", (part) => (received += part));
      response.once("error", reject);
      response.once("end", () => resolve({ code: response.statusCode, body: read(received) }));
    });
    sent.once("timeout", () => sent.destroy(new Error(`the API server gave no answer in ${patience / 1000} seconds`)));
    sent.once("error", reject);
    sent.end(text);
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 200) };
  }
}
