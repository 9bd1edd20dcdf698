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
import type { HarborArgs } from "./args";
import { declareHarbor, type HarborSettings, resolveHarborArgs } from "./settings";
import { createSyncedSecrets } from "./synced-secrets";
import { harborTraffic } from "./traffic";
import { wiredValues } from "./wired";

/**
 * Harbor, a registry of your own that scans what it holds, over a database, a Redis and a bucket of yours. Every password
 * and key comes from a store of secrets. (SEC-01, VUL-01) Needs a Kubernetes provider in its options, and the External
 * Secrets operator with that store in its cluster.
 */
export class Harbor extends pulumi.ComponentResource {
  /** Namespace that Harbor runs in. */
  readonly namespace: pulumi.Output<string>;
  /** Name by which images are named, and without a scheme. */
  readonly hostname: pulumi.Output<string>;

  constructor(name: string, args: HarborArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveHarborArgs(args);
    super("rampart:index:Harbor", name, { ...declareHarbor(settings) }, opts);
    const { made } = createPlatformNamespace(name, namespaceOf(settings, args), child(this, opts));
    const secrets = createSyncedSecrets(name, settings, child(this, opts, { dependsOn: made }));
    const release = installChart(
      name,
      settings.release,
      child(this, opts, { dependsOn: [...made, ...secrets] }),
      wiredValues(args),
    );
    keepHandles(this, { namespaces: made, ready: [...made, ...secrets, release] });
    this.namespace = release.namespace;
    this.hostname = pulumi.output(args.hostname);
    this.registerOutputs({ namespace: this.namespace, hostname: this.hostname });
  }
}

const namespaceOf = ({ release: { pin } }: HarborSettings, args: HarborArgs): PlatformNamespace => ({
  namespace: pin.namespace,
  podSecurity: PodSecurity.Restricted,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: harborTraffic(args),
});
