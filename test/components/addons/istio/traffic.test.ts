import { expect } from "chai";
import type { Recording } from "../../../support/recorder";
import { bothWays, everywhere, recordIstio, tcp, toIstiod, toResolver, trafficIn } from "./recordings";

describe("addons/istio/traffic", () => {
  let sidecar: Recording;
  let ambient: Recording;
  before(async () => {
    sidecar = await recordIstio();
    ambient = await recordIstio({ dataplane: "ambient" });
  });

  it("makes its namespaces itself, outside of the mesh: restricted, and privileged for the agents of the nodes", () => {
    const labels = Object.fromEntries(
      sidecar.ofType("kubernetes:core/v1:Namespace").map(({ inputs }) => {
        const metadata = inputs["metadata"] as { name: string; labels: Record<string, string> };
        return [metadata.name, metadata.labels];
      }),
    );
    expect(Object.keys(labels)).to.have.members(["istio-system", "istio-cni"]);
    for (const [name, level] of [
      ["istio-system", "restricted"],
      ["istio-cni", "privileged"],
    ] as const) {
      expect(labels[name]).to.include({
        "pod-security.kubernetes.io/enforce": level,
        "admission.gatekeeper.sh/ignore": "no-self-managing",
        "istio-injection": "disabled",
      });
    }
  });

  it("lets istiod be called by the API server and by meshed pods, and its agents call the API server", () => {
    const closed = { podSelector: {}, policyTypes: bothWays };
    const own = {
      "istio-system/default-deny": closed,
      "istio-system/allow-istiod": {
        podSelector: { matchLabels: { app: "istiod" } },
        policyTypes: bothWays,
        ingress: [{ ports: [tcp(15017)] }, { from: [everywhere], ports: [tcp(15012)] }],
        egress: [toResolver, { ports: [tcp(443)] }],
      },
      "istio-cni/default-deny": closed,
      "istio-cni/allow-istio-cni": {
        podSelector: { matchLabels: { "k8s-app": "istio-cni-node" } },
        policyTypes: bothWays,
        ingress: [],
        egress: [{ ports: [tcp(443)] }],
      },
    };
    expect(trafficIn(sidecar)).to.deep.equal(own);
    expect(trafficIn(ambient)).to.deep.equal({
      ...own,
      "istio-cni/allow-ztunnel": {
        podSelector: { matchLabels: { app: "ztunnel" } },
        policyTypes: bothWays,
        ingress: [],
        egress: [toResolver, toIstiod],
      },
    });
  });
});
