import { isProperties, type Properties, shown, text, valueAt } from "../values";
import { fits, listed, missingRole, statementsOf } from "./policies";
import type { Refusals, Refuse, World } from "./refusal";

const lockConfiguration = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";

const forbiddenStarts = ["xn--", "sthree-", "amzn-s3-demo-"];
const forbiddenEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

const refuseName: Refuse = ({ bucket }) => {
  const name = shown(bucket);
  const form = /^[a-z0-9](?:[a-z0-9-]|\.(?!\.))+[a-z0-9]$/.test(name) && name.length <= 63;
  const odd =
    /^\d+(?:\.\d+){3}$/.test(name) ||
    forbiddenStarts.some((start) => name.startsWith(start)) ||
    forbiddenEnds.some((end) => name.endsWith(end));
  return form && !odd ? undefined : `InvalidBucketName: The specified bucket is not valid: ${name}`;
};

const refusePolicy: Refuse = ({ bucket, policy }, world) => {
  const statements = statementsOf(policy);
  if (typeof statements === "string") return `MalformedPolicy: ${statements}`;
  if (missingRole(statements, world) !== undefined) return "MalformedPolicy: Invalid principal in policy";
  const own = [`arn:*:s3:::${shown(bucket)}`, `arn:*:s3:::${shown(bucket)}/*`];
  const foreign = statements.flatMap((each) => listed(each["Resource"])).find((arn) => !fits(arn, own));
  return foreign === undefined ? undefined : `MalformedPolicy: Policy has invalid resource: ${foreign}`;
};

/** Whether a bucket was made with a lock, or has got one. */
function isLocked(world: World, bucket: unknown): boolean {
  return (
    world.find("aws:s3/bucket:Bucket", bucket)?.inputs["objectLockEnabled"] === true ||
    world.of(lockConfiguration).some(({ inputs }) => inputs["bucket"] === bucket)
  );
}

/** A bucket with a lock has versions from its start. */
function isVersioned(world: World, bucket: unknown): boolean {
  const setting = world.of(versioningType).find(({ inputs }) => inputs["bucket"] === bucket);
  const status = valueAt(setting?.outputs, "versioningConfiguration.status");
  return status === "Enabled" || isLocked(world, bucket);
}

const refuseVersioning: Refuse = (inputs, world) =>
  valueAt(inputs, "versioningConfiguration.status") !== "Enabled" && isLocked(world, inputs["bucket"])
    ? "InvalidBucketState: An Object Lock configuration is present on this bucket, so the versioning state cannot be changed."
    : undefined;

const refuseLock: Refuse = (inputs, world) => {
  if (!isVersioned(world, inputs["bucket"])) {
    return "InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration";
  }
  const retention = valueAt(inputs, "rule.defaultRetention");
  if (!isProperties(retention)) return undefined;
  const { days, years } = retention;
  if ((days === undefined) === (years === undefined)) return "MalformedXML: Default retention needs days or years";
  const fine = Number(days ?? years) >= 1 && Number(days ?? 0) <= 36_500 && Number(years ?? 0) <= 100;
  return fine ? undefined : "InvalidRetentionPeriod: Default retention period must be a positive integer value";
};

const refuseLifecycle: Refuse = ({ rules }) => {
  for (const rule of rulesOf(rules)) {
    const days = valueAt(rule, "expiration.days");
    const marker = valueAt(rule, "expiration.expiredObjectDeleteMarker");
    if (days !== undefined && marker !== undefined) return "MalformedXML: days beside expiredObjectDeleteMarker";
    const noncurrent = valueAt(rule, "noncurrentVersionExpiration.noncurrentDays");
    if ([days, noncurrent].some((each) => each !== undefined && !(Number(each) >= 1)))
      return "InvalidArgument: 'Days' for Expiration action must be a positive integer";
  }
  return undefined;
};

const refuseReplication: Refuse = ({ bucket, rules }, world) => {
  if (!isVersioned(world, bucket)) {
    return "InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration";
  }
  return rulesOf(rules)
    .map((rule) => refuseRule(rule, bucket, world))
    .find((said) => said !== undefined);
};

function refuseRule(rule: Properties, source: unknown, world: World): string | undefined {
  const destination = world.find("aws:s3/bucket:Bucket", valueAt(rule, "destination.bucket"));
  if (!isVersioned(world, destination?.id)) return "InvalidRequest: Destination bucket must have versioning enabled.";
  if (isLocked(world, source) && !isLocked(world, destination?.id)) {
    return "InvalidRequest: DstBucketObjectLockConfigMissing: a locked bucket is copied to a locked one only";
  }
  if (rule["filter"] !== undefined && rule["deleteMarkerReplication"] === undefined) {
    return "InvalidRequest: DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema.";
  }
  const selected = valueAt(rule, "sourceSelectionCriteria.sseKmsEncryptedObjects.status") === "Enabled";
  const keyArn = text(valueAt(rule, "destination.encryptionConfiguration.replicaKmsKeyId"));
  if (selected !== (keyArn !== undefined)) {
    return "InvalidRequest: SseKmsEncryptedObjects and EncryptionConfiguration must be specified together.";
  }
  const key = world.find("aws:kms/key:Key", keyArn);
  return key !== undefined && key.outputs["region"] !== destination?.outputs["region"]
    ? "InvalidRequest: The KMS key for replicas must be in the region of the destination bucket."
    : undefined;
}

function rulesOf(rules: unknown): Properties[] {
  return Array.isArray(rules) ? (rules as unknown[]).filter(isProperties) : [];
}

export const s3: Refusals = {
  "aws:s3/bucket:Bucket": [refuseName],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": [refuseLifecycle],
  [lockConfiguration]: [refuseLock],
  "aws:s3/bucketPolicy:BucketPolicy": [refusePolicy],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": [refuseReplication],
  [versioningType]: [refuseVersioning],
};
