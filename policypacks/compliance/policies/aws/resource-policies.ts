import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { grants, judgeGiven } from "../../facts/policy-document";
import { byWay, isForEverybody, isFromSomeAddresses, isNarrowed } from "../../facts/principals";
import { read, type Subject } from "../../facts/subject";
import { every, some } from "../../facts/ternary";
import type { ResourceCheck } from "../check";
import { bucketPolicy, bucketTypes } from "./types";

/** Resources that are a policy of another one, and the property where it stands. */
const policies: Readonly<Record<string, string>> = {
  [bucketPolicy]: "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:opensearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws:elasticsearch/domainPolicy:DomainPolicy": "accessPolicies",
};

/** Resources that may hold their own policy. Without one nobody of another account is let in. */
const owners: Readonly<Record<string, string>> = {
  ...Object.fromEntries(bucketTypes.map((type) => [type, "policy"])),
  "aws:sns/topic:Topic": "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:secretsmanager/secret:Secret": "policy",
  "aws:opensearch/domain:Domain": "accessPolicies",
  "aws:elasticsearch/domain:Domain": "accessPolicies",
};

/** What has a policy that says whom it lets in. */
export const resourcePolicyTypes: NonNullable<ResourceCheck["types"]> = [
  ...Object.keys(policies),
  ...Object.keys(owners),
];

/** A resource lets in whom its policy names, or whoever meets a condition that only its owner's meet. */
export function judgeResourcePolicy(subject: Subject): readonly Judgement[] {
  const policy = read(subject).at((policies[subject.type] ?? owners[subject.type])!);
  if (policy.state === "absent") return subject.type in policies ? [misread(policy, "a policy as JSON")] : [];
  return [
    all(
      pass(`${policy.path} lets in nobody but whom it names`),
      ...judgeGiven(policy, (statements) => statements.map(judgeStatement)),
    ),
  ];
}

function judgeStatement(statement: Fact): Judgement {
  const open = every([grants(statement), isForEverybody(statement)]);
  if (open === false) return pass(`${statement.path} names its principals`);
  const narrowed = some([isNarrowed(statement, byWay), isFromSomeAddresses(statement)]);
  if (narrowed === true) return pass(`${statement.path} is narrowed by its condition`);
  const message = `${statement.path} lets in everybody; expected principals, or a condition that only yours meet`;
  return open === true && narrowed === false
    ? fail(message)
    : unknown(`it cannot be known before deployment whether ${message}`);
}
