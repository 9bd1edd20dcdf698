import * as pulumi from "@pulumi/pulumi";
import { charts } from "../../../catalogue";
import { child } from "../../foundations/child";
import { PodSecurity } from "../../foundations/pod-security";
import { type ChartNamespaceSpec, createChartNamespace, installChart } from "../../releases";
import type { GatekeeperArgs } from "./args";
import { createPolicies } from "./policies";
import { declareGatekeeper, resolveGatekeeperArgs } from "./settings";

/**
 * Gatekeeper, which refuses at admission what the policy pack refuses at preview: by the same rules, in the same words.
 * Needs a Kubernetes provider in its options.
 */
export class Gatekeeper extends pulumi.ComponentResource {
  /** Namespace that Gatekeeper runs in. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: GatekeeperArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveGatekeeperArgs(args);
    super("rampart:index:Gatekeeper", name, { ...declareGatekeeper(settings) }, opts);
    const pin = charts.gatekeeper;
    const namespace = createChartNamespace(name, pin, namespaceSpec, child(this, opts));
    const release = installChart(name, pin, settings.values, child(this, opts, { dependsOn: namespace }));
    createPolicies(name, settings, child(this, opts, { dependsOn: [release] }));
    this.namespace = release.namespace;
    this.registerOutputs({ namespace: this.namespace });
  }
}

const tcp = (port: number) => ({ protocol: "TCP", port });

const namespaceSpec: ChartNamespaceSpec = {
  podSecurity: PodSecurity.Restricted,
  labels: {
    // The value that the chart's own hook sets: Gatekeeper does not judge its own pods, or it could not start again.
    "admission.gatekeeper.sh/ignore": "no-self-managing",
    // The API server calls the webhook without a mesh certificate.
    "istio-injection": "disabled",
  },
  traffic: {
    ingress: [{ ports: [tcp(8443)] }],
    // The API server, name lookups, and the chart's probe of its own webhook.
    egress: [{ ports: [tcp(443), tcp(8443), tcp(53), { protocol: "UDP", port: 53 }] }],
  },
};
