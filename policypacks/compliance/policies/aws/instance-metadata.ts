import type { Fact } from "../../facts/fact";
import { all, between, fail, type Judgement, oneOf, pass } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { launchTemplate, nodeGroup } from "./types";

/**
 * IAM-05: the metadata service asks for a token, and its answers do not reach pods. A node group without a launch
 * template gets one from EKS, with a hop limit of two.
 */
export const instanceMetadata: ResourceCheck = {
  control: "IAM-05",
  types: [launchTemplate, nodeGroup],
  judge: (subject) => {
    if (subject.type === nodeGroup) return judgeNodeGroup(read(subject).at("launchTemplate"));
    const metadata = read(subject).at("metadataOptions");
    if (metadata.at("httpEndpoint").value === "disabled") return [pass("the metadata service is off")];
    return [
      all(
        oneOf(metadata.at("httpTokens"), { values: ["required"], default: "optional", printable: ["optional"] }),
        hopLimit(metadata.at("httpPutResponseHopLimit")),
      ),
    ];
  },
};

const hopLimit = (limit: Fact): Judgement =>
  limit.state === "absent"
    ? fail(`${limit.path} is not set, so the image decides, and newer ones say 2; expected 1`)
    : between(limit, 0, 1);

const judgeNodeGroup = (template: Fact): Judgement[] =>
  template.state === "absent"
    ? [fail(`${template.path} is not set, so the answers of the metadata service reach pods; expected one`)]
    : [];
