import { all, holds } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { cluster } from "./types";

/** ENC-01: the API server's data is encrypted with a key of the customer's. */
export const clusterEncryption: ResourceCheck = {
  control: "ENC-01",
  types: [cluster],
  judge: (subject) => {
    const encryption = read(subject).at("encryptionConfig");
    return [all(customerKey(encryption.at("provider.keyArn")), holds(encryption.at("resources"), ["secrets"]))];
  },
};
