import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Place } from "../../foundations/partition";
import { type ClusterContext, having, policyDocument, statement, type Statement, tagged } from "../../aws";
import type { VpcEndpointSettings } from "./endpoint-settings";
import { type EndpointService, gatewayServiceName, interfaceServiceName } from "./endpoint-services";
import type { NetworkSite } from "./site";

/**
 * The ways to services of AWS that do not leave the VPC: an interface for each service, and the gateway to S3. Returns
 * what a node needs before it can join.
 */
export function createEndpoints(
  context: ClusterContext,
  { services, s3Accounts }: VpcEndpointSettings,
  site: NetworkSite,
): pulumi.Resource[] {
  const gateway = site.routeTableIds.length === 0 ? [] : [createGateway(context, s3Accounts, site)];
  if (services.length === 0) return gateway;
  const { group, rules } = createGroup(context, site);
  const interfaces = services.map((service) => createInterface(context, service, group, rules, site));
  return [...rules, ...interfaces, ...gateway];
}

const https = { fromPort: 443, toPort: 443 };

/**
 * Whoever is in a private or an isolated subnet may call an endpoint; an endpoint calls nobody. A VPC that exists has others
 * in it, to whom the names of the services lead here as well: it is admitted as a whole. The number of its ranges may be
 * unknown in a preview, so there the rule stands in the group.
 */
function createGroup(
  context: ClusterContext,
  { vpcId, privates, isolated, ranges }: NetworkSite,
): { group: aws.ec2.SecurityGroup; rules: pulumi.Resource[] } {
  const { name, options } = context;
  const whole = { description: "HTTPS from the VPC", protocol: "tcp", ...https };
  const group = new aws.ec2.SecurityGroup(
    `${name}-endpoints`,
    {
      description: `${name}: VPC endpoints`,
      vpcId,
      ...(ranges === undefined ? {} : { ingress: [{ ...whole, cidrBlocks: ranges }] }),
      tags: tagged(context, "endpoints"),
    },
    options,
  );
  if (ranges !== undefined) return { group, rules: [] };
  const callers = Object.entries({ private: privates, isolated }).flatMap(([kind, subnets]) =>
    subnets.map(({ cidr }, index) => ({ role: `${kind}-${index}`, cidr })),
  );
  const rules = callers.map(
    ({ role, cidr }) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-endpoints-${role}`,
        {
          securityGroupId: group.id,
          description: `HTTPS from ${role}`,
          ipProtocol: "tcp",
          ...https,
          cidrIpv4: cidr,
          tags: tagged(context, `endpoints-${role}`),
        },
        options,
      ),
  );
  return { group, rules };
}

function createInterface(
  context: ClusterContext,
  service: EndpointService,
  group: aws.ec2.SecurityGroup,
  rules: pulumi.Resource[],
  { vpcId, endpointSubnetIds, addresses }: NetworkSite,
): aws.ec2.VpcEndpoint {
  const role = `endpoint-${service.replaceAll(".", "-")}`;
  return new aws.ec2.VpcEndpoint(
    `${context.name}-${role}`,
    {
      vpcId,
      vpcEndpointType: "Interface",
      serviceName: interfaceServiceName(context.place, service),
      subnetIds: endpointSubnetIds,
      securityGroupIds: [group.id],
      privateDnsEnabled: true,
      tags: tagged(context, role),
    },
    // As soon as it is there, the service's name leads to it, and without the rules to a closed door. The addresses are for
    // the way down: Pulumi deletes what is of one depth together, so NAT gateways and endpoints go in one wave.
    having(context, { dependsOn: [...rules, ...addresses] }),
  );
}

function createGateway(
  context: ClusterContext,
  s3Accounts: string[],
  { vpcId, routeTableIds, addresses }: NetworkSite,
): aws.ec2.VpcEndpoint {
  return new aws.ec2.VpcEndpoint(
    `${context.name}-endpoint-s3`,
    {
      vpcId,
      vpcEndpointType: "Gateway",
      serviceName: gatewayServiceName(context.place),
      routeTableIds,
      policy: policyDocument(...s3GatewayStatements(context.place, s3Accounts)),
      tags: tagged(context, "endpoint-s3"),
    },
    having(context, { dependsOn: addresses }),
  );
}

/**
 * What may pass the S3 gateway. Credentials of a foreign account could carry data out of the VPC into a bucket of that
 * account, past every policy of ours, so they may not write.
 */
function s3GatewayStatements({ account }: Place, others: string[]): Statement[] {
  return [
    statement({
      Sid: "OwnPrincipals",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: "s3:*",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": [account, ...others] } },
      because: "a gateway only sets bounds; principals of our accounts have their own policies, and the bucket has its",
    }),
    statement({
      Sid: "EverybodyReads",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: "s3:GetObject",
      Resource: "*",
      because:
        "layers of ECR and of public registries, and packages of the nodes' systems, come from buckets of others, signed by others or by nobody",
    }),
  ];
}
