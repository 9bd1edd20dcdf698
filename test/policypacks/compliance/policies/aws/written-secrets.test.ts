import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";
import { run } from "../../harness";

const template = samples.launchTemplate();
const encoded = (value: unknown) => [broken(template, "userData", value)];
const base64 = (text: string) => Buffer.from(text).toString("base64");
const script = (text: string) => encoded(base64(`#!/bin/sh\n${text}\n`));
const packed = (bytes: Buffer) => encoded(bytes.toString("base64"));
const pem = (what: string) => `-----BEGIN ${what}-----\nbm90IGEga2V5\n-----END ${what}-----`;
/** The example of AWS' own documentation. */
const accessKeyId = ["AKIA", "IOSFODNN7EXAMPLE"].join("");

describe("SEC-01 user data", () => {
  cases("SEC-01", [
    ["absent", [template], "pass", "userData is not set"],
    ["without a secret", script("echo hello"), "pass", "userData holds no key"],
    ["empty", encoded(""), "pass"],
    ["a certificate", script(pem("CERTIFICATE")), "pass"],
    ["a private key", script(pem("PRIVATE KEY")), "fail", "userData holds a private key"],
    ["an indented key of RSA", script(`  ${pem("RSA PRIVATE KEY")}`), "fail", "a private key"],
    ["the id of an access key", script(`export AWS_ACCESS_KEY_ID=${accessKeyId}`), "fail", "the id of an access key"],
    ["a text that only looks like an id", script(`echo X${accessKeyId}`), "pass"],
    ["a longer text", script(`echo ${accessKeyId}A`), "pass"],
    ["a secret access key", script("aws_secret_access_key = x"), "fail", "a secret access key"],
    ["a secret access key in capitals", script("export AWS_SECRET_ACCESS_KEY=x"), "fail", "a secret access key"],
    [
      "several of them",
      script(`${accessKeyId}\naws_secret_access_key = x`),
      "fail",
      "the id of an access key and a secret access key",
    ],
    ["not encoded", encoded(`#!/bin/sh\n${pem("PRIVATE KEY")}`), "fail"],
    ["compressed, without a secret", packed(gzipSync("echo hello")), "pass"],
    ["compressed, with a private key", packed(gzipSync(pem("PRIVATE KEY"))), "fail"],
    ["compressed beyond measure", packed(gzipSync(Buffer.alloc(4 << 20))), "unknown", "is compressed"],
    ["compressed and cut off", packed(gzipSync("echo hello").subarray(0, 12)), "unknown", "is compressed"],
    ["unknown", encoded(unknown), "unknown"],
    ["a number", encoded(7), "fail", "wrong type"],
    ["a list", encoded([base64("echo hello")]), "fail", "wrong type"],
  ]);

  it("is not shown", async () => {
    const secret = "not-a-real-one";
    const { evidence, violations } = await run(script(`aws_secret_access_key = ${secret}`));
    expect(JSON.stringify([evidence, violations])).to.not.contain(secret);
  });
});

describe("SEC-01 access keys", () => {
  const key: Sample = { type: "aws:iam/accessKey:AccessKey", name: "pipeline", props: { user: "pipeline" } };
  cases("SEC-01", [
    ["one", [key], "fail", "an access key lasts"],
    ["one that is switched off", [broken(key, "status", "Inactive")], "fail"],
    ["one beside good user data", [template, key], "fail"],
    ["one of which nothing is known", [{ ...key, props: { user: unknown, status: unknown } }], "fail"],
    ["none", [samples.key()], "not-applicable"],
  ]);
});
