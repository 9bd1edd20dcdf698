export type { ExistingKeyArgs, KeyArgs } from "./args";
export { type KeyHandle, KeyPurpose } from "./handle";
export * from "./key-policies";
export { createKeys, type KeyHandles } from "./keys";
export { declareKeys, keyShape, type KeySettings, resolveKeys } from "./settings";
