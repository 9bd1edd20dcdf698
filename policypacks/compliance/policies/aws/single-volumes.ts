import { all, oneOf } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { volume } from "./types";

/** ENC-02: a volume that the stack makes itself is encrypted with a key of the customer's. */
export const singleVolumes: ResourceCheck = {
  control: "ENC-02",
  types: [volume],
  judge: (subject) => {
    const props = read(subject);
    return [all(oneOf(props.at("encrypted"), { values: [true], default: false }), customerKey(props.at("kmsKeyId")))];
  },
};
