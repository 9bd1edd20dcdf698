import * as pulumi from "@pulumi/pulumi";
import { CompliantCluster, type CompliantClusterArgs } from "../../../index";
import { policyDocument, type Statement } from "../../../components/aws";
import { WorkloadIdentity } from "../../../components/cluster/identity";
import { containsUnknown } from "../../../cli/preview/wire";
import { policyOf, shortUrn, sourceOf } from "../recorded";
import { record, type Recording } from "../../support/recorder";
import type { Target } from "./judge";
import {
  archiveBucket,
  bucketArn,
  inSecond,
  issuer,
  issuerArn,
  keyArn,
  keyIds,
  otherKeyIds,
  otherOwnAccount,
  regional,
  roleArn,
  type Site,
  topicArn,
  vpcId,
} from "./sites";
import { hearPolicies, type WrittenPolicy } from "./written-policies";

export type Policy = ReturnType<typeof policyOf>;

const keyType = "aws:kms/key:Key";
const roleType = "aws:iam/role:Role";
const bucketType = "aws:s3/bucket:Bucket";
const vpcType = "aws:ec2/vpc:Vpc";

/** Statements as AWS gets them. */
export function render(...statements: Statement[]): Promise<Policy> {
  return new Promise((resolve) => void policyDocument(...statements).apply((text) => resolve(policyOf(text))));
}

type Props = Record<string, unknown>;

/** What a deployment would answer, and policies name; by type. */
const answers: Record<string, (site: Site, name: string, props: Props) => Props> = {
  [keyType]: (site, name, { region = site.region }) => {
    const id = keyIds[name];
    if (id === undefined) throw new Error(`test/components/iam/sites.ts has no id for the key "${name}"`);
    return {
      arn: pulumi.output(region as pulumi.Input<string>).apply((where) => keyArn({ ...site, region: where }, id)),
    };
  },
  [bucketType]: (site, name) => ({ arn: bucketArn(site, name) }),
  "aws:sns/topic:Topic": (site, name) => ({ arn: topicArn(site, name) }),
  "aws:eks/cluster:Cluster": (site) => ({ identities: [{ oidcs: [{ issuer: `https://${issuer(site)}` }] }] }),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": (site) => ({ arn: issuerArn(site) }),
  [roleType]: (site, name) => ({ arn: roleArn(site, name) }),
  "aws:cloudwatch/logGroup:LogGroup": (site, _name, { name }) => ({
    arn: pulumi.interpolate`${regional(site, "logs", "log-group:")}${name}`,
  }),
  "aws:cloudwatch/logStream:LogStream": (site, _name, { logGroupName, name }) => ({
    arn: pulumi.interpolate`${regional(site, "logs", "log-group:")}${logGroupName}:log-stream:${name}`,
  }),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (site, _name, { name }) => ({
    arn: pulumi.interpolate`${regional(site, "firehose", "deliverystream/")}${name}`,
  }),
};

/** What a deployment would give for an id, where policies name it; by type. */
const ids: Record<string, (name: string) => string> = { [bucketType]: (name) => name, [vpcType]: () => vpcId };

/** An id is no property, so it cannot be put among the inputs: the resource itself is made to give it. */
function giveId(resource: pulumi.Resource, id: string): void {
  Object.defineProperty(resource, "id", { get: () => resource.urn.apply(() => id), set: () => undefined });
}

export interface RecordedRights extends Recording {
  /** Every policy that was rendered, with the reasons of its statements. */
  written: WrittenPolicy[];
}

const recordings = new Map<string, Promise<RecordedRights>>();

/** The cluster of a site, recorded once for all tables. */
export function recordWithArns(
  site: Site,
  mechanism: WorkloadIdentity = WorkloadIdentity.PodIdentity,
): Promise<RecordedRights> {
  const key = `${site.partition} ${mechanism}`;
  const known = recordings.get(key) ?? recordOnce(site, mechanism);
  recordings.set(key, known);
  return known;
}

/**
 * Records a cluster named `main`, with whatever makes further policies, whose keys, buckets and so on have ARNs, so that
 * the policies which name them are known. The preview gives back as outputs what it got as inputs, so that is where
 * they are put.
 */
async function recordOnce(site: Site, mechanism: WorkloadIdentity): Promise<RecordedRights> {
  const program = (tell: (value: unknown) => void) => {
    pulumi.runtime.registerStackTransformation(({ type, name, props, opts, resource }) => {
      const answer = answers[type];
      if (type in ids) giveId(resource, ids[type]!(name));
      Object.values(props).forEach(tell);
      return answer && { props: { ...props, ...answer(site, name, props) }, opts };
    });
    new CompliantCluster("main", {
      region: site.region,
      regimes: ["pci-dss"],
      identity: { mechanism },
      network: { endpoints: { s3Accounts: [otherOwnAccount] } },
      storage: { accountEncryption: {} },
      auditTrail: { dataEvents: true },
      alerts: { subscriptions: [{ protocol: "email", endpoint: "security@example.com" }] },
      registry: { repositories: { api: {} }, scanning: {} },
      ...addonsOf(site),
    });
  };
  const { result, written } = await hearPolicies((tell) =>
    record(() => program(tell), { region: site.region, account: site.account }),
  );
  return { ...result, written };
}

/** Add-ons with whatever gives them a further role, or a further right. */
function addonsOf(site: Site): CompliantClusterArgs {
  const paymentsKey = keyArn(inSecond(site), otherKeyIds.payments);
  return {
    loadBalancerController: { shield: true },
    trivy: { registryAccounts: [otherOwnAccount] },
    externalSecrets: {
      stores: {
        platform: { namespaces: { names: ["harbor"] }, awsSecretsManager: { prefixes: ["harbor"] } },
        payments: {
          namespaces: { labels: { team: "payments" } },
          awsSecretsManager: { prefixes: ["payments", "shared/cards"], region: site.second, keyArns: [paymentsKey] },
        },
      },
    },
    fluentBit: { archive: { bucketName: archiveBucket, keyArn: keyArn(site, otherKeyIds.archive) } },
  };
}

export interface RoleRights {
  trust: Policy;
  own: Policy[];
  /** ARNs of the policies that AWS manages. What they say is not in this repository, and nothing here judges it. */
  attached: string[];
}

/** The keys of a recorded cluster, as targets. */
export function keysOf(recording: Recording, site: Site): Record<string, Target> {
  return Object.fromEntries(
    recording
      .ofType(keyType)
      .map(({ name, inputs }) => [
        name,
        { arn: inputs["arn"] as string, account: site.account, policy: policyOf(inputs["policy"]) },
      ]),
  );
}

/** The buckets of a recorded cluster, as targets; each has exactly one policy. */
export function bucketsOf(recording: Recording, site: Site): Record<string, Target> {
  return Object.fromEntries(
    recording.ofType(bucketType).map(({ name, inputs }) => {
      const policies = textsOf(recording, "aws:s3/bucketPolicy:BucketPolicy", "bucket", `${bucketType}::${name}`);
      if (policies.length !== 1) throw new Error(`the bucket ${name} has ${policies.length} policies`);
      return [name, { arn: inputs["arn"] as string, account: site.account, policy: policyOf(policies[0]) }];
    }),
  );
}

/** The topic of a recorded cluster, as a target. */
export function topicOf(recording: Recording, site: Site): Target {
  const { arn } = recording.one("aws:sns/topic:Topic").inputs;
  const { policy } = recording.one("aws:sns/topicPolicy:TopicPolicy").inputs;
  return { arn: arn as string, account: site.account, policy: policyOf(policy) };
}

/** What the way to S3 lets through. */
export function gatewayPolicyOf(recording: Recording): Policy {
  return policyOf(recording.one("aws:ec2/vpcEndpoint:VpcEndpoint", "main-endpoint-s3").inputs["policy"]);
}

/** The roles of a recorded cluster, with whatever is put on each. */
export function rolesOf(recording: Recording): Record<string, RoleRights> {
  const of = (type: string, role: string, property: string) =>
    textsOf(recording, type, "role", `${roleType}::${role}`, property);
  return Object.fromEntries(
    recording.ofType(roleType).map(({ name, inputs }) => [
      name,
      {
        trust: policyOf(inputs["assumeRolePolicy"]),
        own: of("aws:iam/rolePolicy:RolePolicy", name, "policy").map(policyOf),
        attached: of("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, "policyArn").sort(),
      },
    ]),
  );
}

/** One property of all resources of a type that are put on something, which another property names. */
function textsOf(recording: Recording, type: string, link: string, to: string, property = "policy"): string[] {
  return recording
    .ofType(type)
    .filter((each) => sourceOf(each, link).includes(to))
    .map(({ urn, inputs }) => {
      if (containsUnknown(inputs[property]))
        throw new Error(`${shortUrn(urn)}: its ${property} is unknown in a preview`);
      return inputs[property] as string;
    });
}
