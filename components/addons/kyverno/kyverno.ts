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
import type { KyvernoArgs } from "./args";
import { createPolicies } from "./policies";
import { declareKyverno, type KyvernoSettings, resolveKyvernoArgs } from "./settings";
import { kyvernoTraffic } from "./traffic";

/**
 * Kyverno, the other engine for the rules that Gatekeeper enforces: the same texts, in the same words. A cluster has one
 * of the two. Experimental until both are compared on the same objects. Needs a Kubernetes provider in its options.
 */
export class Kyverno extends pulumi.ComponentResource {
  /** Namespace that Kyverno runs in. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: KyvernoArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveKyvernoArgs(args);
    super("rampart:index:Kyverno", name, { ...declareKyverno(settings) }, opts);
    const { made } = createPlatformNamespace(name, namespaceOf(settings), child(this, opts));
    const release = installChart(name, settings.release, child(this, opts, { dependsOn: made }));
    const policies = createPolicies(name, settings, child(this, opts, { dependsOn: [release] }));
    keepHandles(this, { namespaces: made, ready: [...made, release, ...policies] });
    this.namespace = release.namespace;
    this.registerOutputs({ namespace: this.namespace });
  }
}

const namespaceOf = ({ release: { pin } }: KyvernoSettings): PlatformNamespace => ({
  namespace: pin.namespace,
  podSecurity: PodSecurity.Restricted,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: kyvernoTraffic,
});
