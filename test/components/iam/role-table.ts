import { addonTable } from "./addon-table";
import type { Caller, Context } from "./judge";
import { cryptography } from "./key-actions";
import type { RoleRights } from "./rights";
import { cachedRepositories, ownRepositories } from "./role-targets";
import { situations } from "./situations";
import { roleArn, type Site } from "./sites";

/** By situation, and then by target, the actions that are allowed; all else must be denied. */
type Rights = Record<string, Record<string, string[]>>;

export interface Row {
  /** Policies that AWS manages; only their names are held here. */
  attached: string[];
  /** What our own policies allow. */
  may: Rights;
}

/** The roles of a cluster in one place. */
export function roleTable({ partition }: Site): Record<string, Row> {
  const caches = partition === "aws";
  return {
    "main-cluster": {
      attached: ["AmazonEKSClusterPolicy"],
      may: always({ "main-secrets": ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ListGrants"] }),
    },
    "main-nodes": {
      attached: ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodeMinimalPolicy"],
      may: {
        directly: {
          ...(caches && cached("ecr:CreateRepository", "ecr:BatchImportUpstreamImage")),
          everything: ["ec2:DescribeInstances"],
        },
      },
    },
    "main-cni": { attached: ["AmazonEKS_CNI_Policy"], may: {} },
    "main-ebs-csi": {
      attached: ["service-role/AmazonEBSCSIDriverPolicyV2"],
      may: {
        "through EC2": { "main-volumes": [...cryptography, "kms:DescribeKey"] },
        "with the context of the bucket of backups, but not through S3": {
          "main-volumes": [...cryptography, "kms:DescribeKey"],
        },
        "in a grant to a service of AWS": { "main-volumes": ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"] },
      },
    },
    "main-flow-logs": {
      attached: [],
      may: {
        directly: {
          "the log group of the flow logs": ["logs:DescribeLogStreams"],
          "a stream of the flow logs": ["logs:CreateLogStream", "logs:PutLogEvents"],
          everything: ["logs:DescribeLogGroups"],
        },
      },
    },
    "main-audit-trail": {
      attached: [],
      may: {
        directly: {
          "the stream of the audit trail": ["logs:CreateLogStream", "logs:PutLogEvents"],
          "the third stream of the audit trail": ["logs:CreateLogStream", "logs:PutLogEvents"],
        },
      },
    },
    "main-backup-replica": { attached: [], may: replication },
    ...(caches && {
      "main-registry-caches": {
        attached: [],
        may: {
          ...always({ "main-registry": ["kms:DescribeKey", "kms:CreateGrant", "kms:RetireGrant"] }),
          directly: {
            "main-registry": ["kms:DescribeKey", "kms:CreateGrant", "kms:RetireGrant"],
            ...cached("ecr:CreateRepository", "ecr:TagResource"),
          },
        },
      },
    }),
    ...addonTable(caches ? cachedNames : [], caches ? ownNames : [...cachedNames, ...ownNames]),
  };
}

const replicated = ["GetObjectVersionForReplication", "GetObjectVersionAcl", "GetObjectVersionTagging"].map(
  (name) => `s3:${name}`,
);

/** What S3 documents for replication between two buckets of one account, of what KMS encrypts. */
const replication: Rights = {
  directly: {
    "the bucket main-backup": ["s3:ListBucket", "s3:GetReplicationConfiguration"],
    "an object in main-backup": replicated,
    "an object beside Velero's folder": replicated,
    "an object in main-backup-replica": ["s3:ReplicateObject", "s3:ReplicateTags"],
  },
  "through S3, for the bucket of backups": { "main-backups": ["kms:Decrypt"] },
  "through S3, for an object in the bucket of backups": { "main-backups": ["kms:Decrypt"] },
  "through S3 of the second region, for the bucket of copies": {
    "main-backup-replica": ["kms:Encrypt", "kms:GenerateDataKey"],
  },
  "through S3 of the second region, for an object in the bucket of copies": {
    "main-backup-replica": ["kms:Encrypt", "kms:GenerateDataKey"],
  },
};

function always(rights: Record<string, string[]>): Rights {
  return Object.fromEntries(Object.keys(situations).map((situation) => [situation, rights]));
}

const cachedNames = cachedRepositories.map((name) => `the repository ${name}`);
const ownNames = ownRepositories.map((name) => `the repository ${name}`);

/** Actions on what the caches of a cluster hold. */
function cached(...actions: string[]): Record<string, string[]> {
  return Object.fromEntries(cachedNames.map((name) => [name, actions]));
}

export function callerOf(site: Site, name: string, { own }: RoleRights, context: Context): Caller {
  const principal = roleArn(site, name);
  const known = {
    "aws:PrincipalArn": principal,
    "aws:PrincipalAccount": site.account,
    "aws:SecureTransport": "true",
    "kms:CallerAccount": site.account,
  };
  return { principal, policies: own, context: { ...known, ...context } };
}
