export type { PullThroughArgs, RegistryArgs, RepositoryArgs, ScanningArgs } from "./args";
export { creatorStatements, pullThroughStatements } from "./pull-through";
export { createRegistry, type RegistryHandle } from "./registry";
export { declareRegistry, registryShape, type RegistrySettings, resolveRegistry } from "./settings";
