import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadClusterArgs } from "../../aws";
import type { MirrorArgs } from "../../releases";

/** What a load balancer's listener takes, from TLS 1.2 on: a policy of Elastic Load Balancing. */
export const ListenerPolicy = {
  /** TLS 1.2 and 1.3, with older ciphers of TLS 1.2. */
  Compatible: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  /** TLS 1.2 and 1.3, with forward secrecy only. */
  Restricted: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  /** TLS 1.3 only. */
  Newest: "ELBSecurityPolicy-TLS13-1-3-2021-06",
  /** The first, by validated modules. */
  CompatibleFips: "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
  /** The second, by validated modules. */
  RestrictedFips: "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  /** The third, by validated modules. */
  NewestFips: "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
} as const;
export type ListenerPolicy = (typeof ListenerPolicy)[keyof typeof ListenerPolicy];

/** Load balancers for Services and Ingresses. */
export interface LoadBalancerControllerAddonArgs {
  /** Replicas of the controller, 1 to 10; one of them works, the others stand by and answer the webhook. @default 2 */
  replicas?: number;
  /** Refuses an Ingress that the controller could not serve, when it is written; whoever writes one then needs the controller up. @default true */
  ingressValidation?: boolean;
  /** Listener policy of every load balancer whose Service or Ingress names none. @default "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" (TLS-02) */
  listenerPolicy?: ListenerPolicy;
  /** Attaches the web ACLs of AWS WAF that Ingresses name. @default true */
  waf?: boolean;
  /** Puts load balancers under AWS Shield Advanced where Ingresses ask for it; the account must be subscribed. @default false */
  shield?: boolean;
  /** Values for the chart, laid over ours; those that carry a control are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface LoadBalancerControllerArgs extends LoadBalancerControllerAddonArgs {
  /** The cluster that the controller runs in; its tags become those of the load balancers. */
  cluster: WorkloadClusterArgs;
  /** The VPC of the cluster. Named, because pods cannot ask their node for it. */
  vpcId: pulumi.Input<string>;
  /** Where the chart and its image come from. @default where their makers publish them */
  mirror?: MirrorArgs;
}
