import { Regime, type RegimeCatalogue } from "../contracts";
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

export const gdpr: RegimeCatalogue = {
  id: Regime.Gdpr,
  name: "GDPR",
  version: "Regulation (EU) 2016/679",
  source: "Articles of the regulation",
  requirements: [
    requirement("5(1)(e)", "Personal data is kept no longer than its purpose needs", planAndPeople),
    requirement(
      "5(1)(f)",
      "Personal data is processed with integrity and confidentiality",
      planRuntimePeople,
      outOfReach(
        "it is the principle that article 32 makes concrete, and no control claims the principle as a whole",
        "Read the findings under 32(1)(a) and 32(1)(b), and show how the applications process the data",
      ),
    ),
    requirement(
      "5(2)",
      "The controller can demonstrate compliance",
      planAndPeople,
      remains("Keep this evidence with the record of processing, and show how the principles are met"),
    ),
    requirement(
      "24",
      "The controller takes measures that fit the risk, and reviews them",
      planAndPeople,
      remains("Choose the measures by the risk, and review them at set times"),
    ),
    requirement(
      "25(1)",
      "Data protection is designed into the processing",
      planAndPeople,
      remains("Document minimisation and pseudonymisation in each application's design"),
    ),
    requirement("25(2)", "By default only necessary data is processed and reachable", planAndPeople),
    requirement(
      "28",
      "Processors are bound by a contract and give guarantees",
      people,
      outOfReach("it is a contract", "Sign the data processing terms of AWS and of every other processor"),
    ),
    requirement(
      "30",
      "Records of processing activities are kept",
      planAndPeople,
      remains("Keep the record, and name the stack as a system in it"),
    ),
    requirement("32(1)(a)", "Personal data is encrypted or pseudonymised", plan),
    requirement("32(1)(b)", "Systems stay confidential, sound, available and resilient", planAndRuntime),
    requirement("32(1)(c)", "After an incident, data is available again in time", planAndRuntime),
    requirement("32(1)(d)", "The measures are tested and evaluated regularly", planRuntimePeople),
    requirement(
      "32(2)",
      "The level of security fits the risks of the processing",
      people,
      outOfReach(
        "it is an assessment",
        "Assess the risks of destruction, loss, change and disclosure, and cite controls of this report",
      ),
    ),
    requirement(
      "33",
      "The authority hears of a breach within 72 hours",
      planRuntimePeople,
      remains("Keep a procedure that says who assesses a breach and tells the authority within 72 hours"),
    ),
    requirement(
      "34",
      "People hear of a breach that endangers them",
      people,
      outOfReach("it is an act after a breach", "Keep a procedure and texts for the notification"),
    ),
    requirement(
      "35",
      "The impact of risky processing is assessed beforehand",
      people,
      outOfReach(
        "it is an assessment",
        "Assess the impact before the processing starts, and review it when the stack changes",
      ),
    ),
    requirement(
      "44",
      "Data leaves the Union only under the rules of the chapter",
      planAndPeople,
      remains("List the regions of the stack and of its backups in the record of processing"),
    ),
    requirement(
      "45",
      "Transfers to countries with an adequacy decision",
      planAndPeople,
      remains("Check that a decision covers each country outside the Union that the stack uses"),
    ),
    requirement(
      "46",
      "Other transfers have appropriate safeguards",
      planAndPeople,
      remains("Agree on standard contractual clauses and assess the transfer"),
    ),
  ],
};
