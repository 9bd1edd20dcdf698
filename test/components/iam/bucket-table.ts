import { bucketActions, objectActions } from "./bucket-targets";
import { anybody, everything, knowing, role, service, source } from "./callers";
import type { Caller } from "./judge";
import { abroad, elsewhere, keyArn, keyIds, otherOwnAccount, type Site, trailArn } from "./sites";

interface Row {
  caller: (site: Site) => Caller;
  /** By target; what is not named must be denied. */
  may?: Record<string, string[]>;
}

const plain = { "aws:SecureTransport": "false" };
const tls = (version: string) => ({ "aws:SecureTransport": "true", "s3:TlsVersion": version });
const owned = { "s3:x-amz-acl": "bucket-owner-full-control" };

/** Versions that only the lifecycle ends. */
const kept = ["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"];
const withoutKept = objectActions.filter((action) => !kept.includes(action));

/** What IAM decides alone: everything, but for what the buckets refuse to everybody. */
const decidedByIam: Record<string, string[]> = {
  "the bucket main-audit-trail": bucketActions,
  "an object in main-audit-trail": withoutKept,
  "a file of the trail": withoutKept,
  "a file of another account's trail": withoutKept,
  "the bucket main-backup": bucketActions,
  "an object in main-backup": withoutKept,
  "the bucket main-backup-replica": bucketActions,
  "an object in main-backup-replica": withoutKept,
};

/** The same for who names another key, or another way to encrypt. */
const decidedByIamButWrites = {
  ...decidedByIam,
  "an object in main-backup": withoutKept.filter((action) => action !== "s3:PutObject"),
};

/** Who may do what with which bucket. Every caller is asked for every action on each, and on what is in it. */
export const bucketTable: Record<string, Row> = {
  "a role that IAM lets do everything in S3": { caller: (site) => deployer(site, tls("1.2")), may: decidedByIam },
  "that role, of whose connection nothing is known": { caller: (site) => deployer(site, {}), may: decidedByIam },
  "that role, without TLS": { caller: (site) => deployer(site, plain) },
  "that role, with TLS 1.1": { caller: (site) => deployer(site, tls("1.1")) },
  "that role, which names KMS and nothing else": {
    caller: (site) => deployer(site, { ...tls("1.3"), ...encryption("aws:kms") }),
    may: decidedByIam,
  },
  "that role, which names KMS and the bucket's key": {
    caller: (site) =>
      deployer(site, { ...tls("1.3"), ...encryption("aws:kms", keyArn(site, keyIds["main-backups"]!)) }),
    may: decidedByIam,
  },
  "that role, which names another key of the cluster": {
    caller: (site) => deployer(site, { ...tls("1.3"), ...encryption("aws:kms", keyArn(site, keyIds["main-logs"]!)) }),
    may: decidedByIamButWrites,
  },
  "that role, which names a key of another account": {
    caller: (site) =>
      deployer(site, { ...tls("1.3"), ...encryption("aws:kms", keyArn(elsewhere(site), keyIds["main-backups"]!)) }),
    may: decidedByIamButWrites,
  },
  "that role, which wants S3's own keys": {
    caller: (site) => deployer(site, { ...tls("1.3"), ...encryption("AES256") }),
    may: decidedByIamButWrites,
  },
  "a role of the account of which IAM says nothing": { caller: (site) => role(site, "bystander", [], tls("1.3")) },
  "a role of another account of the owner that may do everything in S3": {
    caller: (site) => deployer({ ...site, account: otherOwnAccount }, tls("1.3")),
  },
  "a role of somebody else's account that may do everything in S3": {
    caller: (site) => deployer(elsewhere(site), tls("1.3")),
  },
  "anybody without credentials": { caller: () => knowing(anybody, tls("1.3")) },
  "CloudTrail, for the cluster's trail": {
    caller: (site) => trail(site, "main-audit", owned),
    may: { "the bucket main-audit-trail": ["s3:GetBucketAcl"], "a file of the trail": ["s3:PutObject"] },
  },
  "CloudTrail, for the cluster's trail, without giving the file away": {
    caller: (site) => trail(site, "main-audit"),
    may: { "the bucket main-audit-trail": ["s3:GetBucketAcl"] },
  },
  "CloudTrail, for the cluster's trail, without TLS": {
    caller: (site) => trail(site, "main-audit", { ...owned, ...plain }),
  },
  "CloudTrail, for another trail of the account": { caller: (site) => trail(site, "main-audit2", owned) },
  "CloudTrail, for a trail of that name in another account": {
    caller: (site) => trail(elsewhere(site), "main-audit", owned),
  },
  "CloudTrail, for a trail of that name in another region": {
    caller: (site) => trail(abroad(site), "main-audit", owned),
  },
  "CloudTrail, for nothing in particular": { caller: () => service("cloudtrail.amazonaws.com", owned) },
  "another service, in the name of the trail": {
    caller: (site) => ({ ...trail(site, "main-audit", owned), principal: "config.amazonaws.com" }),
  },
  "S3 itself": { caller: (site) => service("s3.amazonaws.com", { "aws:SourceAccount": site.account, ...owned }) },
};

function deployer(site: Site, context: Record<string, string>): Caller {
  return role(site, "deployer", everything("s3:*"), context);
}

function trail(site: Site, name: string, context: Record<string, string> = {}): Caller {
  return service("cloudtrail.amazonaws.com", { ...tls("1.3"), ...source(trailArn(site, name)), ...context });
}

/** What the headers of a write ask for. */
function encryption(algorithm: string, key?: string): Record<string, string> {
  const header = "s3:x-amz-server-side-encryption";
  return { [header]: algorithm, ...(key !== undefined && { [`${header}-aws-kms-key-id`]: key }) };
}
