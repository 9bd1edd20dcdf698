import { gunzipSync } from "node:zlib";
import { secretPatterns } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read } from "../../facts/subject";
import { each, type StackJudgement } from "../check";
import { launchTemplate } from "./types";

const accessKey = "aws:iam/accessKey:AccessKey";

/** SEC-01: nodes start without a secret in their user data, and nobody has a key that lasts. */
export const writtenSecrets = (stack: Stack): StackJudgement[] => [
  ...each(stack.ofType(launchTemplate), (subject) => judgeUserData(read(subject).at("userData"))),
  ...each(stack.ofType(accessKey), () => ({
    ...fail("an access key lasts until somebody ends it, and the stack's state holds its secret; expected a role"),
    remediation: "Remove the `AccessKey`, and let whoever uses it assume a role.",
  })),
];

/** What gives a secret away, by what it is called. */
const kinds: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a private key", new RegExp(secretPatterns.privateKey)],
  ["the id of an access key", /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/],
  ["a secret access key", /aws_secret_access_key/i],
];

function judgeUserData(userData: Fact): Judgement {
  const { state, value, path } = userData;
  if (state === "absent") return pass(`${path} is not set`);
  if (state !== "known" || typeof value !== "string") return misread(userData, "a text without secrets");
  const bytes = Buffer.from(value, "base64");
  const content = isCompressed(bytes) ? unpacked(bytes) : bytes.toString("latin1");
  if (content === undefined) return unknown(`${path} is compressed and cannot be read; expected no secret in it`);
  // What was not encoded is a mistake that the provider finds, and a secret all the same.
  const found = kinds.filter(([, pattern]) => pattern.test(content) || pattern.test(value)).map(([what]) => what);
  if (found.length === 0) return pass(`${path} holds no key`);
  return {
    ...fail(`${path} holds ${found.join(" and ")}; expected no secret`),
    remediation: "Take the secret out of `userData`, and let the node fetch what it needs by its role.",
  };
}

const isCompressed = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** EC2 takes user data of 16 KiB; what is a hundred times as long is nothing that a node would start with. */
const longest = 100 * 16 * 1024;

function unpacked(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: longest }).toString("latin1");
  } catch {
    return undefined;
  }
}
