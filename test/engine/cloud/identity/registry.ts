import type { Identity } from "./identity";

/** Images, and who scans them. */
export const registry: Record<string, Identity> = {
  "aws:ecr/repository:Repository": {
    id: "{inputs.name}",
    exists: "RepositoryAlreadyExistsException: The repository with name '{inputs.name}' already exists in the registry",
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { id: "{inputs.repository}", upsert: true },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    id: "{inputs.ecrRepositoryPrefix}",
    exists:
      "PullThroughCacheRuleAlreadyExistsException: The specified repository prefix '{inputs.ecrRepositoryPrefix}' is already in use",
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    id: "{inputs.prefix}",
    exists:
      "TemplateAlreadyExistsException: The repository creation template with prefix '{inputs.prefix}' already exists",
  },
  // Of the account and region.
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": { id: "{account}", upsert: true },
  "aws:inspector2/enabler:Enabler": { id: "{inputs.accountIds}-{inputs.resourceTypes}", upsert: true },
};
