import * as pulumi from "@pulumi/pulumi";
import { createWorkloadRole, workloadContext } from "../../aws";
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
import { NodeOperatingSystem, type TrivyOperatorArgs } from "./args";
import { registryReaderStatements } from "./iam";
import { declareTrivy, resolveTrivyOperatorArgs, type TrivySettings } from "./settings";
import { trivyTraffic } from "./traffic";
import { serviceAccount } from "./values";

/**
 * The Trivy operator, which scans the images that the cluster runs for known flaws and secrets, and its objects for
 * what standards ask of them; both as reports in the cluster. (VUL-01) Needs a Kubernetes provider in its options.
 */
export class TrivyOperator extends pulumi.ComponentResource {
  /** Namespace that the operator and its scans run in. */
  readonly namespace: pulumi.Output<string>;
  /** ARN of the role by which images are read. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: TrivyOperatorArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveTrivyOperatorArgs(args);
    super("rampart:index:TrivyOperator", name, { ...declareTrivy(settings) }, itself(opts));
    const { pin } = settings.release;
    const { context, identity } = workloadContext(this, name, args.cluster, opts);
    const role = createWorkloadRole(context, identity, {
      purpose: "scanner",
      namespace: pin.namespace,
      serviceAccount,
      own: registryReaderStatements(context.place, settings.registryAccounts, args.cachePrefixes ?? []),
    });
    const { made } = createPlatformNamespace(
      name,
      namespaceOf(settings, args.cluster.oidcProvider === undefined),
      child(this, opts),
    );
    const release = installChart(
      name,
      settings.release,
      child(this, opts, { dependsOn: [...made, ...role.associate()] }),
      { serviceAccount: { annotations: role.annotations } },
    );
    keepHandles(this, { namespaces: made, ready: [...made, release] });
    this.namespace = release.namespace;
    this.roleArn = role.role.arn;
    this.registerOutputs({ namespace: this.namespace, roleArn: this.roleArn });
  }
}

/** The collector of node checks mounts folders of the node and sees its processes; nothing else here needs a right. */
const namespaceOf = (settings: TrivySettings, podIdentity: boolean): PlatformNamespace => ({
  namespace: settings.release.pin.namespace,
  podSecurity: settings.nodes === NodeOperatingSystem.AmazonLinux ? PodSecurity.Privileged : PodSecurity.Restricted,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: trivyTraffic(settings, podIdentity),
});
