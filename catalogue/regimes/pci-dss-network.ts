import type { Requirement } from "../contracts";
import {
  notYet,
  outOfReach,
  people,
  plan,
  planAndAdmission,
  planAndPeople,
  planAndRuntime,
  requirement,
} from "./requirement";

/** Requirements 1 and 2: network security controls, secure configuration. */
export const pciNetworkAndConfiguration: Requirement[] = [
  requirement("1.2.1", "Standards for the rule sets of network controls exist and are followed", planAndPeople),
  requirement("1.2.5", "Every service, protocol and port that is allowed is known and approved", planAndPeople),
  requirement(
    "1.2.8",
    "Configuration files of network controls are protected and match what runs",
    people,
    outOfReach(
      "who may change the code of the stack is decided in its repository",
      "Review every change, name the owners of stacks/ and waivers.yaml in CODEOWNERS, and deploy from the reviewed branch only",
    ),
  ),
  requirement("1.3.1", "Traffic into the cardholder data environment is limited to what is needed", planAndRuntime),
  requirement("1.3.2", "Traffic out of the cardholder data environment is limited to what is needed", planAndRuntime),
  requirement("1.4.2", "Traffic from untrusted networks is limited to what is meant to be public", plan),
  requirement("1.4.4", "Systems that store cardholder data cannot be reached from untrusted networks", plan),
  requirement("1.4.5", "Internal addresses and routes are not shown to outsiders", plan),
  requirement("2.2.1", "Hardening standards exist, cover all components, and are applied", planAndPeople),
  requirement("2.2.4", "Systems run only the services and functions that they need", planAndAdmission),
  requirement(
    "2.2.5",
    "Insecure services that must stay are justified and secured further",
    planAndPeople,
    notYet(
      "waivers carry the reason, but no control judges the waiver file as such",
      "Document each insecure protocol with its compensating measures, and review waivers.yaml with the list",
    ),
  ),
  requirement("2.2.6", "Security parameters of systems are set against misuse", planAndAdmission),
  requirement("2.2.7", "Administrative access over networks is encrypted", plan),
  requirement("A1.1.3", "Customers of a multi-tenant provider reach only their own resources", planAndRuntime, {
    serviceProviderOnly: true,
  }),
];
