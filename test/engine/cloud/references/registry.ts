import type { Reference } from "./reference";
import { key } from "./words";

const repository = "aws:ecr/repository:Repository";

/** Images, and who scans them. */
export const registry: Reference[] = [
  {
    from: repository,
    at: "encryptionConfigurations.kmsKey",
    to: key,
    by: "id or arn",
    missing: "KmsException: The key {value} does not exist",
  },
  {
    from: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    at: "repository",
    to: repository,
    by: "id",
    missing: "RepositoryNotFoundException: The repository with name '{value}' does not exist in the registry",
    dies: true,
  },
];
