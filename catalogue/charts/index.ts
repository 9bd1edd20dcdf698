import type { ChartPin } from "../contracts";
import { awsLoadBalancerController } from "./aws-load-balancer-controller";
import { calico, calicoCrds } from "./calico";
import { externalSecrets } from "./external-secrets";
import { falco, falcoAudit, falcosidekick } from "./falco";
import { fluentBit } from "./fluent-bit";
import { gatekeeper } from "./gatekeeper";
import { harbor } from "./harbor";
import { istioBase, istioCni, istiod, istioGateway, istioZtunnel } from "./istio";
import { kyverno } from "./kyverno";
import { trivyOperator } from "./trivy-operator";
import { velero } from "./velero";

const pins = {
  awsLoadBalancerController,
  calico,
  calicoCrds,
  externalSecrets,
  falco,
  falcoAudit,
  falcosidekick,
  fluentBit,
  gatekeeper,
  harbor,
  istioBase,
  istioCni,
  istiod,
  istioGateway,
  istioZtunnel,
  kyverno,
  trivyOperator,
  velero,
};

/** Every pinned chart, by its short name. */
export const charts: Record<keyof typeof pins, ChartPin> = pins;
