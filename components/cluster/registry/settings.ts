import {
  mapOf,
  type Mistake,
  optional,
  Part,
  type PartDeclaration,
  Provision,
  quote,
  record,
  text,
  whole,
} from "../../../catalogue/contracts";
import { type CachePrefixes, longestRepository, repositoryPattern, Upstream } from "../../foundations/cached-image";
import { inputText } from "../../foundations/input-text";
import { partitionOf } from "../../foundations/partition";
import type { Asked } from "../asked";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import type { RegistryArgs, RepositoryArgs } from "./args";
import { type Caches, prefixesOf, resolveCaches } from "./caches";

const upstreamIds = Object.values(Upstream);
const isUpstream = new RegExp(`^(${upstreamIds.join("|")})$`);
const upstreamNamed = `one of ${upstreamIds.join(", ")}`;
const prefixPattern = new RegExp(`^(?=.{2,30}$)${repositoryPattern.source.slice(1)}`);

export const registryShape = record({
  ...partMembers([Provision.Create, Provision.Existing, Provision.Inherited]),
  url: optional(inputText),
  cachePrefixes: optional(
    mapOf(text("a prefix of 2 to 30 characters such as main/quay", prefixPattern), isUpstream, upstreamNamed),
  ),
  repositories: optional(
    mapOf(
      record({ keepImages: optional(whole(1, 1000)) }),
      repositoryPattern,
      "a repository's name: lower-case letters and digits, single . and _ or dashes within, slashes between",
    ),
  ),
  pullThroughCaches: optional(mapOf(record({ credentialArn: optional(inputText) }), isUpstream, upstreamNamed)),
  scanning: optional(record(partMembers([Provision.Create, Provision.Inherited]))),
});

export interface RepositorySettings {
  /** Its name in ECR, `<cluster>/<name>`. */
  fullName: string;
  keepImages: number;
}

export interface RegistrySettings {
  part: PartSettings;
  /** By the names that the user gave. */
  repositories: Record<string, RepositorySettings>;
  /** Caches to make. */
  caches: Caches;
  /** Where the registry keeps what it caches: by the caches that are made, or those of an existing registry. */
  prefixes: CachePrefixes;
  /** Absent where the stack leaves the account's scanning as it is. */
  scanning?: PartSettings;
}

/** Fills the defaults; notes what the mode would ignore, what ECR would refuse, and what the region does not have. */
export function resolveRegistry(args: RegistryArgs, asked: Asked, mistakes: Mistake[]): RegistrySettings {
  const rules = { reference: "url", always: ["scanning", "cachePrefixes"] } as const;
  const part = resolvePart<RegistryArgs>(Part.Registry, args, rules, mistakes);
  const made = part.mode === Provision.Create;
  if (part.mode === Provision.Existing) mistakes.push(...urlMistakes(args.url, asked));
  else if (args.cachePrefixes !== undefined) mistakes.push(ignored("cachePrefixes", args.cachePrefixes, part));
  concealUrl(mistakes);
  const caches = made ? resolveCaches(args.pullThroughCaches, asked, mistakes) : {};
  const prefixes = made ? prefixesOf(caches) : (args.cachePrefixes ?? {});
  return {
    part,
    repositories: made ? resolveRepositories(args.repositories ?? {}, prefixes, asked, mistakes) : {},
    caches,
    prefixes,
    ...(args.scanning !== undefined && { scanning: resolvePart(Part.RegistryScanning, args.scanning, {}, mistakes) }),
  };
}

function ignored(name: string, value: unknown, { mode }: PartSettings): Mistake {
  return { path: `${Part.Registry}.${name}`, got: quote(value), expected: `nothing while registry.mode is ${mode}` };
}

const urlPath = `${Part.Registry}.url`;
const hostPattern = /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)(?:\.[a-z0-9-]+)+$/;

function urlMistakes(url: RegistryArgs["url"], { region }: Asked): Mistake[] {
  if (typeof url !== "string") return [];
  const [, itsRegion] = hostPattern.exec(url) ?? [];
  const got = "another text";
  if (itsRegion === undefined)
    return [{ path: urlPath, got, expected: "the host name of a registry of ECR, without scheme and path" }];
  const [partition, itsPartition] = [region ?? itsRegion, itsRegion].map(partitionOf);
  if (partition === itsPartition) return [];
  const expected = `a registry in the partition ${partition}, where nodes of ${region} can sign in`;
  return [{ path: urlPath, got: `one in ${itsPartition}`, expected }];
}

/** Whoever takes the url for that of a login writes a token into it, so no mistake repeats it. */
function concealUrl(mistakes: Mistake[]): void {
  for (const mistake of mistakes) {
    if (mistake.path === urlPath && /^["{[]/.test(mistake.got)) mistake.got = "a value that is not repeated here";
  }
}

function resolveRepositories(
  args: Record<string, RepositoryArgs>,
  prefixes: CachePrefixes,
  { name: cluster }: Asked,
  mistakes: Mistake[],
): RegistrySettings["repositories"] {
  const entries = Object.entries(args).map(([name, { keepImages }]) => {
    const path = `${Part.Registry}.repositories.${name}`;
    const fullName = `${cluster}/${name}`;
    const cache = Object.entries(prefixes).find(([, prefix]) => `${fullName}/`.startsWith(`${prefix}/`));
    if (fullName.length > longestRepository) {
      const expected = `a name that with ${cluster}/ before it has at most ${longestRepository} characters`;
      mistakes.push({ path, got: quote(name), expected });
    }
    if (cache !== undefined) {
      const expected = `another name: the cache of ${cache[0]} keeps its images there`;
      mistakes.push({ path, got: quote(name), expected });
    }
    return [name, { fullName, keepImages: keepImages ?? 30 }] as const;
  });
  return Object.fromEntries(entries);
}

/** The parts that policies see. */
export function declareRegistry({ part, scanning }: RegistrySettings): Partial<Record<Part, PartDeclaration>> {
  return {
    [Part.Registry]: declarePart(part),
    ...(scanning !== undefined && { [Part.RegistryScanning]: declarePart(scanning) }),
  };
}
