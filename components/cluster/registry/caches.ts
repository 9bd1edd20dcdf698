import type * as pulumi from "@pulumi/pulumi";
import { type Mistake, Part, quote } from "../../../catalogue/contracts";
import { type CachePrefixes, Upstream, upstreams } from "../../foundations/cached-image";
import { cachePrefix } from "../../foundations/names";
import type { Asked } from "../asked";
import type { PullThroughArgs } from "./args";
import { absenceOf } from "./availability";

interface CacheSettings {
  prefix: string;
  credentialArn?: pulumi.Input<string>;
}

export type Caches = Partial<Record<Upstream, CacheSettings>>;

const path = `${Part.Registry}.pullThroughCaches`;
const upstreamIds = Object.values(Upstream);

/** The caches to make: those that need no credentials by default, and none by default where ECR has none. */
export function resolveCaches(
  args: Record<string, PullThroughArgs> | undefined,
  { name, region }: Asked,
  mistakes: Mistake[],
): Caches {
  const absence = absenceOf(region);
  const wanted = upstreamIds.filter((id) =>
    args === undefined ? absence === undefined && !upstreams[id].credentials : args[id] !== undefined,
  );
  if (absence !== undefined && wanted.length > 0) {
    const expected = `none: ECR has no pull-through caches in ${absence.partition} (${absence.source})`;
    mistakes.push({ path, got: wanted.join(", "), expected });
  }
  const caches: Caches = {};
  for (const id of wanted) {
    const credentialArn = args?.[id]?.credentialArn;
    mistakes.push(...credentialMistakes(id, credentialArn, region));
    caches[id] = {
      prefix: cachePrefix(name, upstreams[id].folder),
      ...(credentialArn !== undefined && { credentialArn }),
    };
  }
  return caches;
}

export function prefixesOf(caches: Caches): CachePrefixes {
  return Object.fromEntries(Object.entries(caches).map(([upstream, { prefix }]) => [upstream, prefix]));
}

const secretPattern =
  /^arn:aws(?:-[a-z]+)*:secretsmanager:([a-z0-9-]+):\d{12}:secret:ecr-pullthroughcache\/[\w/+=.@-]+$/;

function credentialMistakes(
  id: Upstream,
  arn: pulumi.Input<string> | undefined,
  region: string | undefined,
): Mistake[] {
  const at = `${path}.${id}.credentialArn`;
  if (!upstreams[id].credentials)
    return arn === undefined ? [] : [{ path: at, got: quote(arn), expected: `nothing: ${id} takes no credentials` }];
  const expected = "the ARN of a secret whose name begins with ecr-pullthroughcache/";
  if (arn === undefined) return [{ path: at, got: "nothing", expected: `${expected}: ${id} takes no anonymous cache` }];
  if (typeof arn !== "string") return [];
  const [, itsRegion] = secretPattern.exec(arn) ?? [];
  if (itsRegion === undefined) return [{ path: at, got: quote(arn), expected }];
  if (region === undefined || itsRegion === region) return [];
  return [{ path: at, got: quote(arn), expected: `a secret in ${region}, where the cache is` }];
}
