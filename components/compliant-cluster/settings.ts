import {
  type ClusterDeclaration,
  defaultRegimes,
  flag,
  list,
  mapOf,
  type Mistake,
  oneOf,
  optional,
  type Posture,
  posture,
  read,
  record,
  type Regime,
  regimeIds,
  text,
} from "../../catalogue";
import { admissionShape, type AdmissionSettings, resolveAdmission } from "../addons/gatekeeper";
import type { KeySettings } from "../cluster/keys";
import {
  type AccessSettings,
  clusterShapes,
  type EndpointSettings,
  inputText,
  type NetworkSettings,
  type NodeGroupSettings,
  resolveAccess,
  resolveEndpoint,
  resolveNetwork,
  resolveNodes,
} from "../cluster/settings";
import { AddonName, addonVersions, type AddonVersions, kubernetesVersions } from "../cluster/versions";
import { refuseMistakes, soundPart } from "../foundations/input-error";
import { defaultKubernetesVersion } from "../foundations/kubernetes-version";
import { clusterNamePattern, clusterNameRule } from "../foundations/names";
import { tagMistakes, type Tags } from "../foundations/tags";
import type { CompliantClusterArgs } from "./args";
import { resolveKeys, resolveRetention, tooFewReplicas } from "./bounds";

/** Arguments with every default filled in. */
export interface CompliantClusterSettings {
  name: string;
  regimes: Regime[];
  kubernetesVersion: string;
  addonVersions: AddonVersions;
  network: NetworkSettings;
  endpoint: EndpointSettings;
  access: AccessSettings;
  nodes: Record<string, NodeGroupSettings>;
  keys: KeySettings;
  logs: { retentionDays: number };
  gatekeeper: AdmissionSettings;
  protect: boolean;
  waiversHash?: string;
  tags: Tags;
}

const shape = record({
  regimes: optional(list(oneOf(regimeIds), 1)),
  kubernetesVersion: optional(oneOf(kubernetesVersions)),
  addonVersions: optional(
    mapOf(
      text("an add-on build such as v1.22.4-eksbuild.3", /^v\d+\.\d+\.\d+-eksbuild\.\d+$/),
      new RegExp(`^(${Object.values(AddonName).join("|")})$`),
      `one of ${Object.values(AddonName).join(", ")}`,
    ),
  ),
  network: optional(clusterShapes.network),
  endpoint: optional(clusterShapes.endpoint),
  access: optional(clusterShapes.access),
  nodes: optional(clusterShapes.nodes),
  keys: optional(clusterShapes.keys),
  logs: optional(clusterShapes.logs),
  gatekeeper: optional(admissionShape),
  protect: optional(flag),
  waiversHash: optional(text("a SHA-256 in hexadecimal", /^[0-9a-f]{64}$/)),
  tags: optional(mapOf(inputText)),
});

/** Complete settings of a cluster. Pure; throws one error with every mistake of every part, each with its path. */
export function resolveCompliantClusterArgs(name: string, args: CompliantClusterArgs): CompliantClusterSettings {
  const mistakes: Mistake[] = [...read(shape, args).mistakes];
  const sound = soundPart(args, mistakes);
  // Of misspelt regimes the others still hold: their bounds, not those of the default, are what the rest is measured by.
  if (args.regimes !== undefined && sound.regimes === undefined) sound.regimes = knownRegimes(args.regimes);
  if (!clusterNamePattern.test(name)) {
    mistakes.push({ path: "name", got: JSON.stringify(name), expected: clusterNameRule });
  }
  const settings = resolveParts(name, sound, mistakes);
  refuseMistakes(`CompliantCluster ${name}`, mistakes);
  return settings;
}

function knownRegimes(regimes: unknown): Regime[] {
  return regimeIds.filter((id) => Array.isArray(regimes) && regimes.includes(id));
}

function resolveParts(name: string, args: CompliantClusterArgs, mistakes: Mistake[]): CompliantClusterSettings {
  const asked: Posture = posture(args.regimes ?? defaultRegimes);
  const kubernetesVersion = args.kubernetesVersion ?? defaultKubernetesVersion;
  const network = resolveNetwork(args.network ?? {}, mistakes);
  const gatekeeper = resolveAdmission(args.gatekeeper ?? {}, "gatekeeper", mistakes);
  mistakes.push(...tooFewReplicas(gatekeeper.replicas, asked), ...tagMistakes(args.tags ?? {}, "tags"));
  return {
    name,
    regimes: asked.regimes,
    kubernetesVersion,
    addonVersions: { ...addonVersions[kubernetesVersion]!, ...args.addonVersions },
    network,
    endpoint: resolveEndpoint(args.endpoint ?? {}, mistakes),
    access: resolveAccess(args.access ?? {}, mistakes),
    nodes: resolveNodes(args.nodes ?? { default: {} }, network.zones, mistakes),
    keys: resolveKeys(args.keys ?? {}, asked, mistakes),
    logs: { retentionDays: resolveRetention(args.logs ?? {}, asked, mistakes) },
    gatekeeper,
    protect: args.protect ?? true,
    ...(args.waiversHash === undefined ? {} : { waiversHash: args.waiversHash }),
    tags: args.tags ?? {},
  };
}

/** What policies see of the component. */
export function declare(settings: CompliantClusterSettings): ClusterDeclaration {
  const { regimes, kubernetesVersion, waiversHash } = settings;
  return { regimes, kubernetesVersion, ...(waiversHash === undefined ? {} : { waiversHash }) };
}
