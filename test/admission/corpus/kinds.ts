import type { ApiObject } from "../lab/api-client";
import { permissiveCrd } from "../lab/custom-kinds";

/** Kinds of the corpus in all versions that their add-ons serve, of which the first is stored. */
const served = [
  { group: "networking.istio.io", kind: "Gateway", plural: "gateways", versions: ["v1", "v1beta1", "v1alpha3"] },
  {
    group: "networking.istio.io",
    kind: "DestinationRule",
    plural: "destinationrules",
    versions: ["v1", "v1beta1", "v1alpha3"],
  },
  {
    group: "security.istio.io",
    kind: "AuthorizationPolicy",
    plural: "authorizationpolicies",
    versions: ["v1", "v1beta1"],
  },
  {
    group: "security.istio.io",
    kind: "PeerAuthentication",
    plural: "peerauthentications",
    versions: ["v1", "v1beta1"],
  },
  { group: "velero.io", kind: "Schedule", plural: "schedules", versions: ["v1"] },
];

export function corpusCrds(): ApiObject[] {
  return served.map(({ versions, ...kind }) => {
    const crd = permissiveCrd({ ...kind, version: versions[0]!, scope: "Namespaced" });
    const spec = crd["spec"] as { versions: object[] };
    const all = versions.map((name, index) => ({ ...spec.versions[0], name, storage: index === 0 }));
    return { ...crd, spec: { ...spec, versions: all } };
  });
}
