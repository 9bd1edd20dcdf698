import type { Requirement } from "../contracts";
import { plan, planAndAdmission, planAndPeople, planAndRuntime, remains, requirement } from "./requirement";

/** Requirements 1 and 2: network security controls, secure configuration. */
export const pciNetworkAndConfiguration: Requirement[] = [
  requirement(
    "1.2.1",
    "Standards for the rule sets of network controls exist and are followed",
    planAndPeople,
    remains(
      "Write the standard for rule sets, and review security groups and network policies against it twice a year",
    ),
  ),
  requirement(
    "1.2.5",
    "Every service, protocol and port that is allowed is known and approved",
    planAndPeople,
    remains("Keep the list of approved services, protocols and ports, with the reason for each"),
  ),
  requirement(
    "1.2.8",
    "Configuration files of network controls are protected and match what runs",
    planAndPeople,
    remains(
      "Review every change, name the owners of stacks/ and waivers.yaml in CODEOWNERS, and deploy from the reviewed branch only",
    ),
  ),
  requirement("1.3.1", "Traffic into the cardholder data environment is limited to what is needed", planAndRuntime),
  requirement("1.3.2", "Traffic out of the cardholder data environment is limited to what is needed", planAndRuntime),
  requirement("1.4.2", "Traffic from untrusted networks is limited to what is meant to be public", plan),
  requirement("1.4.4", "Systems that store cardholder data cannot be reached from untrusted networks", plan),
  requirement("1.4.5", "Internal addresses and routes are not shown to outsiders", plan),
  requirement(
    "2.2.1",
    "Hardening standards exist, cover all components, and are applied",
    planAndPeople,
    remains("Name the standard by which each kind of component is hardened, and update it as new flaws are known"),
  ),
  requirement("2.2.4", "Systems run only the services and functions that they need", planAndAdmission),
  requirement("2.2.5", "Insecure services that must stay are justified and secured further", planAndPeople),
  requirement("2.2.6", "Security parameters of systems are set against misuse", planAndAdmission),
  requirement(
    "2.2.7",
    "Administrative access over networks is encrypted",
    plan,
    remains("Administer by the API server and Session Manager only, and check what else takes administrators' log-ins"),
  ),
  requirement("A1.1.3", "Customers of a multi-tenant provider reach only their own resources", planAndRuntime, {
    serviceProviderOnly: true,
    ...remains("A service provider shows for each customer which namespaces and accounts are theirs"),
  }),
];
