import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Upstream, upstreams } from "../../foundations/cached-image";
import { type Place, regionalArn } from "../../foundations/partition";
import {
  type ClusterContext,
  createRole,
  having,
  type RoleHandle,
  serviceTrust,
  statement,
  type Statement,
  tagged,
} from "../../aws";
import type { KeyHandle } from "../keys";
import type { Caches } from "./caches";
import { keepNewest, lifecyclePolicy } from "./lifecycle";

/** What is pulled by digest has no tag in a cache, so here no age ends an image, only the number of newer ones. */
const cachedImages = 100;

/** A rule for each cache, once the template is there by which ECR makes its repositories. Returns the rules. */
export function createCaches(
  context: ClusterContext,
  caches: Caches,
  key: KeyHandle,
): Partial<Record<Upstream, pulumi.Resource>> {
  const entries = Object.entries(caches) as [Upstream, NonNullable<Caches[Upstream]>][];
  if (entries.length === 0) return {};
  const prefixes = entries.map(([, { prefix }]) => prefix);
  const creator = createCreator(context, prefixes, key);
  return Object.fromEntries(
    entries.map(([upstream, { prefix, credentialArn }]) => {
      const template = createTemplate(context, upstream, prefix, creator, key);
      const rule = new aws.ecr.PullThroughCacheRule(
        `${context.name}-${upstream}`,
        {
          ecrRepositoryPrefix: prefix,
          upstreamRegistryUrl: upstreams[upstream].url,
          ...(credentialArn !== undefined && { credentialArn }),
        },
        // A repository that the rule makes before the template is there keeps AWS's key and no end for ever.
        having(context, { dependsOn: [template] }),
      );
      return [upstream, rule];
    }),
  );
}

function createTemplate(
  context: ClusterContext,
  upstream: Upstream,
  prefix: string,
  creator: RoleHandle,
  key: KeyHandle,
): aws.ecr.RepositoryCreationTemplate {
  return new aws.ecr.RepositoryCreationTemplate(
    `${context.name}-${upstream}`,
    {
      prefix,
      description: `${context.name}: cache of ${upstream}`,
      appliedFors: ["PULL_THROUGH_CACHE"],
      // ECR refuses to bring a moved tag up to date where tags are immutable; what must not move is named by digest.
      imageTagMutability: "MUTABLE",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
      lifecyclePolicy: lifecyclePolicy(keepNewest(cachedImages)),
      customRoleArn: creator.role.arn,
      resourceTags: tagged(context, `cache-${upstream}`),
    },
    having(context, { dependsOn: creator.grants }),
  );
}

/**
 * ECR takes this role to make a repository with a key or tags of ours. Nobody else can take it, so what it may do with
 * the key needs no condition on the service by which it is done.
 */
function createCreator(context: ClusterContext, prefixes: string[], key: KeyHandle): RoleHandle {
  return createRole(context, {
    purpose: "registry-caches",
    trust: serviceTrust("ecr.amazonaws.com"),
    managed: [],
    own: creatorStatements(context.place, prefixes, key.arn),
  });
}

/** For the role by which ECR makes the repositories of caches. */
export function creatorStatements(place: Place, prefixes: string[], keyArn: pulumi.Input<string>): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: ["ecr:CreateRepository", "ecr:TagResource"],
      Resource: repositoriesOf(place, prefixes),
      because: "ECR names these repositories when a first image is asked for, with our prefix before its name upstream",
    }),
    statement({
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey"],
      Resource: keyArn,
    }),
  ];
}

/** For the role of nodes: the first pull of an image makes its repository, and each pull may bring it up to date. */
export function pullThroughStatements(place: Place, prefixes: string[]): Statement[] {
  if (prefixes.length === 0) return [];
  return [
    statement({
      Effect: "Allow",
      Action: ["ecr:CreateRepository", "ecr:BatchImportUpstreamImage"],
      Resource: repositoriesOf(place, prefixes),
      because: "which images pods will ask a cache for is not known beforehand, only the prefix of that cache",
    }),
  ];
}

function repositoriesOf(place: Place, prefixes: string[]): pulumi.Output<string>[] {
  return prefixes.map((prefix) => regionalArn(place, "ecr", `repository/${prefix}/*`));
}
