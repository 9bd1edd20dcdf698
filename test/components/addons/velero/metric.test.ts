import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { temporaryFolder } from "../../../lab/folders";
import { loadCredentials, loadMetric, type Metric } from "./program";

/** Of the suite of requests that AWS publishes for Signature Version 4. */
const suite = {
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  region: "us-east-1",
  service: "service",
  now: new Date("2015-08-30T12:36:00Z"),
};
const form = { "content-type": "application/x-www-form-urlencoded" };
const vectors: [string, string, string, Record<string, string>, string, string][] = [
  ["get-vanilla", "GET", "/", {}, "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  [
    "get-vanilla-query-order-key-case",
    "GET",
    "/?Param2=value2&Param1=value1",
    {},
    "",
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
  ["post-vanilla", "POST", "/", {}, "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
  [
    "post-header-key-sort",
    "POST",
    "/",
    { "my-header1": "value1" },
    "",
    "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
  ],
  [
    "post-x-www-form-urlencoded",
    "POST",
    "/",
    form,
    "Param1=value1",
    "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  ],
];

interface Heard {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

describe("addons/velero: what the drill tells AWS", () => {
  let metric: Metric;
  let server: Server;
  let address = "";
  let answer = { code: 200, body: "" };
  const heard: Heard[] = [];
  before(async () => {
    metric = await loadMetric();
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        heard.push({ method: request.method!, url: request.url!, headers: request.headers, body });
        response.writeHead(answer.code).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    heard.length = 0;
    answer = { code: 200, body: "" };
  });
  after(() => server.close());

  for (const [name, method, path, headers, body, signature] of vectors) {
    it(`signs ${name} as AWS does`, () => {
      const sent = metric.signed({ ...suite, method, url: `https://example.amazonaws.com${path}`, headers, body });
      const names = [...Object.keys(headers), "host", "x-amz-date"].sort().join(";");
      expect(sent["x-amz-date"]).to.equal("20150830T123600Z");
      expect(sent["authorization"]).to.equal(
        `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`,
      );
    });
  }

  it("sends one value of one metric, with the token of its role", async () => {
    const credentials = { ...suite.credentials, sessionToken: "token" };
    const to = { endpoint: address, region: "eu-central-1", namespace: "Rampart/main", credentials };
    await metric.putMetric({ ...to, now: suite.now }, true);
    await metric.putMetric({ ...to, now: suite.now }, false);
    expect(heard.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).to.deep.equal(
      ["1", "0"].map((value) => ({
        Action: "PutMetricData",
        Version: "2010-08-01",
        Namespace: "Rampart/main",
        "MetricData.member.1.MetricName": "RestoreDrillSucceeded",
        "MetricData.member.1.Timestamp": "2015-08-30T12:36:00.000Z",
        "MetricData.member.1.Value": value,
      })),
    );
    const [{ method, headers }] = heard as [Heard];
    expect(method).to.equal("POST");
    expect(headers["host"]).to.equal(new URL(address).host);
    expect(headers["x-amz-security-token"]).to.equal("token");
    expect(headers["authorization"]).to.match(
      /Credential=AKIDEXAMPLE\/20150830\/eu-central-1\/monitoring\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, /,
    );
  });

  it("fails when CloudWatch refuses", async () => {
    answer = { code: 403, body: "AccessDenied" };
    const to = { endpoint: address, region: "eu-central-1", namespace: "Rampart/main", credentials: suite.credentials };
    const error = await metric.putMetric(to, true).then(
      () => undefined,
      (reason: Error) => reason.message,
    );
    expect(error).to.equal("CloudWatch answered with 403: AccessDenied");
  });

  it("gets credentials from the agent of Pod Identity, or for its token from STS", async () => {
    const { credentialsOf } = await loadCredentials();
    const file = join(temporaryFolder("token"), "token");
    writeFileSync(file, "secret token\n");
    const given = { AccessKeyId: "AKID", SecretAccessKey: "secret" };
    const expected = { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "session" };

    answer.body = JSON.stringify({ ...given, Token: "session" });
    const agent = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${address}/v1`, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file };
    expect(await credentialsOf(agent)).to.deep.equal(expected);
    expect(heard[0]).to.deep.include({ method: "GET", url: "/v1" });
    expect(heard[0]!.headers["authorization"]).to.equal("secret token");

    const Credentials = { ...given, SessionToken: "session" };
    answer.body = JSON.stringify({
      AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult: { Credentials } },
    });
    const irsa = { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: "role", STS_ENDPOINT: address };
    expect(await credentialsOf(irsa)).to.deep.equal(expected);
    expect(heard[1]!.headers["accept"]).to.equal("application/json");
    expect(Object.fromEntries(new URLSearchParams(heard[1]!.body))).to.deep.equal({
      Action: "AssumeRoleWithWebIdentity",
      Version: "2011-06-15",
      RoleArn: "role",
      RoleSessionName: "restore-drill",
      WebIdentityToken: "secret token",
    });

    answer = { code: 403, body: "secret token" };
    const messages: string[] = [];
    for (const env of [agent, irsa, {}]) await credentialsOf(env).catch((error: Error) => messages.push(error.message));
    expect(messages).to.deep.equal([
      "the agent of EKS Pod Identity gave no credentials: it answered with 403",
      "STS gave no credentials: it answered with 403",
      "the pod has no role: neither EKS Pod Identity nor IRSA set its environment",
    ]);
  });
});
