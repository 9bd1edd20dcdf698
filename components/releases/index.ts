export { installDefinitions } from "./definitions";
export { handlesOf, keepHandles } from "./handles";
export { hasMirror, hostOf, registryFor } from "./images";
export { type MirrorArgs, mirrorShape } from "./mirror";
export {
  createPlatformNamespace,
  ignoredByGatekeeper,
  outsideTheMesh,
  type PlatformNamespace,
  type PlatformNamespaceHandle,
} from "./namespace";
export { declareRelease, installChart, type ReleaseSettings, resolveRelease } from "./release";
export { policyOf, type Traffic } from "./traffic";
