import * as pulumi from "@pulumi/pulumi";
import { child } from "../../foundations/child";
import { PodSecurity } from "../../foundations/pod-security";
import {
  createPlatformNamespace,
  ignoredByGatekeeper,
  installChart,
  keepHandles,
  outsideTheMesh,
  type PlatformNamespace,
} from "../../releases";
import type { GatekeeperArgs } from "./args";
import { createExemptions } from "./exemptions";
import { createPolicies } from "./policies";
import { declareGatekeeper, type GatekeeperSettings, resolveGatekeeperArgs } from "./settings";

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
    const { made } = createPlatformNamespace(name, namespaceOf(settings), child(this, opts));
    const release = installChart(name, settings.release, child(this, opts, { dependsOn: made }));
    const installed = child(this, opts, { dependsOn: [release] });
    const exemptions = createExemptions(name, settings.release.pin.namespace, installed);
    const policies = createPolicies(name, settings, installed);
    keepHandles(this, { namespaces: made, ready: [...made, release, exemptions, ...policies] });
    this.namespace = release.namespace;
    this.registerOutputs({ namespace: this.namespace });
  }
}

const namespaceOf = ({ release: { pin } }: GatekeeperSettings): PlatformNamespace => ({
  namespace: pin.namespace,
  podSecurity: PodSecurity.Restricted,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: {
    gatekeeper: {
      fromApiServer: pin.webhookPorts,
      dns: true,
      toApiServer: true,
      // The chart's hook asks its own webhook whether it answers.
      toPods: [{ to: {}, ports: pin.webhookPorts }],
    },
  },
});
