import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ChartPin } from "../../../../catalogue";
import { istioBase, istioCni, istiod, istioGateway, istioZtunnel } from "../../../../catalogue/charts/istio";
import { Istio, type IstioArgs, IstioGateway, type IstioGatewayArgs } from "../../../../components/addons/istio";
import { handlesOf } from "../../../../components/releases";
import type { Registration } from "../../../../cli/preview/types";
import { record, type Recording } from "../../../support/recorder";

export const releaseType = "kubernetes:helm.sh/v3:Release";
const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** What holds for the whole mesh. */
export const meshPolicies = [
  "kubernetes:security.istio.io/v1:PeerAuthentication",
  "kubernetes:security.istio.io/v1:AuthorizationPolicy",
  "kubernetes:telemetry.istio.io/v1:Telemetry",
];

export const pins: ChartPin[] = [istioBase, istiod, istioCni, istioZtunnel, istioGateway];
export const pinNamed = (chart: unknown) => pins.find((each) => each.chart === chart)!;

/** The options that every child has to hear of. */
function options() {
  const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
  const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
  const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
  return { provider, dependsOn: first, deletedWith: cluster };
}

export const recordIstio = (args: IstioArgs = {}): Promise<Recording> =>
  record(() => outputsOf(new Istio("mesh", args, options())));

export const recordGateway = (args: IstioGatewayArgs = {}): Promise<Recording> =>
  record(() => outputsOf(new IstioGateway("edge", args, options())));

/** Exports what others wait for, and the component's own outputs. */
function outputsOf(addon: Istio | IstioGateway) {
  const { namespaces, ready } = handlesOf(addon);
  const urns = (resources: pulumi.Resource[]) => pulumi.all(resources.map(({ urn }) => urn));
  const own = addon instanceof Istio ? [addon.rootNamespace, addon.revision] : [addon.namespace];
  return { namespaces: urns(namespaces), ready: urns(ready), own: pulumi.all(own) };
}

/** The URNs of everything that the one component of a type made, sorted. */
export function childrenOf(recording: Recording, type: string): string[] {
  const { urn } = recording.one(type);
  return recording.registrations.filter(({ parent }) => parent === urn).map((each) => each.urn);
}

/** Releases by their names in the cluster. */
export const releasesIn = (recording: Recording): Record<string, Registration> =>
  Object.fromEntries(recording.ofType(releaseType).map((each) => [String(each.inputs["name"]), each]));

/** The specs of NetworkPolicies by `namespace/name`. */
export const trafficIn = (recording: Recording): Record<string, unknown> =>
  Object.fromEntries(
    recording.ofType(policyType).map(({ inputs }) => {
      const { namespace, name } = inputs["metadata"] as Record<string, string>;
      return [`${namespace}/${name}`, inputs["spec"]];
    }),
  );

/** Where the mistakes of bad arguments lie. */
export function mistakenPaths(resolve: () => unknown): string[] {
  try {
    resolve();
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    return error.errors.map(({ propertyPath }) => propertyPath);
  }
  throw new Error("no error");
}

export const tcp = (port: number) => ({ protocol: "TCP", port });
const namespaced = (name: string, labels: object) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
  podSelector: { matchLabels: labels },
});
export const toResolver = {
  to: [namespaced("kube-system", { "k8s-app": "kube-dns" })],
  ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
};
export const toIstiod = { to: [namespaced("istio-system", { app: "istiod" })], ports: [tcp(15012)] };
export const everywhere = { namespaceSelector: {}, podSelector: {} };
export const bothWays = ["Ingress", "Egress"];
