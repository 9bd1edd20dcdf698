import { all, between, oneOf } from "../../facts/judgement";
import { kmsKey } from "../../facts/keys";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";

/** AWS rotates a key once a year unless told otherwise. */
const defaultPeriodDays = 365;

/** KEY-01: keys rotate, at least as often as the posture asks. */
export const keyRotation: ResourceCheck = {
  control: "KEY-01",
  types: [kmsKey],
  judge: (subject, { posture }) => {
    const key = read(subject);
    return [
      all(
        oneOf(key.at("enableKeyRotation"), { values: [true], default: false }),
        between(key.at("rotationPeriodInDays"), 0, posture.keyRotationDays.max.value, defaultPeriodDays),
      ),
    ];
  },
};
