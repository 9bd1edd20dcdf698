import * as pulumi from "@pulumi/pulumi";
import { istioBase } from "../../../catalogue/charts/istio";
import { child } from "../../foundations/child";
import { nameOf } from "../../foundations/name-of";
import { createPlatformNamespace, installChart, keepHandles } from "../../releases";
import type { IstioArgs } from "./args";
import { createMeshPolicies } from "./policies";
import { declareIstio, resolveIstioArgs } from "./settings";
import { controlPlaneNamespace, nodeAgentNamespace } from "./traffic";

/**
 * Istio: a mesh with mutual TLS between all of its pods, in which nobody may call anybody until a policy allows it, and
 * every request is logged. Needs a Kubernetes provider in its options. The gateway is a component of its own, IstioGateway.
 */
export class Istio extends pulumi.ComponentResource {
  /** Namespace of the control plane, whose policies hold for the whole mesh. */
  readonly rootNamespace: pulumi.Output<string>;
  /** Revision of the control plane; "default" where it has none. */
  readonly revision: pulumi.Output<string>;

  constructor(name: string, args: IstioArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveIstioArgs(args);
    super("rampart:index:Istio", name, { ...declareIstio(settings) }, opts);
    const after = (...dependsOn: pulumi.Resource[]) => child(this, opts, { dependsOn });
    const system = createPlatformNamespace(name, controlPlaneNamespace, child(this, opts));
    const agents = createPlatformNamespace(name, nodeAgentNamespace(settings.dataplane), child(this, opts));

    const base = installChart(name, settings.base, after(...system.made));
    const previous = settings.previous ? [installChart(name, settings.previous, after(...system.made, base))] : [];
    // A tag has one owner among the releases: the old one gives it up first.
    const istiod = installChart(name, settings.istiod, after(...system.made, base, ...previous));
    const cni = installChart(name, settings.cni, after(...agents.made));
    const ztunnel = settings.ztunnel ? [installChart(name, settings.ztunnel, after(...agents.made, istiod, cni))] : [];
    const rootNamespace = nameOf(system.namespace, istioBase.namespace);
    const policies = createMeshPolicies(name, rootNamespace, after(base, ...previous, istiod));

    const namespaces = [...system.made, ...agents.made];
    keepHandles(this, {
      namespaces,
      ready: [...namespaces, base, ...previous, istiod, cni, ...ztunnel, ...policies],
    });
    this.rootNamespace = rootNamespace;
    this.revision = pulumi.output(settings.revisions.current.name);
    this.registerOutputs({ rootNamespace: this.rootNamespace, revision: this.revision });
  }
}
