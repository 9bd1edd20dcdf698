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

export const popia: RegimeCatalogue = {
  id: Regime.Popia,
  name: "POPIA",
  version: "Act 4 of 2013 (South Africa)",
  source: "Sections of the Protection of Personal Information Act",
  requirements: [
    requirement(
      "8",
      "The responsible party sees to it that the conditions are met",
      planAndPeople,
      remains("Appoint the information officer, and let them review waivers and this evidence"),
    ),
    requirement(
      "14",
      "Records are kept no longer than needed, and destroyed for good",
      planAndPeople,
      remains("Set for each record how long it is kept and why, and destroy it beyond recovery"),
    ),
    requirement(
      "17",
      "Processing operations are documented",
      planAndPeople,
      remains("Keep the documentation, and name the stack as a system in it"),
    ),
    requirement("19(1)(a)", "Loss of, damage to and destruction of personal information are prevented", planAndRuntime),
    requirement("19(1)(b)", "Unlawful access to and processing of personal information are prevented", plan),
    requirement("19(2)(a)", "Foreseeable risks, from inside and outside, are identified", planAndPeople),
    requirement(
      "19(2)(b)",
      "Safeguards against those risks are set up and maintained",
      planAndPeople,
      remains("Map each risk to a safeguard; cite controls of this report as safeguards"),
    ),
    requirement("19(2)(c)", "That the safeguards work is verified regularly", planRuntimePeople),
    requirement("19(2)(d)", "Safeguards are updated as risks and flaws change", planAndPeople),
    requirement(
      "19(3)",
      "Generally accepted practices and rules of the sector are followed",
      people,
      outOfReach(
        "which rules apply to the sector is a judgement",
        "Name the practices that you follow; the results under ISO/IEC 27001 and CIS support it",
      ),
    ),
    requirement(
      "20",
      "Operators process only with authority and keep the information confidential",
      planAndPeople,
      remains(
        "Bind the people and firms that process for you to act on your authority only, and to keep it confidential",
      ),
    ),
    requirement(
      "21(1)",
      "A contract makes the operator keep the security measures",
      people,
      outOfReach("it is a contract", "Sign an operator agreement with AWS and every other operator"),
    ),
    requirement(
      "21(2)",
      "The operator reports a suspected breach to the responsible party at once",
      people,
      outOfReach("it is an act after a breach", "Write the duty and the contact into the operator agreement"),
    ),
    requirement(
      "22",
      "The regulator and the people concerned hear of a compromise",
      planRuntimePeople,
      remains("Keep a procedure that says who tells the regulator and the people concerned, and with which words"),
    ),
    requirement(
      "72",
      "Personal information leaves the Republic only on a lawful basis",
      planAndPeople,
      remains("Run in af-south-1, or document the basis for each other region"),
    ),
  ],
};
