import { awsLoadBalancerController as pin } from "../../../catalogue/charts/aws-load-balancer-controller";
import type { Traffic } from "../../releases";
import type { LoadBalancerControllerSettings } from "./settings";

/** What the controller's pods may do. Load balancers call the pods behind them, and never these. */
export function controllerTraffic({ cluster, waf, shield }: LoadBalancerControllerSettings): Record<string, Traffic> {
  const byToken = cluster.oidcProvider !== undefined;
  return {
    controller: {
      fromApiServer: pin.webhookPorts,
      dns: true,
      toApiServer: true,
      toPodIdentity: !byToken,
      toAws: [
        "elasticloadbalancing",
        "ec2",
        "acm",
        ...(byToken ? ["sts"] : []),
        ...(waf ? ["wafv2"] : []),
        ...(shield ? ["shield"] : []),
      ],
    },
  };
}
