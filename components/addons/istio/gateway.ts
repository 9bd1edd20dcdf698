import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { istioGateway } from "../../../catalogue/charts/istio";
import { child } from "../../foundations/child";
import { nameOf } from "../../foundations/name-of";
import { createPlatformNamespace, installChart, keepHandles } from "../../releases";
import type { IstioGatewayArgs } from "./gateway-args";
import { declareIstioGateway, resolveIstioGatewayArgs } from "./gateway-settings";
import { gatewayLabels } from "./gateway-values";
import { clientPorts, gatewayNamespace } from "./traffic";

/**
 * The gateway by which clients outside of the mesh come in, with a network load balancer of its own. It must `dependsOn`
 * the Istio component, which completes its pods, and on whatever runs the AWS Load Balancer Controller. Give it no
 * `deletedWith`: whoever deletes its Service takes the load balancer away. Needs a Kubernetes provider in its options.
 */
export class IstioGateway extends pulumi.ComponentResource {
  /** Namespace of the gateway, where its certificates lie as Secrets. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: IstioGatewayArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveIstioGatewayArgs(args);
    super("rampart:index:IstioGateway", name, { ...declareIstioGateway(settings) }, opts);
    const { namespace, made } = createPlatformNamespace(
      name,
      gatewayNamespace(settings.revision, settings.workloadPorts),
      child(this, opts),
    );
    const release = installChart(name, settings.release, child(this, opts, { dependsOn: made }));
    const allowed = allowClients(
      name,
      nameOf(namespace, istioGateway.namespace),
      child(this, opts, { dependsOn: made }),
    );
    keepHandles(this, { namespaces: made, ready: [...made, release, allowed] });
    this.namespace = nameOf(namespace, istioGateway.namespace);
    this.registerOutputs({ namespace: this.namespace });
  }
}

/** The mesh denies by default, its gateway too. Which requests it takes is said by the Gateway objects and routes. */
function allowClients(name: string, namespace: pulumi.Input<string>, options: pulumi.CustomResourceOptions) {
  return new kubernetes.apiextensions.CustomResource(
    `${name}-allow-clients`,
    {
      apiVersion: "security.istio.io/v1",
      kind: "AuthorizationPolicy",
      metadata: { name: "allow-clients", namespace },
      spec: {
        selector: { matchLabels: gatewayLabels },
        action: "ALLOW",
        rules: [{ to: [{ operation: { ports: clientPorts.map(String) } }] }],
      },
    },
    options,
  );
}
