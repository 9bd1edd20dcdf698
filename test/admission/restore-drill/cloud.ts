import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands for CloudWatch, and for the agent that gives pods the credentials of their role. */
export interface Cloud {
  address: string;
  /** Values of the drill's metric, in the order in which they came. */
  metrics: { namespace: string; name: string; value: string; signedFor: string }[];
  /** What CloudWatch answers with. */
  code: number;
  stop(): void;
}

const credentials = { AccessKeyId: "AKIDEXAMPLE", SecretAccessKey: "secret", Token: "session" };

export async function startCloud(): Promise<Cloud> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      if (request.method === "GET") {
        const known = request.headers.authorization === "pod-identity-token";
        response.writeHead(known ? 200 : 401).end(JSON.stringify(credentials));
        return;
      }
      const sent = new URLSearchParams(body);
      const [, signedFor = ""] =
        /Credential=AKIDEXAMPLE\/\d{8}\/([^,]+),/.exec(request.headers.authorization ?? "") ?? [];
      cloud.metrics.push({
        namespace: String(sent.get("Namespace")),
        name: String(sent.get("MetricData.member.1.MetricName")),
        value: String(sent.get("MetricData.member.1.Value")),
        signedFor,
      });
      response.writeHead(cloud.code).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cloud: Cloud = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    metrics: [],
    code: 200,
    stop: () => server.close(),
  };
  return cloud;
}
