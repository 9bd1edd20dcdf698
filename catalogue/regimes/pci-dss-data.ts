import type { Requirement } from "../contracts";
import {
  outOfReach,
  people,
  plan,
  planAndPeople,
  planAndRuntime,
  planRuntimePeople,
  remains,
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
  requirement(
    "3.6.1.3",
    "As few people as possible can reach key components in clear text",
    planAndPeople,
    remains("Name the custodians of keys, and review who may use and administer each one"),
  ),
  requirement(
    "3.6.1.4",
    "Keys are kept in as few places as possible",
    plan,
    remains("Keep a list of the places where keys are, those of applications included"),
  ),
  requirement("3.7.4", "Keys change when their cryptoperiod ends", planAndPeople),
  requirement(
    "3.7.5",
    "Keys are retired, replaced or destroyed when they are weak or no longer needed",
    planAndPeople,
    remains("Write down when a key is retired or replaced, and who decides it when one may be known to others"),
  ),
  requirement(
    "3.7.7",
    "Nobody can replace a key unnoticed",
    planAndRuntime,
    remains(
      "Look for PutKeyPolicy, ImportKeyMaterial and changes of aliases in the trail, and let two people decide on a key",
    ),
  ),
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
  requirement(
    "5.2.1",
    "Anti-malware runs on every system that needs it",
    planAndRuntime,
    remains("Turn on what scans for malware, in volumes and in images, or justify which systems are not at risk"),
  ),
  requirement("5.2.2", "Anti-malware detects, and removes, blocks or contains all known kinds", planAndRuntime),
  requirement("5.3.2", "Anti-malware scans regularly or analyses behaviour all the time", planAndRuntime),
  requirement(
    "5.3.4",
    "Logs of anti-malware are switched on and kept",
    planAndRuntime,
    remains("Send what scanners and Falco find to a log that is kept for a year"),
  ),
  requirement("6.3.1", "Vulnerabilities are found and ranked by risk", planRuntimePeople),
  requirement(
    "6.3.2",
    "An inventory of software and its components is kept",
    planAndPeople,
    remains("Keep the inventory of own and third-party software, for example from an SBOM of each image"),
  ),
  requirement("6.3.3", "Critical patches are installed within a month", planRuntimePeople),
  requirement("6.4.2", "An automatic defence stands before public web applications", planAndRuntime),
  requirement(
    "6.5.1",
    "Changes to production follow a procedure",
    planAndPeople,
    remains("Keep for each change its reason, effect, approval, test and way back"),
  ),
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
    remains("Give production an AWS account of its own, and show who reaches it"),
  ),
  requirement(
    "6.5.4",
    "People have separate roles in production and elsewhere",
    planAndPeople,
    remains("Grant production access to other roles than those of development"),
  ),
];
