import type { Manifest } from "./manifests";

/** Objects that break the rules of which the corpus has no broken case, and are otherwise as they should be. */
export function furtherManifests(): Manifest[] {
  return [
    beyond("networking.istio.io/v1", "Gateway", "no-servers", { selector: { istio: "ingress" } }),
    beyond("networking.istio.io/v1", "Gateway", "no-such-mode", {
      selector: { istio: "ingress" },
      servers: [
        {
          port: { number: 443, name: "https", protocol: "HTTPS" },
          hosts: ["shop.example"],
          tls: { mode: "STRICT", credentialName: "shop" },
        },
      ],
    }),
    beyond("security.istio.io/v1", "AuthorizationPolicy", "anybody", {
      rules: [{ from: [{ source: { principals: ["*"] } }] }],
    }),
  ];
}

function beyond(apiVersion: string, kind: string, name: string, spec: Record<string, unknown>): Manifest {
  const object = { apiVersion, kind, metadata: { name, namespace: "shop" }, spec };
  return { from: "beyond the corpus", object, tuned: false };
}
