import type { Requirement } from "../contracts";
import { outOfReach, people, plan, planAndAdmission, planAndPeople, remains, requirement } from "./requirement";

/** Requirements 7 and 8: access by need to know, identification and authentication. */
export const pciAccess: Requirement[] = [
  requirement("7.2.1", "A model says which roles need which access", planAndPeople),
  requirement("7.2.2", "Access follows the job and the least privilege that it needs", planAndPeople),
  requirement("7.2.5", "Accounts of applications and systems have the least privilege", planAndAdmission),
  requirement("7.3.1", "A system grants access by need to know and covers all components", plan),
  requirement(
    "7.3.2",
    "That system enforces permissions by job and function",
    people,
    outOfReach(
      "which job needs which permission is decided by people",
      "Map the Kubernetes groups of access entries to roles that fit the job; RBAC-01 and RBAC-02 show how narrow those are",
    ),
  ),
  requirement("7.3.3", "That system denies everything by default", plan),
  requirement(
    "8.2.1",
    "Everybody has an id of their own",
    planAndPeople,
    remains("Give each person an identity of their own in the identity provider"),
  ),
  requirement(
    "8.2.2",
    "Shared ids are exceptions, justified and traceable",
    planAndPeople,
    remains("Use roles assumed by named people, and forbid shared users, or justify each one for a limited time"),
  ),
  requirement("8.3.2", "Authentication secrets are unreadable in storage and transit", plan),
  requirement(
    "8.6.1",
    "Interactive use of system accounts is prevented or an approved exception",
    planAndPeople,
    remains("Approve each interactive use of a system account for a limited time, and tie it to a person"),
  ),
  requirement("8.6.2", "Passwords of system accounts are not written into code or configuration", plan),
  requirement(
    "8.6.3",
    "Passwords of system accounts are changed and strong",
    planAndPeople,
    remains("Set how often secrets of system accounts change, by a risk analysis, and change them on suspicion"),
  ),
];
