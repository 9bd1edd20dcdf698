import type { Requirement } from "../contracts";
import {
  notYet,
  outOfReach,
  people,
  plan,
  planAndPeople,
  planAndRuntime,
  planRuntimePeople,
  requirement,
} from "./requirement";

/** Requirements 3 to 6: stored data, transmission, malware, secure systems and software. */
export const pciData: Requirement[] = [
  requirement("3.5.1", "Stored account numbers are unreadable", planAndPeople),
  requirement(
    "3.5.1.2",
    "Encryption of whole disks counts only on removable media, or beside another method",
    planAndPeople,
  ),
  requirement(
    "3.5.1.3",
    "Where disks are encrypted, access to them is managed apart from the operating system's",
    planAndPeople,
  ),
  requirement("3.6.1", "Keys that protect account data are protected against disclosure and misuse", planAndPeople),
  requirement("3.6.1.1", "The cryptographic architecture is documented", people, {
    serviceProviderOnly: true,
    ...outOfReach(
      "the requirement asks for a document",
      "A service provider describes algorithms, keys, their strength and expiry, and the devices that hold them",
    ),
  }),
  requirement("3.6.1.2", "Secret keys are stored in an approved form, such as inside a hardware module", plan),
  requirement("3.6.1.3", "As few people as possible can reach key components in clear text", planAndPeople),
  requirement("3.6.1.4", "Keys are kept in as few places as possible", plan),
  requirement("3.7.4", "Keys change when their cryptoperiod ends", planAndPeople),
  requirement("3.7.5", "Keys are retired, replaced or destroyed when they are weak or no longer needed", planAndPeople),
  requirement("3.7.7", "Nobody can replace a key unnoticed", planAndRuntime),
  requirement("4.2.1", "Account data is encrypted strongly on open networks", planAndRuntime),
  requirement(
    "4.2.1.1",
    "An inventory of trusted keys and certificates is kept",
    people,
    outOfReach(
      "an inventory spans more than one stack",
      "Keep the inventory of ACM and private CA certificates with owner and expiry",
    ),
  ),
  requirement("5.2.1", "Anti-malware runs on every system that needs it", planAndRuntime),
  requirement("5.2.2", "Anti-malware detects, and removes, blocks or contains all known kinds", planAndRuntime),
  requirement("5.3.2", "Anti-malware scans regularly or analyses behaviour all the time", planAndRuntime),
  requirement("5.3.4", "Logs of anti-malware are switched on and kept", planAndRuntime),
  requirement("6.3.1", "Vulnerabilities are found and ranked by risk", planRuntimePeople),
  requirement("6.3.2", "An inventory of software and its components is kept", planAndPeople),
  requirement("6.3.3", "Critical patches are installed within a month", planRuntimePeople),
  requirement(
    "6.4.2",
    "An automatic defence stands before public web applications",
    planAndRuntime,
    notYet(
      "public load balancers and web ACLs are not part of this version",
      "Associate AWS WAF with every public entry",
    ),
  ),
  requirement("6.5.1", "Changes to production follow a procedure", planAndPeople),
  requirement(
    "6.5.2",
    "After a significant change the requirements still hold",
    people,
    outOfReach(
      "it is confirmed after the deployment",
      "Run `rampart check` on the exported stack after each significant change and file the evidence",
    ),
  ),
  requirement(
    "6.5.3",
    "Production and other environments are separated",
    planAndPeople,
    notYet("accounts of different stacks are not compared", "Give production an AWS account of its own"),
  ),
  requirement(
    "6.5.4",
    "People have separate roles in production and elsewhere",
    planAndPeople,
    notYet(
      "principals of different stacks are not compared",
      "Grant production access to other roles than those of development",
    ),
  ),
];
