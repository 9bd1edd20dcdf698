import type { Requirement } from "../contracts";
import {
  inherited,
  outOfReach,
  plan,
  planAndAdmission,
  planAndPeople,
  planAndRuntime,
  planRuntimePeople,
  remains,
  requirement,
} from "./requirement";

const aliases = (...ids: string[]) => ({ aliases: ids });

/** Annex A, theme 8. */
export const isoTechnological: Requirement[] = [
  requirement("A.8.2", "Privileged rights are restricted and managed", planAndPeople, aliases("A.9.2.3")),
  requirement("A.8.3", "Access to information is restricted by policy", planAndPeople, {
    ...aliases("A.9.4.1"),
  }),
  requirement("A.8.5", "Authentication is secure", planAndPeople, {
    ...aliases("A.9.4.2"),
    ...remains("Ask every person for a second factor at the identity provider"),
  }),
  requirement("A.8.6", "Capacity is watched and adjusted", planAndRuntime, {
    ...aliases("A.12.1.3"),
  }),
  requirement("A.8.7", "Systems are protected against malware", planAndRuntime, {
    ...aliases("A.12.2.1"),
  }),
  requirement("A.8.8", "Technical vulnerabilities are known and treated", planRuntimePeople, {
    ...aliases("A.12.6.1", "A.18.2.3"),
  }),
  requirement("A.8.9", "Configurations are defined, enforced and watched", planAndAdmission),
  requirement(
    "A.8.12",
    "Leakage of data is prevented",
    planRuntimePeople,
    remains("Find where sensitive data may leave, by people and applications too, and watch those ways"),
  ),
  requirement("A.8.13", "Backups are made and tested", planAndRuntime, {
    ...aliases("A.12.3.1"),
  }),
  requirement("A.8.14", "Facilities are redundant enough", planAndRuntime, {
    ...aliases("A.17.2.1"),
  }),
  requirement(
    "A.8.15",
    "Activities are logged, and logs kept and protected",
    planAndRuntime,
    aliases("A.12.4.1", "A.12.4.2", "A.12.4.3"),
  ),
  requirement("A.8.16", "Networks, systems and applications are watched for anomalies", planAndRuntime),
  requirement("A.8.17", "Clocks are synchronised", inherited, {
    ...aliases("A.12.4.4"),
    ...outOfReach(
      "nodes take their time from the Amazon Time Sync Service, which AWS runs",
      "Keep the service's address reachable in custom images, and cite AWS's report",
    ),
  }),
  requirement("A.8.18", "Utilities that override controls are restricted", planAndAdmission, {
    ...aliases("A.9.4.4"),
    ...remains("List the utilities that override controls, and who may use them and when"),
  }),
  requirement("A.8.19", "Software on operational systems is installed in a controlled way", planAndPeople, {
    ...aliases("A.12.5.1", "A.12.6.2"),
  }),
  requirement("A.8.20", "Networks are secured and managed", planAndRuntime, aliases("A.13.1.1")),
  requirement("A.8.21", "Network services are secured", planAndRuntime, {
    ...aliases("A.13.1.2"),
  }),
  requirement("A.8.22", "Networks are segregated", plan, aliases("A.13.1.3")),
  requirement("A.8.24", "Cryptography and its keys are used by rules", planAndPeople, aliases("A.10.1.1", "A.10.1.2")),
  requirement("A.8.27", "Systems follow principles of secure architecture", planAndPeople, {
    ...aliases("A.14.2.5"),
    ...remains("Write the principles down, and review this repository's changes against them"),
  }),
  requirement("A.8.31", "Development, test and production are separated", planAndPeople, {
    ...aliases("A.12.1.4", "A.14.2.6"),
  }),
  requirement("A.8.32", "Changes follow a procedure", planAndPeople, {
    ...aliases("A.12.1.2", "A.14.2.2", "A.14.2.3", "A.14.2.4"),
  }),
];
