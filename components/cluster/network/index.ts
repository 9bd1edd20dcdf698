export { type FlowLogArgs, NatMode, type NetworkArgs, type VpcEndpointArgs } from "./args";
export { endpointServices, neededWithoutNat, onlyWithoutNat } from "./endpoint-services";
export { createNetwork, type NetworkHandle } from "./network";
export { declareNetwork, mirrorsNeeded, networkShape, type NetworkSettings, resolveNetwork } from "./settings";
