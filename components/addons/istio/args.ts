import type { IstioDataplane } from "../../foundations/mesh";
import type { MirrorArgs } from "../../releases";

/** The oldest version of TLS that the mesh takes from outside of it. */
export const IstioTlsFloor = { Tls12: "TLSV1_2", Tls13: "TLSV1_3" } as const;
export type IstioTlsFloor = (typeof IstioTlsFloor)[keyof typeof IstioTlsFloor];

/** Where proxies let traffic out to: what the mesh knows of (Services, ServiceEntries), or anything. */
export const IstioEgress = { RegistryOnly: "REGISTRY_ONLY", AllowAny: "ALLOW_ANY" } as const;
export type IstioEgress = (typeof IstioEgress)[keyof typeof IstioEgress];

/** A control plane that stays beside the new one while workloads move over. */
export interface IstioPreviousArgs {
  /** Its revision. @default "default", the control plane that had no revision */
  revision?: string;
  /** Version of its chart: one that this component installed before, for example `1.30.3`. */
  version: string;
  /** Tags that still name it. @default none */
  revisionTags?: string[];
}

/** Values for the charts, laid over ours; those that carry a control, or that an argument sets, are refused. */
export interface IstioValuesArgs {
  /** Of the definitions of kinds. @default none */
  base?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
  /** Of every revision. @default none */
  istiod?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
  /** Of the part on each node that leads traffic to proxies. @default none */
  cni?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
  /** With dataplane `ambient` only. @default none */
  ztunnel?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

/** The mesh: mutual TLS everywhere, nothing allowed until a policy allows it, every request logged. */
export interface IstioMeshArgs {
  /** How pods take part in the mesh. @default "sidecar" (TLS-01) */
  dataplane?: IstioDataplane;
  /** Name of this control plane, for upgrades with two side by side: lower-case letters, digits and dashes, for example `1-30-3`. @default none: one control plane, upgraded in place */
  revision?: string;
  /** Stable names of this control plane, which namespaces can follow in place of its revision (`istio.io/rev: <tag>`). @default none */
  revisionTags?: string[];
  /** The control plane that workloads move away from. @default none */
  previous?: IstioPreviousArgs;
  /** Replicas of the control plane at the least, 1 to 50; it grows by load. @default 2 */
  replicas?: number;
  /** The oldest version of TLS that gateways take; inside of the mesh it is always 1.3. @default "TLSV1_2" (TLS-02) */
  tlsFloor?: IstioTlsFloor;
  /** Where sidecars and gateways let traffic out to. @default "REGISTRY_ONLY" */
  egress?: IstioEgress;
  /** Values for the charts. @default none */
  values?: IstioValuesArgs;
}

export interface IstioArgs extends IstioMeshArgs {
  /** Where the charts and their images come from. @default where their makers publish them */
  mirror?: MirrorArgs;
}
