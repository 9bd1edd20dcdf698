import type { Registration } from "../../../cli/preview/types";
import { isProperties, isUnknown, unwrapSecrets } from "../../../cli/preview/wire";

/** A value that only a deployment knows, and what it would look like. */
interface KnownLater {
  /** Of the resource. */
  type: string;
  path: string;
  value: unknown;
}

const roleArn = "arn:aws:iam::123456789012:role/main-role-0a1b2c3";

export const knownLater: readonly KnownLater[] = [
  {
    type: "kubernetes:core/v1:ServiceAccount",
    path: "metadata.annotations.eks.amazonaws.com/role-arn",
    value: roleArn,
  },
  { type: "kubernetes:external-secrets.io/v1:ClusterSecretStore", path: "spec.provider.aws.role", value: roleArn },
  {
    type: "kubernetes:core/v1:PersistentVolume",
    path: "spec.csi.volumeHandle",
    value: "vol-0123456789abcdef0",
  },
  {
    type: "kubernetes:storage.k8s.io/v1:StorageClass",
    path: "parameters.kmsKeyId",
    value: "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-1111-2222-333344445555",
  },
];

/**
 * Inputs of a resource without unknowns and secrets. An unknown that the table does not name is an error: no field is
 * left out. `use` is told of the entries.
 */
export function knownInputs(
  { type, inputs }: Pick<Registration, "type" | "inputs">,
  use: (entry: KnownLater) => void = () => undefined,
): Record<string, unknown> {
  const fill = (value: unknown, path: string): unknown => {
    if (isUnknown(value)) {
      const entry = knownLater.find((each) => each.path === path && each.type === type);
      if (entry === undefined) {
        throw new Error(`${type}: ${path} is unknown, and test/admission/lab/known-later.ts has no value for it`);
      }
      use(entry);
      return entry.value;
    }
    if (Array.isArray(value)) return value.map((each, index) => fill(each, `${path}[${index}]`));
    if (!isProperties(value)) return value;
    const below = (key: string) => (path === "" ? key : `${path}.${key}`);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, below(key))]));
  };
  return fill(unwrapSecrets(inputs), "") as Record<string, unknown>;
}
