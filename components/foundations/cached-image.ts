/** Registries that ECR can pull through, by the ids that AWS gives them. */
export const Upstream = {
  EcrPublic: "ecr-public",
  Kubernetes: "k8s",
  Quay: "quay",
  DockerHub: "docker-hub",
  GithubContainerRegistry: "github-container-registry",
} as const;
export type Upstream = (typeof Upstream)[keyof typeof Upstream];

interface UpstreamRegistry {
  /** What ECR calls the registry in a rule. */
  url: string;
  /** What images call it. */
  hosts: readonly string[];
  /** Last part of the prefix of its cache: ECR leaves 30 characters for all of it. */
  folder: string;
  /** Whether ECR asks for credentials of it. */
  credentials: boolean;
}

export const upstreams: Record<Upstream, UpstreamRegistry> = {
  "ecr-public": { url: "public.ecr.aws", hosts: ["public.ecr.aws"], folder: "ecr-public", credentials: false },
  k8s: { url: "registry.k8s.io", hosts: ["registry.k8s.io"], folder: "k8s", credentials: false },
  quay: { url: "quay.io", hosts: ["quay.io"], folder: "quay", credentials: false },
  "docker-hub": {
    url: "registry-1.docker.io",
    hosts: ["docker.io", "index.docker.io", "registry-1.docker.io"],
    folder: "docker-hub",
    credentials: true,
  },
  "github-container-registry": { url: "ghcr.io", hosts: ["ghcr.io"], folder: "ghcr", credentials: true },
};

/** Where a registry keeps its caches: the prefix of each upstream that it has one of. */
export type CachePrefixes = Partial<Record<Upstream, string>>;

interface CacheSite {
  /** Host name of the registry that has the caches. */
  url: string;
  prefixes: CachePrefixes;
}

const word = "[a-z0-9]+(?:(?:[.]|_|__|-+)[a-z0-9]+)*";
/** A repository's name as ECR takes it: words, and slashes between them. */
export const repositoryPattern = new RegExp(`^${word}(?:/${word})*$`);
export const longestRepository = 256;

/** A name, and behind it a tag, a digest or both. */
const reference = new RegExp(
  `^(${word}(?:/${word})*)((?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,})?)$`,
);

/**
 * The name by which the cache of an image's registry has it, with the same tag and digest. Undefined where there is no
 * such cache: another registry, one that is not cached, an image that is in ECR already, or no image at all.
 */
export function cachedImage(image: string, { url, prefixes }: CacheSite): string | undefined {
  const { host, rest } = split(image);
  const upstream = upstreamOf(host);
  const prefix = upstream === undefined ? undefined : prefixes[upstream];
  const [, path, version] = reference.exec(rest) ?? [];
  if (prefix === undefined || path === undefined) return undefined;
  const official = upstream === Upstream.DockerHub && !path.includes("/");
  const repository = `${prefix}/${official ? "library/" : ""}${path}`;
  return repository.length > longestRepository ? undefined : `${url}/${repository}${version}`;
}

/** The registry that an image comes from, where ECR can pull through it. */
export function upstreamOfImage(image: string): Upstream | undefined {
  return upstreamOf(split(image).host);
}

function upstreamOf(host: string): Upstream | undefined {
  return Object.values(Upstream).find((id) => upstreams[id].hosts.includes(host));
}

/** What stands before the first slash is a registry if it could not be a folder; else the image is on Docker Hub. */
function split(image: string): { host: string; rest: string } {
  const slash = image.indexOf("/");
  const first = image.slice(0, Math.max(slash, 0));
  if (first === "localhost" || /[.:]/.test(first)) return { host: first, rest: image.slice(slash + 1) };
  return { host: "docker.io", rest: image };
}
