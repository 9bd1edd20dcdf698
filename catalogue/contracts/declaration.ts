import type { ChartScalar } from "./chart";
import type { Part, PartDeclaration } from "./part";

/** Type tokens of our components, as policies see them in a URN. */
export const ComponentType = {
  CompliantCluster: "rampart:index:CompliantCluster",
  Gatekeeper: "rampart:index:Gatekeeper",
  Namespace: "rampart:index:Namespace",
  EncryptedVolume: "rampart:index:EncryptedVolume",
} as const;
export type ComponentType = (typeof ComponentType)[keyof typeof ComponentType];

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
}

/**
 * What an add-on declares of its Helm release, because a release is opaque to policy: the pin, and the effective
 * security values (settings over overrides over the pin's defaults), by dotted path.
 */
export interface ReleaseDeclaration {
  chart: string;
  version: string;
  namespace: string;
  securityValues: Record<string, ChartScalar>;
}

/** An add-on component's own inputs: `{ release: ReleaseDeclaration }`. */
export interface AddonDeclaration {
  release: ReleaseDeclaration;
}
