import { charts } from "../charts";

/** A namespace whose pods no constraint judges, and why. */
interface ExemptNamespace {
  name: string;
  because: string;
}

/** Namespaces of the platform itself. Whatever else is exempt needs a waiver. */
export const platformNamespaces: readonly ExemptNamespace[] = [
  {
    name: "kube-system",
    because: "The network plugin, kube-proxy and the storage driver's node part need the node's network and files.",
  },
  { name: "kube-node-lease", because: "Holds the nodes' heartbeats and no pods; nodes must never wait for a webhook." },
  { name: "kube-public", because: "Holds cluster information that is readable by everybody and no pods." },
  ...ofCharts(),
];

/** Charts that share a namespace give one reason between them. */
function ofCharts(): ExemptNamespace[] {
  return Object.values(charts).flatMap(({ namespace, exemptBecause, furtherNamespaces = [] }) => [
    ...(exemptBecause === undefined ? [] : [{ name: namespace, because: exemptBecause }]),
    ...furtherNamespaces,
  ]);
}
