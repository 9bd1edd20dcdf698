import { oneOf, optional, record, text } from "../../catalogue/contracts";
import { controlPlanePort, IstioDataplane, meshNamespace, tunnelPort } from "../foundations/mesh";
import type { Traffic } from "../releases";

/** How the pods of a namespace take part in the mesh. */
export interface NamespaceMeshArgs {
  /** As the mesh itself. @default "sidecar" (TLS-01) */
  dataplane?: IstioDataplane;
  /** The control plane that injects proxies, by its revision or a tag of it; without meaning in an ambient mesh. @default the one without a revision */
  revision?: string;
}

export const meshShape = record({
  dataplane: optional(oneOf(Object.values(IstioDataplane))),
  revision: optional(
    text("a revision or a tag: lower-case letters, digits and dashes", /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
  ),
});

/** Labels by which the mesh takes in the pods of a namespace. */
export function meshLabels({
  dataplane = IstioDataplane.Sidecar,
  revision,
}: NamespaceMeshArgs): Record<string, string> {
  if (dataplane === IstioDataplane.Ambient) return { "istio.io/dataplane-mode": "ambient" };
  return revision === undefined ? { "istio-injection": "enabled" } : { "istio.io/rev": revision };
}

/** Labels that `mesh` sets, or that would take pods out of the mesh again. */
export const ownMeshLabels = /^istio-injection$|^istio\.io\/(rev|dataplane-mode)$/;

/** What proxies need of the mesh: without it no pod with a proxy becomes ready. What pods say to each other is not in it. */
export function meshTraffic({ dataplane = IstioDataplane.Sidecar }: NamespaceMeshArgs): Traffic {
  // In an ambient mesh pods talk through the tunnel of their nodes, whichever ports they mean.
  if (dataplane === IstioDataplane.Ambient)
    return {
      fromPods: [{ from: { namespace: "*" }, ports: [tunnelPort] }],
      toPods: [{ to: { namespace: "*" }, ports: [tunnelPort] }],
    };
  return {
    dns: true,
    toPods: [{ to: { namespace: meshNamespace, labels: { app: "istiod" } }, ports: [controlPlanePort] }],
  };
}
