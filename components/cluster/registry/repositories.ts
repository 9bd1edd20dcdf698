import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, guarded, tagged } from "../../aws";
import type { KeyHandle } from "../keys";
import { keepNewestTagged, lifecyclePolicy, untaggedAfterDays } from "./lifecycle";
import type { RepositorySettings } from "./settings";

/** How many days an image without a tag stays: a pushed tag moves nowhere, so what has none is what a build left behind. */
const untaggedDays = 14;

/** Repositories with our key, tags that never change, and an end for old images; their urls by the user's names. */
export function createRepositories(
  context: ClusterContext,
  repositories: Record<string, RepositorySettings>,
  key: KeyHandle,
): Record<string, pulumi.Output<string>> {
  const entries = Object.entries(repositories).map(([name, settings]) => {
    const repository = createRepository(context, name, settings, key);
    return [name, repository.repositoryUrl] as const;
  });
  return Object.fromEntries(entries);
}

function createRepository(
  context: ClusterContext,
  name: string,
  { fullName, keepImages }: RepositorySettings,
  key: KeyHandle,
): aws.ecr.Repository {
  const repository = new aws.ecr.Repository(
    `${context.name}-${name}`,
    {
      name: fullName,
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: false,
      tags: tagged(context, name),
    },
    // Its name is fixed, so a replacement must make room first; ECR refuses that while there are images in it.
    guarded(context, { deleteBeforeReplace: true }),
  );
  new aws.ecr.LifecyclePolicy(
    `${context.name}-${name}`,
    {
      repository: repository.name,
      policy: lifecyclePolicy(untaggedAfterDays(untaggedDays), keepNewestTagged(keepImages)),
    },
    context.options,
  );
  return repository;
}
