export { ListenerPolicy, type LoadBalancerControllerAddonArgs, type LoadBalancerControllerArgs } from "./args";
export { LoadBalancerController } from "./load-balancer-controller";
export { loadBalancerControllerShape, resolveLoadBalancerControllerAddon } from "./settings";
