import type { Requirement } from "../contracts";
import { plan, planAndPeople, planRuntimePeople, remains, requirement } from "./requirement";

const aliases = (...ids: string[]) => ({ aliases: ids });

/** Annex A, theme 5. */
export const isoOrganisational: Requirement[] = [
  requirement("A.5.9", "Assets are listed, with owners", planAndPeople, {
    ...aliases("A.8.1.1", "A.8.1.2"),
    ...remains("Take the resources of the evidence file into the inventory"),
  }),
  requirement("A.5.12", "Information is classified", planAndPeople, {
    ...aliases("A.8.2.1"),
    ...remains("Classify what each stack stores"),
  }),
  requirement("A.5.13", "Information is labelled as its class asks", planAndPeople, {
    ...aliases("A.8.2.2"),
    ...remains("Say how each class is labelled, in documents and data as well as by tags"),
  }),
  requirement("A.5.15", "Access follows rules that are set and applied", planAndPeople, aliases("A.9.1.1", "A.9.1.2")),
  requirement("A.5.16", "Identities are managed over their whole life", planAndPeople, {
    ...aliases("A.9.2.1"),
  }),
  requirement("A.5.17", "Authentication secrets are handled with care", planAndPeople, {
    ...aliases("A.9.2.4", "A.9.3.1", "A.9.4.3"),
  }),
  requirement(
    "A.5.18",
    "Rights of access are granted, reviewed and withdrawn",
    planAndPeople,
    aliases("A.9.2.2", "A.9.2.5", "A.9.2.6"),
  ),
  requirement("A.5.21", "Risks of the technology supply chain are managed", planAndPeople, {
    ...aliases("A.15.1.3"),
    ...remains("Assess the suppliers of software, and check the origin of what they publish"),
  }),
  requirement(
    "A.5.23",
    "The use of cloud services is governed from start to end",
    planAndPeople,
    remains("Write down who answers for what between you and AWS, and how you would leave"),
  ),
  requirement("A.5.25", "Security events are assessed and classified", planRuntimePeople, {
    ...aliases("A.16.1.4"),
    ...remains("Say by which scale an event becomes an incident, and who decides it"),
  }),
  requirement("A.5.28", "Evidence of events is collected and preserved", planRuntimePeople, aliases("A.16.1.7")),
  requirement("A.5.29", "Security holds during disruption", planAndPeople, {
    ...aliases("A.17.1.1", "A.17.1.2", "A.17.1.3"),
    ...remains("Plan how security is kept up while you run on the rest, and try it"),
  }),
  requirement(
    "A.5.30",
    "Technology is ready for business continuity",
    planAndPeople,
    remains("Set how soon and with how little loss each service must be back, and test it"),
  ),
  requirement("A.5.33", "Records are protected from loss, change and disclosure", plan, aliases("A.18.1.3")),
  requirement("A.5.34", "Personal data is protected as law and contracts ask", planAndPeople, {
    ...aliases("A.18.1.4"),
    ...remains("Read the results under GDPR and POPIA beside this one"),
  }),
  requirement(
    "A.5.36",
    "Compliance with the organisation's own policies is reviewed",
    planRuntimePeople,
    aliases("A.18.2.2", "A.18.2.3"),
  ),
];
