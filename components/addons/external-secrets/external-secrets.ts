import * as pulumi from "@pulumi/pulumi";
import { workloadContext } from "../../aws";
import { child, itself } from "../../foundations/child";
import { PodSecurity } from "../../foundations/pod-security";
import {
  createPlatformNamespace,
  ignoredByGatekeeper,
  installChart,
  keepHandles,
  outsideTheMesh,
  type PlatformNamespace,
} from "../../releases";
import type { ExternalSecretsArgs } from "./args";
import { declareExternalSecrets, type ExternalSecretsSettings, resolveExternalSecretsArgs } from "./settings";
import { createStoreRoles } from "./store-roles";
import { createStores } from "./stores";
import { externalSecretsTraffic } from "./traffic";
import { createVaultAccounts } from "./vault-accounts";

/**
 * External Secrets, with stores in AWS Secrets Manager or HashiCorp Vault that only the namespaces named can read from.
 * Needs a Kubernetes provider in its options, and an AWS provider for stores in Secrets Manager.
 */
export class ExternalSecrets extends pulumi.ComponentResource {
  /** Namespace that External Secrets runs in. */
  readonly namespace: pulumi.Output<string>;
  /** ARN of the role that reads a store's secrets, by the name of the store; only those in Secrets Manager have one. */
  readonly storeRoleArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ExternalSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveExternalSecretsArgs(args);
    // What a component is deleted with is so for all that it makes, and a role or a log group would stay behind.
    super("rampart:index:ExternalSecrets", name, { ...declareExternalSecrets(settings) }, itself(opts));
    const { namespace } = settings.release.pin;
    const { context, identity } = workloadContext(this, name, settings.cluster, opts);
    const roles = createStoreRoles(context, identity, namespace, settings.secretsManagers);
    const { made } = createPlatformNamespace(name, namespaceOf(settings), child(this, opts));
    const accounts = createVaultAccounts(name, namespace, settings.vaults, child(this, opts, { dependsOn: made }));
    const associated = roles?.controller.associate() ?? [];
    const release = installChart(
      name,
      settings.release,
      child(this, opts, { dependsOn: [...made, ...accounts, ...associated] }),
      { serviceAccount: { annotations: roles?.controller.annotations ?? {} } },
    );
    const options = child(this, opts, { dependsOn: [release] });
    const stores = createStores(name, settings, { place: context.place, namespace, roles, options });
    keepHandles(this, { namespaces: made, ready: [...made, release, ...stores] });
    this.namespace = release.namespace;
    this.storeRoleArns = pulumi.output(
      Object.fromEntries(Object.entries(roles?.stores ?? {}).map(([store, { role }]) => [store, role.arn])),
    );
    this.registerOutputs({ namespace: this.namespace, storeRoleArns: this.storeRoleArns });
  }
}

const namespaceOf = (settings: ExternalSecretsSettings): PlatformNamespace => ({
  namespace: settings.release.pin.namespace,
  podSecurity: PodSecurity.Restricted,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: externalSecretsTraffic(settings),
});
