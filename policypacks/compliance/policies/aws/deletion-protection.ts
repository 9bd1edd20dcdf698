import { oneOf } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { cluster } from "./types";

/** BCK-04: nobody deletes a cluster in passing. */
export const deletionProtection: ResourceCheck = {
  control: "BCK-04",
  types: [cluster],
  judge: (subject) => [oneOf(read(subject).at("deletionProtection"), { values: [true], default: false })],
};
