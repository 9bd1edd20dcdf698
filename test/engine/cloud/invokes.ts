import { account, callerArn, dnsSuffixOf, partitionOf, zonesOf } from "./account";
import type { Cloud } from "./cloud";
import { type Properties, text } from "./values";

/** Answers of the AWS stand-in. A region in the arguments goes before the provider's. */
const answers: Record<string, (args: Properties, region: string) => Properties> = {
  "aws:iam/getSessionContext:getSessionContext": (args, region) => {
    const arn = text(args["arn"]) ?? callerArn(region);
    const [, partition, id, role, session] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
    return role === undefined
      ? { id: arn, arn, issuerArn: arn, issuerId: "", issuerName: "", sessionName: "" }
      : {
          id: arn,
          arn,
          issuerArn: `arn:${partition}:iam::${id}:role/${role}`,
          issuerId: "AROALABORATORY",
          issuerName: role,
          sessionName: session,
        };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, region) => {
    const left = zonesOf(region).filter(
      ({ name, id }) => !listed(args["excludeNames"], name) && !listed(args["excludeZoneIds"], id),
    );
    return {
      ...args,
      id: region,
      region,
      groupNames: [region],
      names: left.map(({ name }) => name),
      zoneIds: left.map(({ id }) => id),
    };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": (_args, region) => ({
    id: account.id,
    accountId: account.id,
    arn: callerArn(region),
    userId: `AROALABORATORY:${account.callerSession}`,
  }),
  "aws:index/getPartition:getPartition": (_args, region) => ({
    id: partitionOf(region),
    partition: partitionOf(region),
    dnsSuffix: dnsSuffixOf(region),
    reverseDnsPrefix: dnsSuffixOf(region).split(".").reverse().join("."),
  }),
  "aws:index/getRegion:getRegion": (_args, region) => ({
    id: region,
    region,
    name: region,
    description: region,
    endpoint: `ec2.${region}.${dnsSuffixOf(region)}`,
  }),
  "aws:index/getServicePrincipal:getServicePrincipal": (args, region) => {
    const service = String(args["serviceName"]);
    return {
      id: `${service}.${region}.amazonaws.com`,
      name: `${service}.amazonaws.com`,
      region,
      serviceName: service,
      suffix: "amazonaws.com",
    };
  },
  "aws:ssm/getParameter:getParameter": (args, region) => {
    const name = String(args["name"]);
    const value = recommendedRelease(name);
    if (value === undefined) throw new Error(`the stand-in for AWS has no answer to aws:ssm/getParameter of ${name}`);
    return {
      ...args,
      id: name,
      arn: `arn:${partitionOf(region)}:ssm:${region}::parameter${name}`,
      region,
      type: "String",
      value,
      insecureValue: value,
      version: 1,
    };
  },
};

/** The release that a public parameter names, of a day that no pin has. */
function recommendedRelease(name: string): string | undefined {
  if (/^\/aws\/service\/bottlerocket\/aws-k8s-[^/]+\/[^/]+\/latest\/image_version$/.test(name))
    return "1.99.0-0123abcd";
  const image =
    /^\/aws\/service\/eks\/optimized-ami\/([\d.]+)\/amazon-linux-2023\/[^/]+\/standard\/recommended\/release_version$/;
  const version = image.exec(name)?.[1];
  return version === undefined ? undefined : `${version}.99-20991231`;
}

/** What is looked up in the cloud by its id, and the service's words where it is not there. */
const lookups: Record<string, { type: string; missing: string }> = {
  "aws:ec2/getSubnet:getSubnet": { type: "aws:ec2/subnet:Subnet", missing: "no matching EC2 Subnet found" },
  "aws:ec2/getVpc:getVpc": { type: "aws:ec2/vpc:Vpc", missing: "no matching EC2 VPC found" },
};

export function answerInvoke(cloud: Cloud, token: string, args: Properties, region: string): Properties {
  const lookup = lookups[token];
  if (lookup !== undefined) {
    const found = cloud.get({ type: lookup.type, id: String(args["id"]) });
    if (found === undefined) throw new Error(`${lookup.missing}: ${String(args["id"])}`);
    return { ...found.outputs, id: found.id };
  }
  const answer = answers[token];
  if (answer === undefined) throw new Error(`the stand-in for AWS has no answer to ${token}`);
  return answer(args, text(args["region"]) ?? region);
}

function listed(list: unknown, value: string): boolean {
  return Array.isArray(list) && list.includes(value);
}
