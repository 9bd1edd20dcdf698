import {
  type AdmissionExclusion,
  type ClusterDeclaration,
  defaultRegimes,
  type Mistake,
  Provision,
  read,
  type Regime,
  regimeIds,
  resolvePosture,
  type RuleSettings,
} from "../../catalogue";
import { NodeOperatingSystem } from "../addons/trivy";
import { type AccessSettings, resolveAccess } from "../cluster/access";
import { type AlertSettings, declareAlerts, resolveAlerts } from "../cluster/alerts";
import type { Asked } from "../cluster/asked";
import { type AuditTrailSettings, declareAuditTrail, resolveAuditTrail } from "../cluster/audit-trail";
import { type BackupSettings, declareBackup, resolveBackup } from "../cluster/backup";
import {
  type ControlPlaneSettings,
  declareLogs,
  type EndpointSettings,
  type LogSettings,
  resolveControlPlane,
  resolveEndpoint,
  resolveLogs,
} from "../cluster/control-plane";
import { declareDetection, type DetectionSettings, resolveDetection } from "../cluster/detection";
import { type IdentitySettings, resolveIdentity } from "../cluster/identity";
import { declareKeys, type KeySettings, resolveKeys } from "../cluster/keys";
import { type ManagedAddonSettings, NetworkPolicyEngine, resolveManagedAddons } from "../cluster/managed-addons";
import { declareNetwork, type NetworkSettings, resolveNetwork } from "../cluster/network";
import { type NodeGroupSettings, nodeReleases, resolveNodes } from "../cluster/nodes";
import { declareRegistry, type RegistrySettings, resolveRegistry } from "../cluster/registry";
import { type ResidencySettings, resolveResidency } from "../cluster/residency";
import { declareStorage, resolveStorage, type StorageSettings } from "../cluster/storage";
import { refuseMistakes, soundPart } from "../foundations/input-error";
import { defaultKubernetesVersion } from "../foundations/kubernetes-version";
import { clusterNamePattern, clusterNameRule } from "../foundations/names";
import { tagMistakes, type Tags } from "../foundations/tags";
import type { CompliantClusterArgs } from "./args";
import { withoutMirrors } from "./mirrors";
import { declarePlatform, type PlatformSettings, resolvePlatform } from "./platform";
import { argsShape } from "./shape";

/** Arguments with every default filled in. */
export interface CompliantClusterSettings {
  name: string;
  regimes: Regime[];
  residency: ResidencySettings;
  kubernetesVersion: string;
  addons: ManagedAddonSettings;
  network: NetworkSettings;
  controlPlane: ControlPlaneSettings;
  endpoint: EndpointSettings;
  access: AccessSettings;
  identity: IdentitySettings;
  nodes: Record<string, NodeGroupSettings>;
  storage: StorageSettings;
  keys: KeySettings;
  logs: LogSettings;
  auditTrail: AuditTrailSettings;
  detection: DetectionSettings;
  alerts: AlertSettings;
  registry: RegistrySettings;
  backup: BackupSettings;
  platform: PlatformSettings;
  protect: boolean;
  rules: RuleSettings;
  exclusions: AdmissionExclusion[];
  waiversHash?: string;
  tags: Tags;
}

/** Complete settings of a cluster. Pure; throws one error with every mistake of every part, each with its path. */
export function resolveCompliantClusterArgs(name: string, args: CompliantClusterArgs): CompliantClusterSettings {
  const mistakes: Mistake[] = [...read(argsShape, args).mistakes];
  // Read once more, because to a shape a member that is null is absent, and to the parts it is not.
  const sound = argsShape(soundPart(args, mistakes), "", []) as CompliantClusterArgs;
  // Of misspelt regimes the others still hold: their bounds, not those of the default, are what the rest is measured by.
  const misspelt = mistakes.some(({ path }) => path.startsWith("regimes["));
  if (misspelt) sound.regimes = knownRegimes(args.regimes);
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
  const posture = resolvePosture(args.regimes ?? defaultRegimes, mistakes);
  const asked: Asked = { name, posture, ...(args.region !== undefined && { region: args.region }) };
  const kubernetesVersion = args.kubernetesVersion ?? defaultKubernetesVersion;
  const versions = args.addonVersions === undefined ? {} : { versions: args.addonVersions };
  const addons = resolveManagedAddons(args.addons ?? {}, { kubernetesVersion, ...versions }, mistakes);
  const residency = resolveResidency(args.residency ?? {}, asked, mistakes);
  const network = resolveNetwork(args.network ?? {}, asked, mistakes);
  const registry = resolveRegistry(args.registry ?? {}, asked, mistakes);
  const backup = resolveBackup(args.backup ?? {}, asked, residency, mistakes);
  const nodes = resolveNodes(
    args.nodes ?? { default: {} },
    { zones: network.zones, existing: network.mode === Provision.Existing, kubernetesVersion },
    mistakes,
  );
  const platform = resolvePlatform(
    args,
    {
      asked,
      calico: addons.networkPolicy === NetworkPolicyEngine.Calico,
      backup: backup.part,
      backupDays: backup.retentionDays,
      nodes: operatingSystemOf(nodes),
    },
    mistakes,
  );
  mistakes.push(
    ...withoutMirrors(network, registry, platform.mirror, platform.releases),
    ...tagMistakes(args.tags ?? {}, "tags"),
  );
  return {
    name,
    regimes: posture.regimes,
    residency,
    kubernetesVersion,
    addons,
    network,
    controlPlane: resolveControlPlane(args.controlPlane ?? {}, addons, mistakes),
    endpoint: resolveEndpoint(args.endpoint ?? {}, mistakes),
    access: resolveAccess(args.access ?? {}, asked, mistakes),
    identity: resolveIdentity(args.identity ?? {}),
    nodes,
    storage: resolveStorage(args.storage ?? {}, asked, mistakes),
    keys: resolveKeys(args.keys ?? {}, asked, mistakes),
    logs: resolveLogs(args.logs ?? {}, asked, mistakes),
    auditTrail: resolveAuditTrail(args.auditTrail ?? {}, asked, mistakes),
    detection: resolveDetection(args.detection ?? {}, asked, mistakes),
    alerts: resolveAlerts(args.alerts ?? {}, asked, mistakes),
    registry,
    backup,
    platform,
    protect: args.protect ?? true,
    rules: args.rules ?? {},
    exclusions: args.exclusions ?? [],
    ...(args.waiversHash === undefined ? {} : { waiversHash: args.waiversHash }),
    tags: args.tags ?? {},
  };
}

/** What all nodes run: Bottlerocket where only some of them do, because what works there works on both. */
function operatingSystemOf(nodes: Record<string, NodeGroupSettings>): NodeOperatingSystem {
  const bottlerocket = Object.values(nodes).some(({ amiType }) => amiType.startsWith("BOTTLEROCKET"));
  return bottlerocket ? NodeOperatingSystem.Bottlerocket : NodeOperatingSystem.AmazonLinux;
}

/** What policies see of the component. */
export function declare(settings: CompliantClusterSettings): ClusterDeclaration {
  const { name, regimes, kubernetesVersion, waiversHash, residency, nodes, rules } = settings;
  return {
    regimes,
    kubernetesVersion,
    parts: {
      ...declareNetwork(settings.network),
      ...declareKeys(settings.keys),
      ...declareLogs(name, settings.logs),
      ...declareStorage(settings.storage),
      ...declareAuditTrail(settings.auditTrail),
      ...declareDetection(settings.detection),
      ...declareAlerts(settings.alerts),
      ...declareRegistry(settings.registry),
      ...declareBackup(settings.backup),
      ...declarePlatform(settings.platform),
    },
    nodeReleases: nodeReleases(nodes),
    transferBasis: residency.basis,
    ruleParameters: rules,
    ...(waiversHash === undefined ? {} : { waiversHash }),
  };
}
