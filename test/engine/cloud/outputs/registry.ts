import type { Outputs } from "./outputs";

/** Images, and who scans them. */
export const registry: Outputs = {
  "aws:ecr/repository:Repository": {
    arn: "arn:{partition}:ecr:{region}:{account}:repository/{inputs.name}",
    registryId: "{account}",
    repositoryUrl: "{account}.dkr.ecr.{region}.amazonaws.com/{inputs.name}",
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { registryId: "{account}" },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": { registryId: "{account}" },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": { registryId: "{account}" },
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": { registryId: "{account}" },
};
