export type {
  ExternalSecretsPartArgs,
  FalcoPartArgs,
  FluentBitPartArgs,
  IstioPartArgs,
  LoadBalancerControllerPartArgs,
  PlatformArgs,
  TrivyPartArgs,
  VeleroPartArgs,
} from "./args";
export { createPlatform } from "./platform";
export { declarePlatform, type PlatformSettings, resolvePlatform } from "./settings";
export { platformMembers } from "./shape";
