export { type ManagedAddonArgs, NetworkPolicyEngine } from "./args";
export { createAddonsAfterNodes, createAddonsBeforeNodes } from "./managed-addons";
export { addonVersionsShape, managedAddonShape, type ManagedAddonSettings, resolveManagedAddons } from "./settings";
export { AddonName, addonVersions, kubernetesVersions } from "./versions";
