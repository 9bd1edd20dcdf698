import { holds } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { cluster } from "./types";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** LOG-01: every control-plane log is delivered. */
export const controlPlaneLogs: ResourceCheck = {
  control: "LOG-01",
  types: [cluster],
  judge: (subject) => [holds(read(subject).at("enabledClusterLogTypes"), logTypes)],
};
