import * as pulumi from "@pulumi/pulumi";
import { createWorkloadRole, workloadContext } from "../../aws";
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
import type { LoadBalancerControllerArgs } from "./args";
import { controllerStatements } from "./iam";
import {
  declareLoadBalancerController,
  type LoadBalancerControllerSettings,
  resolveLoadBalancerControllerArgs,
} from "./settings";
import { controllerTraffic } from "./traffic";
import { serviceAccount, wiredValues } from "./values";

/**
 * The AWS Load Balancer Controller: makes a Network Load Balancer for a Service with
 * `loadBalancerClass: service.k8s.aws/nlb`, and an Application Load Balancer for an Ingress. Needs a Kubernetes provider in
 * its options. What has a load balancer must go before it does: only a running controller takes one away again.
 */
export class LoadBalancerController extends pulumi.ComponentResource {
  /** Namespace that the controller runs in. */
  readonly namespace: pulumi.Output<string>;
  /** ARN of the role by which it calls AWS. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerControllerArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveLoadBalancerControllerArgs(args);
    super("rampart:index:LoadBalancerController", name, { ...declareLoadBalancerController(settings) }, opts);
    const { pin } = settings.release;
    const { context, identity } = workloadContext(this, name, settings.cluster, opts);
    const role = createWorkloadRole(context, identity, {
      purpose: "load-balancers",
      namespace: pin.namespace,
      serviceAccount,
      own: controllerStatements(context, settings),
    });
    const associated = role.associate();
    const { made } = createPlatformNamespace(name, namespaceOf(settings), child(this, opts));
    const release = installChart(
      name,
      settings.release,
      child(this, opts, { dependsOn: [...made, ...associated] }),
      wiredValues(context, settings.vpcId, role),
    );
    keepHandles(this, { namespaces: made, ready: [...made, ...associated, release] });
    this.namespace = release.namespace;
    this.roleArn = role.role.arn;
    this.registerOutputs({ namespace: this.namespace, roleArn: this.roleArn });
  }
}

const namespaceOf = (settings: LoadBalancerControllerSettings): PlatformNamespace => ({
  namespace: settings.release.pin.namespace,
  podSecurity: PodSecurity.Restricted,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: controllerTraffic(settings),
});
