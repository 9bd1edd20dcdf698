import { ec2 } from "./ec2";
import { eks } from "./eks";
import { iam } from "./iam";
import type { Identity } from "./identity";
import { registry } from "./registry";
import { s3 } from "./s3";
import { watching } from "./watching";

export type { Identity } from "./identity";
export { clusterGroups, clusterKinds, kubernetesIdentity } from "./kubernetes";
export { nameLimits } from "./limits";

/**
 * Ids of AWS resources: server-side ones are new each time, so a create that nobody heard of leaves a second resource. The
 * ids are composed as the files named in `replace/` do it. A call that overwrites has no error for what exists in its
 * service's model.
 */
export const awsIdentities: Record<string, Identity> = { ...ec2, ...eks, ...iam, ...registry, ...s3, ...watching };

/** For a type that the table does not name: its name where it has one, and a new id otherwise. */
export function awsIdentity(type: string, named: boolean): Identity {
  const kind = type.split(":")[2]?.toLowerCase() ?? "";
  return (
    awsIdentities[type] ??
    (named ? { id: "{inputs.name}", exists: "AlreadyExists: {inputs.name} already exists" } : { id: `${kind}-{hex17}` })
  );
}
