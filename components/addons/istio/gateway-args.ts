import type { MirrorArgs } from "../../releases";
import type { IstioDataplane } from "../../foundations/mesh";
import type { IstioMeshArgs } from "./args";

/** Who reaches a load balancer: the VPC and what is connected to it, or the internet. */
export const IstioGatewayScheme = { Internal: "internal", InternetFacing: "internet-facing" } as const;
export type IstioGatewayScheme = (typeof IstioGatewayScheme)[keyof typeof IstioGatewayScheme];

/** The gateway by which clients outside of the mesh come in. */
export interface IstioIngressArgs {
  /** Who reaches its load balancer. @default "internal" */
  scheme?: IstioGatewayScheme;
  /** Replicas at the least, 1 to 50; it grows by load. @default 2 */
  replicas?: number;
  /** Annotations of its Service, laid over ours. @default none */
  annotations?: Record<string, string>;
  /** Ports of workloads that it hands requests to, 1 to 65535; its pods reach no others. @default 80, 443, 8080 and 8443 (NET-05) */
  workloadPorts?: number[];
  /** Revision of the control plane, or tag, that it follows. @default the one that workloads move away from; without one, the mesh's own */
  revision?: string;
  /** Values for the chart, laid over ours; those that an argument sets are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface IstioGatewayArgs extends IstioIngressArgs {
  /** How pods take part in the mesh. @default "sidecar" */
  dataplane?: IstioDataplane;
  /** Where the chart comes from; the image is the one that the mesh's control plane names. @default where its makers publish it */
  mirror?: MirrorArgs;
}

export interface IstioAddonGatewayArgs extends IstioIngressArgs {
  /** Whether there is one. @default true */
  enabled?: boolean;
}

/** A mesh and its gateway, as a cluster takes them. */
export interface IstioAddonArgs extends IstioMeshArgs {
  /** The gateway by which clients outside of the mesh come in. @default an internal one */
  gateway?: IstioAddonGatewayArgs;
}
