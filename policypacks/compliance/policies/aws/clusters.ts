import { knownBy } from "../../facts/references";
import type { Subject } from "../../facts/subject";

/** By what others name a cluster: its name, which is its id as well. */
export const clusterKnownBy = (subject: Subject) => knownBy(subject, "name", "id");
