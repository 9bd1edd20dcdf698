import { between } from "../../facts/judgement";
import { kmsKey } from "../../facts/keys";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";

/** KMS waits thirty days unless told otherwise. */
const defaultWindow = 30;

/** KEY-02: between the wish to delete a key and its end there is time to notice. */
export const keyDeletion: ResourceCheck = {
  control: "KEY-02",
  types: [
    kmsKey,
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  judge: (subject, { parameters }) => [
    between(read(subject).at("deletionWindowInDays"), parameters.keyDeletionDays, Infinity, defaultWindow),
  ],
};
