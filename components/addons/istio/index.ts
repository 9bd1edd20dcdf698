export { gatewayArgs, istioReleases, istioShape, meshArgs, resolveIstioAddon } from "./addon";
export {
  type IstioArgs,
  IstioEgress,
  type IstioMeshArgs,
  type IstioPreviousArgs,
  IstioTlsFloor,
  type IstioValuesArgs,
} from "./args";
export { IstioGateway } from "./gateway";
export {
  type IstioAddonArgs,
  type IstioAddonGatewayArgs,
  type IstioGatewayArgs,
  type IstioIngressArgs,
  IstioGatewayScheme,
} from "./gateway-args";
export { Istio } from "./istio";
export { IstioDataplane } from "../../foundations/mesh";
