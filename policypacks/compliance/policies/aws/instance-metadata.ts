import { all, between, oneOf, pass } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { launchTemplate } from "./types";

/** IAM-05: the metadata service asks for a token, and its answers do not reach pods. */
export const instanceMetadata: ResourceCheck = {
  control: "IAM-05",
  types: [launchTemplate],
  judge: (subject) => {
    const metadata = read(subject).at("metadataOptions");
    if (metadata.at("httpEndpoint").value === "disabled") return [pass("the metadata service is off")];
    return [
      all(
        oneOf(metadata.at("httpTokens"), { values: ["required"], default: "optional", printable: ["optional"] }),
        between(metadata.at("httpPutResponseHopLimit"), 0, 1, 1),
      ),
    ];
  },
};
