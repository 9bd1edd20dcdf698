import { all, between, oneOf } from "../../facts/judgement";
import { kmsKey } from "../../facts/keys";
import type { Fact } from "../../facts/fact";
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
    if (!mayRotate(key)) return [];
    return [
      all(
        oneOf(key.at("enableKeyRotation"), { values: [true], default: false }),
        between(key.at("rotationPeriodInDays"), 0, posture.keyRotationDays.max.value, defaultPeriodDays),
      ),
    ];
  },
};

/** KMS rotates symmetric keys for encryption and no others. */
const mayRotate = (key: Fact) =>
  Object.entries({ keyUsage: "ENCRYPT_DECRYPT", customerMasterKeySpec: "SYMMETRIC_DEFAULT" }).every(
    ([property, only]) => key.at(property).state !== "known" || key.at(property).value === only,
  );
