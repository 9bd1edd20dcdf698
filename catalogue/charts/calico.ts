import type { ChartPin } from "../contracts";

const repository = "https://docs.tigera.io/calico/charts";
const namespace = "tigera-operator";

/** The kinds of Calico and of its operator, which the operator's chart no longer brings. Both pins are moved together. */
export const calicoCrds: ChartPin = {
  chart: "crd.projectcalico.org.v1",
  release: "calico-crds",
  repository,
  // renovate: datasource=helm depName=crd.projectcalico.org.v1 registryUrl=https://docs.tigera.io/calico/charts
  version: "v3.32.1",
  appVersion: "v3.32.1",
  namespace,
  images: [],
  crdGroups: ["crd.projectcalico.org", "operator.tigera.io", "policy.networking.k8s.io"],
  webhookPorts: [],
  securityValues: {},
  protectedPaths: [],
  templateOnlyPaths: [],
};

/** Calico's operator. It serves Calico's own kinds (projectcalico.org) by an API server of its own, not by definitions. */
export const calico: ChartPin = {
  chart: "tigera-operator",
  release: "calico",
  repository,
  // renovate: datasource=helm depName=tigera-operator registryUrl=https://docs.tigera.io/calico/charts
  version: "v3.32.1",
  appVersion: "v3.32.1",
  namespace,
  exemptBecause: "Calico's operator works in the network of its node and must start while Gatekeeper is down.",
  furtherNamespaces: [
    {
      name: "calico-system",
      because: "Calico's agents write the network rules of their nodes; without them no policy holds for new pods.",
    },
  ],
  images: [
    {
      image: "quay.io/tigera/operator:v1.42.3",
      keys: [{ path: "tigeraOperator.registry", holds: "registry" }],
    },
    // The operator makes these as the Installation says, not the chart's values.
    ...["node", "typha", "kube-controllers", "apiserver"].map((each) => ({
      image: `quay.io/calico/${each}:v3.32.1`,
      keys: [],
    })),
  ],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    "installation.enabled": { default: true },
    "apiServer.enabled": { default: true },
    "goldmane.enabled": { default: true },
    "whisker.enabled": { default: true },
    "defaultFelixConfiguration.enabled": { default: false },
    manageCRDs: { default: true },
  },
  protectedPaths: ["installation.enabled", "apiServer.enabled", "defaultFelixConfiguration.enabled"].map((path) => ({
    path,
    control: "NET-06",
  })),
  templateOnlyPaths: [],
};
