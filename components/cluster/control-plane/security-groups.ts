import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { everywhere } from "../../foundations/cidr";
import { type ClusterContext, tagged } from "../../aws";

export interface SecurityGroupSpec {
  vpcId: pulumi.Input<string>;
  /** Ports of kubelet, webhooks and aggregated APIs on nodes. */
  webhookPorts: number[];
  /** Private networks that may call the API server. */
  apiCidrs: string[];
}

export interface SecurityGroupHandles {
  controlPlane: aws.ec2.SecurityGroup;
  nodes: aws.ec2.SecurityGroup;
  /** What must be there before nodes and control plane can talk. */
  rules: pulumi.Resource[];
}

const https = 443;

/**
 * Two groups in place of the one that EKS would put on both sides: the control plane reaches nodes on named ports only, and
 * nodes reach nothing of it but the API. (NET-03)
 */
export function createSecurityGroups(context: ClusterContext, spec: SecurityGroupSpec): SecurityGroupHandles {
  const controlPlane = createGroup(context, spec, "control-plane", "EKS control plane");
  const nodes = createGroup(context, spec, "nodes", "EKS nodes and their pods", {
    // By this tag controllers find the group that they open to load balancers; a node may have one such group only.
    [`kubernetes.io/cluster/${context.name}`]: "owned",
  });
  const fromNodes = { securityGroupId: controlPlane.id, referencedSecurityGroupId: nodes.id };
  const fromControlPlane = { securityGroupId: nodes.id, referencedSecurityGroupId: controlPlane.id };
  return {
    controlPlane,
    nodes,
    rules: [
      ingress(context, "api-from-nodes", "nodes call the API", { ...fromNodes, ...tcp(https) }),
      ...spec.apiCidrs.map((cidrIpv4) =>
        ingress(context, `api-from-${cidrIpv4.replace("/", "-")}`, "a private network calls the API", {
          securityGroupId: controlPlane.id,
          cidrIpv4,
          ...tcp(https),
        }),
      ),
      ...spec.webhookPorts.flatMap((port) => [
        egress(context, `webhooks-${port}`, "the API calls kubelet and webhooks", { ...fromNodes, ...tcp(port) }),
        ingress(context, `webhooks-${port}`, "the API calls kubelet and webhooks", {
          ...fromControlPlane,
          ...tcp(port),
        }),
      ]),
      ingress(context, "between-nodes", "pods of all nodes; network policies decide between them", {
        securityGroupId: nodes.id,
        referencedSecurityGroupId: nodes.id,
        ipProtocol: "-1",
      }),
      egress(context, "from-nodes", "out through NAT and endpoints; network policies decide for pods", {
        securityGroupId: nodes.id,
        cidrIpv4: everywhere,
        ipProtocol: "-1",
      }),
    ],
  };
}

const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

function createGroup(
  context: ClusterContext,
  { vpcId }: SecurityGroupSpec,
  purpose: string,
  what: string,
  tags: Record<string, string> = {},
): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    `${context.name}-${purpose}`,
    { vpcId, description: `${context.name}: ${what}`, tags: { ...tagged(context, purpose), ...tags } },
    context.options,
  );
}

type IngressRule = Omit<aws.vpc.SecurityGroupIngressRuleArgs, "description" | "tags">;

function ingress(context: ClusterContext, purpose: string, description: string, rule: IngressRule): pulumi.Resource {
  return new aws.vpc.SecurityGroupIngressRule(
    `${context.name}-${purpose}`,
    { ...rule, description, tags: tagged(context, purpose) },
    context.options,
  );
}

type EgressRule = Omit<aws.vpc.SecurityGroupEgressRuleArgs, "description" | "tags">;

function egress(context: ClusterContext, purpose: string, description: string, rule: EgressRule): pulumi.Resource {
  return new aws.vpc.SecurityGroupEgressRule(
    `${context.name}-${purpose}`,
    { ...rule, description, tags: tagged(context, purpose) },
    context.options,
  );
}
