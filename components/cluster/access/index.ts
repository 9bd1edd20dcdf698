export { createAccess } from "./access";
export { type AccessArgs, AccessLevel, type TeamArgs } from "./args";
export { createKubernetesProvider, kubeconfigOf } from "./kubernetes-access";
export { accessShape, type AccessSettings, resolveAccess } from "./settings";
