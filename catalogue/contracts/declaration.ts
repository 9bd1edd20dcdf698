import type { ChartScalar } from "./chart";
import type { Part, PartDeclaration } from "./part";
import type { RuleSettings } from "./rule";

/** Type tokens of our components, as policies see them in a URN. */
export const ComponentType = {
  CompliantCluster: "rampart:index:CompliantCluster",
  Gatekeeper: "rampart:index:Gatekeeper",
  Namespace: "rampart:index:Namespace",
  EncryptedVolume: "rampart:index:EncryptedVolume",
  Calico: "rampart:index:Calico",
  Istio: "rampart:index:Istio",
  IstioGateway: "rampart:index:IstioGateway",
  Falco: "rampart:index:Falco",
  Velero: "rampart:index:Velero",
  TrivyOperator: "rampart:index:TrivyOperator",
  Harbor: "rampart:index:Harbor",
  ExternalSecrets: "rampart:index:ExternalSecrets",
  FluentBit: "rampart:index:FluentBit",
  LoadBalancerController: "rampart:index:LoadBalancerController",
  Kyverno: "rampart:index:Kyverno",
} as const;
export type ComponentType = (typeof ComponentType)[keyof typeof ComponentType];

/** Components that declare the releases of their charts, see `AddonDeclaration`. */
export const addonTypes: readonly string[] = [
  ComponentType.Gatekeeper,
  ComponentType.Calico,
  ComponentType.Istio,
  ComponentType.IstioGateway,
  ComponentType.Falco,
  ComponentType.Velero,
  ComponentType.TrivyOperator,
  ComponentType.Harbor,
  ComponentType.ExternalSecrets,
  ComponentType.FluentBit,
  ComponentType.LoadBalancerController,
  ComponentType.Kyverno,
];

/** What a CompliantCluster declares as its own inputs, so that policies and evidence can read it. Plain and secret-free. */
export interface ClusterDeclaration {
  regimes: string[];
  kubernetesVersion: string;
  /** SHA-256 (hex) of the waiver file that the program read; absent when there is none. */
  waiversHash?: string;
  /** Who provides each part of the AWS half; absent where the component has none. */
  parts?: Partial<Record<Part, PartDeclaration>>;
  /** What the nodes of each group run, and since when that has been published, where it is known. */
  nodeReleases?: Record<string, { release: string; published?: string }>;
  /** By regime: the ground on which data may lie outside of where that regime lets it. */
  transferBasis?: Record<string, string>;
  /** What object rules compare with in this cluster; a list that is absent is empty. */
  ruleParameters?: RuleSettings;
}

/**
 * What an add-on declares of its Helm release, because a release is opaque to policy: the pin, and the effective
 * security values (settings over overrides over the pin's defaults), by dotted path.
 */
export interface ReleaseDeclaration {
  chart: string;
  release: string;
  version: string;
  namespace: string;
  /** Null where neither we nor the chart set anything. */
  securityValues: Record<string, ChartScalar | null>;
}

/** An add-on component's own inputs. */
export interface AddonDeclaration {
  /** In the order of their installation. */
  releases: ReleaseDeclaration[];
  /** When Velero makes backups; absent from every other add-on. */
  schedules?: ScheduleDeclaration[];
}

/** A schedule of backups, as Velero's component declares it. */
export interface ScheduleDeclaration {
  name: string;
  /** Five fields of cron, or a word such as `@daily`. */
  cron: string;
  /** Namespaces that are saved; `*` is all of them. */
  namespaces: string[];
  /** Days that a backup is kept. */
  ttlDays: number;
}
