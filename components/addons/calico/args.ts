import type { MirrorArgs } from "../../releases";

/** Protocols of an exception from the default deny. */
export const EgressProtocol = { Tcp: "TCP", Udp: "UDP" } as const;
export type EgressProtocol = (typeof EgressProtocol)[keyof typeof EgressProtocol];

/** Traffic out that every pod may send. */
export interface AllowedEgressArgs {
  /** Where to: IPv4 networks, each of /8 or smaller, one at least. */
  cidrs: string[];
  /** To which ports, 1 to 65535, one at least. */
  ports: number[];
  /** Protocol of the ports. @default "TCP" */
  protocol?: EgressProtocol;
  /** Why every pod needs it; stands on the policy as an annotation. */
  because: string;
}

/** How Calico enforces network policies. */
export interface CalicoAddonArgs {
  /** Replicas of Calico's API server, 1 to 10. @default 2 */
  controlPlaneReplicas?: number;
  /**
   * Exceptions from the default deny of the cluster, beside name lookups and Pod Identity (NET-05). They hold for every pod of
   * every namespace but those of the system; what one namespace needs belongs in a NetworkPolicy of that namespace. @default none
   */
  allowedEgress?: AllowedEgressArgs[];
  /** Fields of the operator's Installation, laid over ours; those that carry a control are refused. @default none */
  installation?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- the operator has its own schema
  /** Values for the operator's chart, laid over ours; those that carry a control are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface CalicoArgs extends CalicoAddonArgs {
  /** Where the charts and their images come from. @default where their makers publish them */
  mirror?: MirrorArgs;
}
