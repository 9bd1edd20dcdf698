import * as pulumi from "@pulumi/pulumi";
import { child } from "../../foundations/child";
import { PodSecurity } from "../../foundations/pod-security";
import {
  createPlatformNamespace,
  ignoredByGatekeeper,
  installChart,
  installDefinitions,
  keepHandles,
  outsideTheMesh,
  type PlatformNamespace,
} from "../../releases";
import type { CalicoArgs } from "./args";
import { allowPodAddresses } from "./aws-node";
import { createApiServer, createInstallation } from "./installation";
import { createPolicies } from "./policies";
import { type CalicoSettings, declareCalico, resolveCalicoArgs } from "./settings";
import { operatorTraffic } from "./traffic";

/**
 * Calico, which enforces network policies beside the VPC CNI, denies by default in the whole cluster, and keeps pods from the
 * metadata of their node. The CNI's own agent must be off, and ANNOTATE_POD_IP on. Needs a Kubernetes provider in its options.
 */
export class Calico extends pulumi.ComponentResource {
  /** Namespace that the operator runs in. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: CalicoArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveCalicoArgs(args);
    super("rampart:index:Calico", name, { ...declareCalico(settings) }, opts);
    const after = (...dependsOn: pulumi.Resource[]) => child(this, opts, { dependsOn });
    const { pin, mirror } = settings.definitions;
    const definitions = installDefinitions(name, pin, mirror, child(this, opts));
    const { made } = createPlatformNamespace(name, namespaceOf(settings), child(this, opts));
    const addresses = allowPodAddresses(name, child(this, opts));
    const release = installChart(name, settings.release, after(definitions, ...made));
    const installation = createInstallation(name, { ...settings, mirror }, after(release, ...addresses));
    const apiServer = createApiServer(name, after(release, installation));
    const policies = createPolicies(name, settings, after(apiServer));
    const ready = [definitions, ...made, ...addresses, release, installation, apiServer, ...policies];
    keepHandles(this, { namespaces: made, ready });
    this.namespace = release.namespace;
    this.registerOutputs({ namespace: this.namespace });
  }
}

const namespaceOf = ({ release: { pin } }: CalicoSettings): PlatformNamespace => ({
  namespace: pin.namespace,
  podSecurity: PodSecurity.Privileged,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: operatorTraffic,
});
