import { type Change, inherited, rare, row } from "./row";

/** What makes load balancers. */
export const loadBalancers: Change[] = [
  row(
    "rampart:loadBalancerController",
    inherited,
    "load balancers by another tool: ours and its role go",
    [
      "delete LoadBalancerController prod-lb",
      "delete NetworkPolicy prod-lb-aws-load-balancer-controller-{allow-controller,default-deny}",
      "delete {Namespace,Release} prod-lb-aws-load-balancer-controller",
      "delete {PodIdentityAssociation,Role,RolePolicy} prod-lb-load-balancers",
      "update CompliantCluster prod",
    ],
    {
      ...rare,
      keys: ["rampart:loadBalancerController.mode"],
    },
  ),
  row("rampart:loadBalancerController.replicas", 3, "more replicas of the controller", [
    "update LoadBalancerController prod-lb",
    "update Release prod-lb-aws-load-balancer-controller: values",
  ]),
  row("rampart:loadBalancerController.ingressValidation", false, "Ingresses that nobody checks", [
    "update LoadBalancerController prod-lb",
    "update Release prod-lb-aws-load-balancer-controller: values",
  ]),
  row("rampart:loadBalancerController.listenerPolicy", "ELBSecurityPolicy-TLS13-1-3-2021-06", "TLS 1.3 only", [
    "update LoadBalancerController prod-lb",
    "update Release prod-lb-aws-load-balancer-controller: values",
  ]),
  row("rampart:loadBalancerController.waf", false, "no web ACLs: the role can do less", [
    "update Release prod-lb-aws-load-balancer-controller: values",
    "update RolePolicy prod-lb-load-balancers: policy",
  ]),
  row("rampart:loadBalancerController.shield", true, "Shield Advanced: the role can do more", [
    "update Release prod-lb-aws-load-balancer-controller: values",
    "update RolePolicy prod-lb-load-balancers: policy",
  ]),
  row("rampart:loadBalancerController.values", { logLevel: "debug" }, "a value of the controller's chart", [
    "update Release prod-lb-aws-load-balancer-controller: values",
  ]),
];
