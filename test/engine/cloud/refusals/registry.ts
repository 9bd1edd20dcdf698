import { isProperties, shown, text, valueAt } from "../values";
import type { Refusals, Refuse } from "./refusal";

/** Upstream registries of pull-through caches, and whether they want a name and a token. */
const upstreams: Record<string, boolean> = {
  "cgr.dev": true,
  "ghcr.io": true,
  "public.ecr.aws": false,
  "quay.io": false,
  "registry-1.docker.io": true,
  "registry.gitlab.com": true,
  "registry.k8s.io": false,
};

const path = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

const refuseName: Refuse = ({ name }) =>
  path.test(shown(name)) && shown(name).length >= 2
    ? undefined
    : `InvalidParameterException: Invalid parameter at 'repositoryName' failed to satisfy constraint: '${shown(name)}'`;

const refuseLifecycle: Refuse = ({ policy }) => {
  const wrong = lifecycleFault(policy);
  return wrong === undefined
    ? undefined
    : `InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${wrong}'`;
};

function lifecycleFault(policy: unknown): string | undefined {
  let rules: unknown;
  try {
    rules = valueAt(JSON.parse(shown(policy)), "rules");
  } catch {
    return "no JSON";
  }
  if (!Array.isArray(rules) || rules.length === 0) return "rules are missing";
  const all = (rules as unknown[]).filter(isProperties);
  if (new Set(all.map(({ rulePriority }) => rulePriority)).size < all.length) return "rule priorities must be unique";
  const any = all.filter((rule) => valueAt(rule, "selection.tagStatus") === "any");
  const last = Math.max(...all.map(({ rulePriority }) => Number(rulePriority)));
  if (any.some(({ rulePriority }) => Number(rulePriority) !== last)) return "a rule for any tag must be the last";
  const untargeted = all.some(
    (rule) =>
      valueAt(rule, "selection.tagStatus") === "tagged" &&
      valueAt(rule, "selection.tagPatternList") === undefined &&
      valueAt(rule, "selection.tagPrefixList") === undefined,
  );
  return untargeted ? "tagPrefixList or tagPatternList must be specified for tagged" : undefined;
}

const refuseCache: Refuse = ({ upstreamRegistryUrl, credentialArn }) => {
  const guarded = upstreams[shown(upstreamRegistryUrl)];
  if (guarded === undefined)
    return `UnsupportedUpstreamRegistryException: The specified upstream registry isn't supported: ${shown(upstreamRegistryUrl)}`;
  const secret = text(credentialArn);
  if (guarded && secret === undefined)
    return "InvalidParameterException: CredentialArn is required for this upstream registry";
  return secret === undefined || secret.includes(":secret:ecr-pullthroughcache/")
    ? undefined
    : "InvalidParameterException: The secret's name must begin with ecr-pullthroughcache/";
};

/** Without a role of its own, ECR can neither use a key of ours nor set tags. */
const refuseTemplate: Refuse = ({ customRoleArn, encryptionConfigurations, resourceTags }) => {
  const kms = valueAt({ first: [encryptionConfigurations].flat()[0] }, "first.encryptionType") === "KMS";
  return text(customRoleArn) === undefined && (kms || resourceTags !== undefined)
    ? "InvalidParameterException: A custom role is required for KMS encryption and for resource tags"
    : undefined;
};

const refuseScanning: Refuse = ({ rules }) =>
  Array.isArray(rules) && rules.length > 2
    ? "ValidationException: A registry takes two scanning rules at most"
    : undefined;

export const registry: Refusals = {
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": [refuseLifecycle],
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": [refuseCache],
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": [refuseScanning],
  "aws:ecr/repository:Repository": [refuseName],
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": [refuseTemplate],
};
