import type { Provision } from "../../../catalogue/contracts";

/** What happens when a Kubernetes version leaves standard support. */
export const SupportType = {
  /** EKS upgrades the cluster by itself then: nothing runs without security fixes. */
  Standard: "STANDARD",
  /** EKS supports it for a year more, at a higher price by the hour. */
  Extended: "EXTENDED",
} as const;
export type SupportType = (typeof SupportType)[keyof typeof SupportType];

export interface ControlPlaneArgs {
  /** What happens at the end of a version's standard support. @default "STANDARD" (VUL-02) */
  supportType?: SupportType;
  /** Whether AWS may move traffic away from an impaired zone. @default true (BCK-03) */
  zonalShift?: boolean;
  /**
   * TCP ports of admission webhooks and aggregated APIs of yours that the control plane must reach on nodes, 1 to 65535,
   * 20 at most. Those of Rampart's add-ons are open already: 8443, 9443, 10250, 10251, 15017, and with Calico 5443. @default none
   */
  webhookPorts?: number[];
}

export interface EndpointArgs {
  /** Whether the API server also answers on the internet. @default false (NET-01) */
  publicAccess?: boolean;
  /** The networks that may reach it there; needs publicAccess. Without any, EKS admits everybody: 0.0.0.0/0. (NET-01) */
  publicAccessCidrs?: string[];
}

export interface LogArgs {
  /**
   * Who provides the control plane's log group, `/aws/eks/<cluster>/cluster`: this stack, or one that exists (EKS leaves one
   * behind when it writes a last line after a destroy). Its key and retention are then somebody else's: `inherited` says whose.
   * @default "create" (LOG-02)
   */
  mode?: Provision;
  /** Who vouches for key and retention of the log group, and where that is written; only with mode "inherited". */
  vouchedBy?: string;
  /** Days that control-plane logs are kept; CloudWatch takes listed values only. @default what the regimes ask for (LOG-02) */
  retentionDays?: number;
}
