import { policy, root, roleOf, trust } from "./bases";
import type { Case } from "./case";

const role = "aws:iam/role:Role";
const inline = "aws:iam/rolePolicy:RolePolicy";
const key = "aws:kms/key:Key";
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const before = { role: roleOf("r", "ec2") };
const assume = { Effect: "Allow", Action: "sts:AssumeRole" };
const trusted = (AWS: string) => policy({ ...assume, Principal: { AWS } });
const good = { name: "n", assumeRolePolicy: trust("ec2") };

const trusts: [name: string, assumeRolePolicy: string, says: string][] = [
  ["that is no JSON", "{", "Syntax errors in policy"],
  ["that names no version", JSON.stringify({ Statement: [assume] }), "no version"],
  ["without a statement", policy(), "no statement"],
  ["without a principal", policy(assume), "Missing required field Principal"],
  ["without an effect", policy({ Action: "*", Principal: "*" }), "Missing required field Effect"],
  ["without an action", policy({ Effect: "Allow", Principal: "*" }), "Missing required field Action"],
  ["with a resource", policy({ ...assume, Principal: "*", Resource: "*" }), "Has prohibited field Resource"],
  [
    "with one Sid twice",
    policy({ ...assume, Sid: "a", Principal: "*" }, { ...assume, Sid: "a", Principal: "*" }),
    "must be unique",
  ],
  ["in a role that does not exist", trusted("arn:aws:iam::111122223333:role/nobody"), "Invalid principal in policy"],
  ["of more than its quota", policy({ ...assume, Principal: { Service: `${"x".repeat(2_048)}` } }), "ACLSizePerRole"],
];

const rights: [name: string, policy: string, says: string][] = [
  ["that is no JSON", "nothing", "Syntax errors in policy"],
  ["with a principal", policy({ ...read, Principal: "*" }), "should not specify a principal"],
  ["without a resource", policy({ Effect: "Allow", Action: "*" }), "must contain resources"],
  ["with a Sid of other characters", policy({ ...read, Sid: "a-b" }), "must be alpha-numeric"],
  ["of more than its quota", policy({ ...read, Resource: "x".repeat(10_240) }), "Maximum policy size"],
];

const keys: [name: string, policy: string, says: string][] = [
  ["that is no JSON", "[", "MalformedPolicyDocumentException: Syntax errors"],
  [
    "that leaves nobody to change it",
    policy({ ...root, Principal: { Service: "logs.amazonaws.com" } }),
    "will not allow you to update the key policy",
  ],
  [
    "that lets the account read only",
    policy({ ...root, Action: "kms:Describe*" }),
    "will not allow you to update the key policy",
  ],
  [
    "with a role that does not exist",
    policy(root, { ...root, Principal: { AWS: "arn:aws:iam::111122223333:role/nobody" } }),
    "one or more invalid principals",
  ],
];

export const iam: Case[] = [
  ...trusts.map(([name, assumeRolePolicy, says]): Case => ({
    name: `a trust ${name}`,
    type: role,
    inputs: () => ({ name: "n", assumeRolePolicy }),
    says,
    but: () => good,
  })),
  ...rights.map(([name, document, says]): Case => ({
    name: `rights ${name}`,
    before,
    type: inline,
    inputs: () => ({ name: "p", role: "r", policy: document }),
    says,
    but: () => ({ policy: policy(read) }),
  })),
  ...keys.map(([name, document, says]): Case => ({
    name: `a key's policy ${name}`,
    type: key,
    inputs: () => ({ policy: document }),
    says,
    but: () => ({ policy: policy(root) }),
  })),
];
