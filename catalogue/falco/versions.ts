import { FalcoSource } from "./contracts";

/** What the field lists and the checker are written for. A test holds this to the pins of the charts. */
export const falcoVersions = {
  falco: "0.44.1",
  /** Version of the rules engine in that Falco. */
  engine: "0.62.0",
  /** The maintained rules of the project: an artifact with a version of its own. */
  // renovate: datasource=docker depName=ghcr.io/falcosecurity/rules/falco-rules
  rules: "5.1.0",
  plugins: {
    // renovate: datasource=docker depName=ghcr.io/falcosecurity/plugins/plugin/container
    container: "0.7.1",
    // renovate: datasource=docker depName=ghcr.io/falcosecurity/plugins/plugin/k8saudit-eks
    "k8saudit-eks": "0.12.0",
    // renovate: datasource=docker depName=ghcr.io/falcosecurity/plugins/plugin/json
    json: "0.7.0",
  },
} as const;

export type FalcoPlugin = keyof typeof falcoVersions.plugins;

/** Plugins that the Falco of a source loads. */
export const pluginsOf: Record<FalcoSource, readonly FalcoPlugin[]> = {
  [FalcoSource.Syscall]: ["container"],
  [FalcoSource.Audit]: ["k8saudit-eks", "json"],
};

const folder = "ghcr.io/falcosecurity";

/** What Falco fetches when a pod starts: OCI artifacts, by the whole of their name. */
export const falcoArtifacts = {
  rules: `${folder}/rules/falco-rules:${falcoVersions.rules}`,
  container: `${folder}/plugins/plugin/container:${falcoVersions.plugins.container}`,
  "k8saudit-eks": `${folder}/plugins/plugin/k8saudit-eks:${falcoVersions.plugins["k8saudit-eks"]}`,
  json: `${folder}/plugins/plugin/json:${falcoVersions.plugins.json}`,
} as const;
