/** Images, and who scans them. */
export const registry: Record<string, string[]> = {
  // internal/service/ecr/repository.go
  "aws:ecr/repository:Repository": ["encryptionConfigurations", "name"],
  // internal/service/ecr/lifecycle_policy.go
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ["policy", "repository"],
  // internal/service/ecr/pull_through_cache_rule.go
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": [
    "ecrRepositoryPrefix",
    "upstreamRegistryUrl",
    "upstreamRepositoryPrefix",
  ],
  // internal/service/ecr/repository_creation_template.go
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": ["prefix"],
  // internal/service/ecr/registry_scanning_configuration.go
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": [],
  // internal/service/inspector2/enabler.go
  "aws:inspector2/enabler:Enabler": [],
};
