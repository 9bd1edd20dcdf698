import { bucketActions, objectActions } from "./bucket-targets";
import { anybody, everything, role } from "./callers";
import type { Caller } from "./judge";
import { elsewhere, otherOwnAccount, type Site } from "./sites";

interface Row {
  caller: (site: Site) => Caller;
  /** By target; what is not named must be denied. */
  may?: Record<string, string[]>;
}

const reading = { "an object in a bucket that admits everybody": ["s3:GetObject"] };
const all = {
  "a bucket that admits everybody": bucketActions,
  "an object in a bucket that admits everybody": objectActions,
};

/** What passes the way from the VPC to S3, to a bucket of another account that would admit all of it. */
export const gatewayTable: Record<string, Row> = {
  "a role of the account that may do everything in S3": { caller: (site) => user(site), may: all },
  "a role of the owner's other account that may do everything in S3": {
    caller: (site) => user({ ...site, account: otherOwnAccount }),
    may: all,
  },
  "a role of that account that may do nothing": {
    caller: (site) => role(site, "bystander", []),
  },
  "a role of the bucket's own account that may do everything in S3": {
    caller: (site) => user(elsewhere(site)),
    may: reading,
  },
  "a role of a third account that may do everything in S3": {
    caller: (site) => user({ ...site, account: "888888888888" }),
    may: reading,
  },
  "anybody without credentials": { caller: () => anybody, may: reading },
};

function user(site: Site): Caller {
  return role(site, "worker", everything("s3:*"));
}
