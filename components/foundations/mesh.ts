/** How pods take part in the mesh: by a proxy in each, or by one on each node. */
export const IstioDataplane = { Sidecar: "sidecar", Ambient: "ambient" } as const;
export type IstioDataplane = (typeof IstioDataplane)[keyof typeof IstioDataplane];

/** Namespace of the mesh's control plane. */
export const meshNamespace = "istio-system";
/** Port on which proxies get their certificates and configuration. */
export const controlPlanePort = 15012;
/** Port of the tunnel of an ambient mesh. */
export const tunnelPort = 15008;
