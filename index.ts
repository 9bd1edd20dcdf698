export { Regime } from "./catalogue/contracts";
export { type AdmissionArgs, Enforcement, Gatekeeper, type GatekeeperArgs } from "./components/addons/gatekeeper";
export {
  type AccessArgs,
  type EndpointArgs,
  type KeyArgs,
  type LogArgs,
  NatMode,
  type NetworkArgs,
  NodeAmiType,
  NodeCapacityType,
  type NodeGroupArgs,
} from "./components/cluster/args";
export type { CompliantClusterArgs } from "./components/compliant-cluster/args";
export { CompliantCluster } from "./components/compliant-cluster/compliant-cluster";
export { resolveCompliantClusterArgs } from "./components/compliant-cluster/settings";
export { PodSecurity } from "./components/foundations/pod-security";
export { Namespace, type NamespaceArgs } from "./components/workloads/namespace";
