export type { KyvernoAddonArgs, KyvernoArgs } from "./args";
export { Kyverno } from "./kyverno";
export { kyvernoShape, resolveKyvernoAddon } from "./settings";
