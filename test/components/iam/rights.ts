import * as pulumi from "@pulumi/pulumi";
import { CompliantCluster } from "../../../index";
import { isUnknown } from "../../../cli/preview/wire";
import { policyOf, shortUrn, sourceOf } from "../recorded";
import { record, type Recording } from "../../support/recorder";
import type { Target } from "./judge";

export type Policy = ReturnType<typeof policyOf>;

/** Where the tables are held: one region of each partition that differs in its names. */
export interface Site {
  partition: string;
  region: string;
  dnsSuffix: string;
  account: string;
}

const account = "123456789012";

export const sites: Site[] = [
  { partition: "aws", region: "eu-central-1", dnsSuffix: "amazonaws.com", account },
  { partition: "aws-us-gov", region: "us-gov-west-1", dnsSuffix: "amazonaws.com", account },
  { partition: "aws-cn", region: "cn-north-1", dnsSuffix: "amazonaws.com.cn", account },
];

const keyType = "aws:kms/key:Key";
const roleType = "aws:iam/role:Role";

/** What a deployment would give each key for an id. */
export const keyIds: Record<string, string> = {
  "main-secrets": "0a1b2c3d-0000-1111-2222-000000000001",
  "main-volumes": "0a1b2c3d-0000-1111-2222-000000000002",
  "main-logs": "0a1b2c3d-0000-1111-2222-000000000003",
};

export function keyArn({ partition, region, account }: Site, id: string): string {
  return `arn:${partition}:kms:${region}:${account}:key/${id}`;
}

export function roleArn({ partition, account }: Site, name: string): string {
  return `arn:${partition}:iam::${account}:role/${name}`;
}

/**
 * Records a cluster named `main` whose keys have ARNs, so that the policies which name them are known. The preview gives
 * back as outputs what it got as inputs, so that is where they are put.
 */
export function recordWithArns(site: Site): Promise<Recording> {
  return record(
    () => {
      pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
        if (type !== keyType) return undefined;
        const id = keyIds[name];
        if (id === undefined) throw new Error(`test/components/iam/rights.ts has no id for the key "${name}"`);
        return { props: { ...(props as object), arn: keyArn(site, id) }, opts };
      });
      new CompliantCluster("main");
    },
    { region: site.region, account: site.account },
  );
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

/** The roles of a recorded cluster, with whatever is put on each. */
export function rolesOf(recording: Recording): Record<string, RoleRights> {
  const of = (type: string, role: string, property: string) =>
    recording
      .ofType(type)
      .filter((each) => sourceOf(each, "role").includes(`${roleType}::${role}`))
      .map(({ urn, inputs }) => {
        if (isUnknown(inputs[property])) throw new Error(`${shortUrn(urn)}: its ${property} is unknown in a preview`);
        return inputs[property] as string;
      });
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
