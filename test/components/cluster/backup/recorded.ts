import * as pulumi from "@pulumi/pulumi";
import { defaultRegimes, posture, type Regime } from "../../../../catalogue";
import {
  type BackupArgs,
  type BackupHandle,
  createBackupStore,
  resolveBackup,
} from "../../../../components/cluster/backup";
import { findPlace } from "../../../../components/aws";
import { resolveResidency } from "../../../../components/cluster/residency";
import { record, type Recording } from "../../../support/recorder";

export interface Setup {
  name?: string;
  args?: BackupArgs;
  regimes?: readonly Regime[];
  /** Where the provider deploys. */
  region?: string;
  /** Where the stack says it is, before anything is registered. */
  claimed?: string;
  protect?: boolean;
  /** Whether buckets and keys have ARNs, as a deployment would give them. */
  arns?: boolean;
}

export const partitions: Record<string, string> = { "us-gov-west-1": "aws-us-gov", "cn-north-1": "aws-cn" };
const rotation = { deletionWindowDays: 30, rotationDays: 365 };

export function arnOf(type: string, name: string, partition: string): string | undefined {
  if (type === "aws:s3/bucket:Bucket") return `arn:${partition}:s3:::${name}`;
  return type === "aws:kms/key:Key" ? `arn:${partition}:kms:elsewhere:123456789012:key/${name}` : undefined;
}

export async function recordStore(
  setup: Setup = {},
): Promise<{ recording: Recording; handle: BackupHandle | undefined }> {
  const {
    name = "main",
    args = {},
    regimes = defaultRegimes,
    region = "eu-central-1",
    claimed,
    protect = true,
  } = setup;
  const partition = partitions[region] ?? "aws";
  let handle: BackupHandle | undefined;
  const recording = await record(
    () => {
      if (setup.arns === true) giveArns(partition);
      const parent = new pulumi.ComponentResource("test:index:Part", name);
      const asked = { name, posture: posture(regimes), ...(claimed === undefined ? {} : { region: claimed }) };
      const residency = resolveResidency({}, asked, []);
      const context = { name, clusterName: name, tags: {}, protect, place: findPlace(parent), options: { parent } };
      const key = { arn: pulumi.output(`arn:${partition}:kms:${region}:123456789012:key/first`) };
      handle = createBackupStore(context, resolveBackup(args, asked, residency, []), { key, rotation, residency });
    },
    { region },
  );
  return { recording, handle };
}

function giveArns(partition: string): void {
  pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
    const arn = arnOf(type, name, partition);
    return arn === undefined ? undefined : { props: { ...(props as object), arn }, opts };
  });
}

/** How many resources of each type, but for the component and the stack. */
export function countsOf({ registrations }: Recording): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of registrations.filter((each) => each.type.startsWith("aws:"))) {
    counts[type.split(":").at(-1)!] = (counts[type.split(":").at(-1)!] ?? 0) + 1;
  }
  return counts;
}
