export { type AllowedEgressArgs, type CalicoAddonArgs, type CalicoArgs, EgressProtocol } from "./args";
export { Calico } from "./calico";
export { calicoAddonShape, resolveCalicoAddon } from "./settings";
