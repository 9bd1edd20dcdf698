export type { FluentBitAddonArgs, FluentBitArgs, LogArchiveArgs } from "./args";
export { FluentBit } from "./fluent-bit";
export { fluentBitShape, resolveFluentBitAddon } from "./settings";
