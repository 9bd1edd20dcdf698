import { account, callerArn, dnsSuffixOf, partitionOf, zonesOf } from "./account";
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
};

export function answerInvoke(token: string, args: Properties, region: string): Properties {
  const answer = answers[token];
  if (answer === undefined) throw new Error(`the stand-in for AWS has no answer to ${token}`);
  return answer(args, text(args["region"]) ?? region);
}

function listed(list: unknown, value: string): boolean {
  return Array.isArray(list) && list.includes(value);
}
