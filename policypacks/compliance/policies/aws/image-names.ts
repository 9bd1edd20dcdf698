import { oneOf } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { repository } from "./types";

/** Words with which some tags, or all of them, move. */
const moving = ["MUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"];

/** IMG-01: a tag of a repository stands for one image for ever. */
export const imageNames: ResourceCheck = {
  control: "IMG-01",
  types: [repository],
  judge: (subject) => [
    oneOf(read(subject).at("imageTagMutability"), { values: ["IMMUTABLE"], default: "MUTABLE", printable: moving }),
  ],
};
