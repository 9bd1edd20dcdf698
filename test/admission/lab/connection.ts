import { Agent, request, type RequestOptions } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";

/** An answer of the API server. */
export interface Answer {
  code: number;
  body: Record<string, unknown>;
  /** What came in `Warning` headers, as kubectl would show it. */
  warnings: string[];
}

/** One user's connections to one API server, which are kept open between requests. */
export interface Connection {
  send(method: string, path: string, body?: unknown, contentType?: string): Promise<Answer>;
  close(): void;
}

/** Longer than the API server may wait for a webhook; what takes longer is a time-out. */
const patience = 60_000;

/** How often a request is sent again that the API server has no room for, as clients of Kubernetes do. */
const attempts = 20;

export function connect(options: { port: number; ca: string; token: string }): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity, ca: options.ca });
  return {
    close: () => agent.destroy(),
    async send(method, path, body, contentType = "application/json") {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${options.token}`,
        ...(text !== undefined && { "content-type": contentType, "content-length": Buffer.byteLength(text) }),
      };
      const ask = () => exchange({ host: "127.0.0.1", port: options.port, agent, method, path, headers }, text);
      let { answer, retryAfter } = await ask();
      for (let attempt = 1; answer.code === 429 && attempt < attempts; attempt++) {
        await sleep(retryAfter * 1000);
        ({ answer, retryAfter } = await ask());
      }
      return answer;
    },
  };
}

function exchange(options: RequestOptions, text: string | undefined): Promise<{ answer: Answer; retryAfter: number }> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, timeout: patience }, (response) => {
      let received = "";
      response.setEncoding("utf8").on("data", (part: string) => (received += part));
      response.once("error", reject);
      response.once("end", () => {
        const { statusCode, headers } = response;
        const answer = { code: statusCode!, body: read(received), warnings: warningsIn(headers) };
        resolve({ answer, retryAfter: Number(headers["retry-after"] ?? 1) });
      });
    });
    asked.once("timeout", () => asked.destroy(new Error(`no answer in ${patience / 1000} s`)));
    asked.once("error", reject);
    asked.end(text);
  });
}

/** Health checks answer in plain text; everything else in JSON. */
function read(text: string): Record<string, unknown> {
  return text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : { message: text };
}

function warningsIn({ warning }: { warning?: string }): string[] {
  return [...(warning ?? "").matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]!);
}
