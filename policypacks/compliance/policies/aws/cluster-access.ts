import { all, oneOf } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { cluster } from "./types";

/** IAM-01: access entries decide, and the creator is no hidden administrator. AWS's defaults are the opposite. */
export const clusterAccess: ResourceCheck = {
  control: "IAM-01",
  types: [cluster],
  judge: (subject) => {
    const access = read(subject).at("accessConfig");
    return [
      all(
        oneOf(access.at("authenticationMode"), {
          values: ["API", "API_AND_CONFIG_MAP"],
          default: "CONFIG_MAP",
          printable: ["CONFIG_MAP"],
        }),
        oneOf(access.at("bootstrapClusterCreatorAdminPermissions"), { values: [false], default: true }),
      ),
    ];
  },
};
