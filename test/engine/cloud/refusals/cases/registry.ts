import { roleOf } from "./bases";
import type { Before, Case } from "./case";

const repository = "aws:ecr/repository:Repository";
const template = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
const cache = "aws:ecr/pullThroughCacheRule:PullThroughCacheRule";

const before: Before = { repository: [repository, () => ({ name: "r/r" })] };
const rule = (rulePriority: number, selection: Record<string, unknown>) => ({
  rulePriority,
  selection: { countType: "imageCountMoreThan", countNumber: 1, ...selection },
  action: { type: "expire" },
});
const policy = (...rules: unknown[]) => JSON.stringify({ rules });
const any = { tagStatus: "any" };
const untagged = { tagStatus: "untagged" };

const policies: [name: string, document: string, says: string][] = [
  ["that is no JSON", "{", "no JSON"],
  ["without rules", policy(), "rules are missing"],
  ["with one priority twice", policy(rule(1, untagged), rule(1, any)), "priorities must be unique"],
  ["whose rule for any tag is not the last", policy(rule(1, any), rule(2, untagged)), "must be the last"],
  ["for tagged images of no pattern", policy(rule(1, { tagStatus: "tagged" })), "tagPrefixList or tagPatternList"],
];

const secret = (name: string) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-abcdef`;
const caches: [name: string, upstreamRegistryUrl: string, credentialArn: string | undefined, says: string][] = [
  ["of an upstream that is not offered", "mcr.microsoft.com", undefined, "UnsupportedUpstreamRegistryException"],
  ["of Docker Hub without a secret", "registry-1.docker.io", undefined, "CredentialArn is required"],
  ["of Docker Hub with any secret", "registry-1.docker.io", secret("docker"), "must begin with ecr-pullthroughcache/"],
];

export const registry: Case[] = [
  ...["Upper", "a//b", "-a", "a-", "a..b", "a b", "x"].map((name): Case => ({
    name: `a repository called ${name}`,
    type: repository,
    inputs: () => ({ name }),
    says: "Invalid parameter at 'repositoryName'",
    but: () => ({ name: "team/a--b__c.d" }),
  })),
  ...policies.map(([name, document, says]): Case => ({
    name: `an end of images ${name}`,
    before,
    type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    inputs: () => ({ repository: "r/r", policy: document }),
    says,
    but: () => ({ policy: policy(rule(1, untagged), rule(2, any)) }),
  })),
  ...caches.map(([name, upstreamRegistryUrl, credentialArn, says]): Case => ({
    name: `a cache ${name}`,
    type: cache,
    inputs: () => ({ ecrRepositoryPrefix: "hub", upstreamRegistryUrl, credentialArn }),
    says,
    but: () => ({ upstreamRegistryUrl: "registry-1.docker.io", credentialArn: secret("ecr-pullthroughcache/docker") }),
  })),
  {
    name: "a template with a key and no role",
    before: { role: roleOf("caches", "ecr") },
    type: template,
    inputs: () => ({
      prefix: "p/q",
      appliedFors: ["PULL_THROUGH_CACHE"],
      encryptionConfigurations: [{ encryptionType: "KMS" }],
    }),
    says: "A custom role is required",
    but: ({ role }) => ({ customRoleArn: role!["arn"] }),
  },
  {
    name: "a template with tags and no role",
    before: { role: roleOf("caches", "ecr") },
    type: template,
    inputs: () => ({ prefix: "p/q", appliedFors: ["PULL_THROUGH_CACHE"], resourceTags: { a: "b" } }),
    says: "A custom role is required",
    but: ({ role }) => ({ customRoleArn: role!["arn"] }),
  },
  {
    name: "three rules of scanning",
    type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    inputs: () => ({ scanType: "ENHANCED", rules: [1, 2, 3].map((each) => ({ scanFrequency: `${each}` })) }),
    says: "two scanning rules at most",
    but: () => ({ rules: [] }),
  },
  ...Object.entries({
    "of AWS's own": { "AWS:own": "x" },
    "of odd characters": { a: "b|c" },
    "longer than 128": { ["k".repeat(129)]: "x" },
    "with a value longer than 256": { a: "v".repeat(257) },
  }).map(([name, tags]): Case => ({
    name: `a tag ${name}`,
    type: repository,
    inputs: () => ({ name: "rr", tags }),
    says: "Tag keys and values are not valid",
    but: () => ({ tags: { "team/a": "b c" } }),
  })),
  {
    name: "51 tags",
    type: repository,
    inputs: () => ({
      name: "rr",
      tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, "x"])),
    }),
    says: "50 tags at most",
    but: () => ({ tags: {} }),
  },
];
