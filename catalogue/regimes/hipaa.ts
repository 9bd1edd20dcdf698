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
  runtime,
} from "./requirement";

/** The proposal drops the distinction between required and addressable specifications, and asks for `more` of some. */
const addressable = (more = ", as nearly every addressable specification") =>
  ({ designation: "addressable", proposed2025: `It would become required${more}.` }) as const;
const required = (more = "") => ({ designation: "required", proposed2025: `It would stay required${more}.` }) as const;

const encrypted = addressable(", with few exceptions");

/** Only implementation specifications carry a designation; the others are standards, which bind as they are. */
export const hipaa: RegimeCatalogue = {
  id: Regime.Hipaa,
  name: "HIPAA Security Rule",
  version: "45 CFR Part 164, Subpart C",
  source: "Paragraph numbers of 45 CFR 164.306 to 164.316; proposal of January 2025: 90 FR 898, not final",
  requirements: [
    requirement(
      "164.306(d)",
      "Required specifications are implemented; addressable ones too, or the reason and the alternative are documented",
      planAndPeople,
      remains("Keep the assessment of each addressable specification with the risk analysis"),
    ),
    requirement("164.308(a)(1)(ii)(A)", "Risks to electronic health information are analysed", planAndPeople, {
      ...required(", based on an inventory of technology and a map of the network, and once a year at least"),
      ...remains(
        "Analyse the risks to all electronic health information, wherever it is kept, and repeat it after changes",
      ),
    }),
    requirement("164.308(a)(1)(ii)(B)", "Risks are reduced to a reasonable level", people, {
      ...required(),
      ...outOfReach(
        "what is reasonable is decided by people",
        "Keep a plan of measures with owners; cite controls of this report as measures",
      ),
    }),
    requirement(
      "164.308(a)(1)(ii)(D)",
      "Records of system activity are reviewed regularly",
      planRuntimePeople,
      required(),
    ),
    requirement(
      "164.308(a)(3)(i)",
      "Only people who need it have access to electronic health information",
      planAndPeople,
    ),
    requirement("164.308(a)(4)(i)", "Access to electronic health information is authorised by policy", planAndPeople),
    requirement(
      "164.308(a)(4)(ii)(A)",
      "A clearinghouse inside a larger organisation is isolated from it",
      planAndPeople,
      { ...required(), ...remains("Describe how a clearinghouse is set apart, or that there is none") },
    ),
    requirement(
      "164.308(a)(4)(ii)(B)",
      "Access to workstations, programs and processes is granted by a policy",
      planAndPeople,
      addressable(),
    ),
    requirement(
      "164.308(a)(4)(ii)(C)",
      "Rights of access are documented, reviewed and changed by a policy",
      planAndPeople,
      { ...addressable(), ...remains("Review access entries and role bindings quarterly") },
    ),
    requirement(
      "164.308(a)(5)(ii)(B)",
      "Malicious software is guarded against, detected and reported",
      planAndRuntime,
      addressable(),
    ),
    requirement("164.308(a)(5)(ii)(C)", "Log-ins are monitored", planAndRuntime, {
      ...addressable(),
      ...remains("Alarm on failed and unusual log-ins at the identity provider and in the authenticator's log"),
    }),
    requirement(
      "164.308(a)(6)(ii)",
      "Security incidents are answered, limited and documented",
      planAndPeople,
      required(),
    ),
    requirement(
      "164.308(a)(7)(ii)(A)",
      "Exact copies of electronic health information can be retrieved",
      planAndRuntime,
      required(", with copies that are at most 48 hours old"),
    ),
    requirement(
      "164.308(a)(7)(ii)(B)",
      "Lost data can be restored",
      planAndPeople,
      required(", within 72 hours for what is critical"),
    ),
    requirement("164.308(a)(7)(ii)(C)", "Critical processes go on during an emergency", planAndPeople, {
      ...required(),
      ...remains("Write how critical processes go on while systems are down, and who decides it"),
    }),
    requirement("164.308(a)(7)(ii)(D)", "Contingency plans are tested and revised", people, {
      ...addressable(", once a year at least"),
      ...outOfReach("a test is done, not planned", "Restore a backup at least yearly and file the result"),
    }),
    requirement(
      "164.308(a)(8)",
      "Security is evaluated periodically, technically and otherwise",
      planRuntimePeople,
      remains("Evaluate at set times, and when the environment or the law changes, and file the result"),
    ),
    requirement("164.310(d)(2)(iv)", "Data is copied before equipment moves", planAndPeople, {
      ...addressable(),
      ...remains("Copy data before its volumes, accounts or regions change hands"),
    }),
    requirement("164.312(a)(1)", "Systems give access only to those who were granted it", planAndPeople),
    requirement("164.312(a)(2)(i)", "Every user has a unique id", planAndPeople, {
      ...required(),
      ...remains("Give each person an id of their own in the identity provider and in applications"),
    }),
    requirement("164.312(a)(2)(iv)", "Electronic health information is encrypted at rest", plan, encrypted),
    requirement(
      "164.312(b)",
      "Activity in systems with electronic health information is recorded and examined",
      planRuntimePeople,
    ),
    requirement(
      "164.312(c)(1)",
      "Electronic health information is protected from improper change and destruction",
      planAndRuntime,
    ),
    requirement("164.312(c)(2)", "It can be shown that data was not changed improperly", planAndRuntime, addressable()),
    requirement("164.312(d)", "Whoever seeks access is who they claim to be", planAndPeople),
    requirement(
      "164.312(e)(1)",
      "Data in transit over networks is guarded against unauthorised access",
      planAndRuntime,
    ),
    requirement("164.312(e)(2)(i)", "Data in transit is not changed unnoticed", planAndRuntime, addressable()),
    requirement("164.312(e)(2)(ii)", "Data in transit is encrypted where appropriate", planAndRuntime, encrypted),
    requirement(
      "164.316(b)(1)",
      "Policies, procedures and the actions that they ask for are documented",
      people,
      outOfReach(
        "the rule asks for documents",
        "Write them; this evidence documents the technical part of what was done",
      ),
    ),
    requirement("164.316(b)(2)(i)", "Documentation is kept for six years", runtime, {
      ...required(),
      ...outOfReach("it is about documents, not about logs", "File the evidence of each deployment for six years"),
    }),
    requirement("164.316(b)(2)(ii)", "Documentation is available to those who need it", people, {
      ...required(),
      ...outOfReach("it is about documents", "Publish policies and evidence where engineers and auditors find them"),
    }),
    requirement("164.316(b)(2)(iii)", "Documentation is reviewed and updated", people, {
      ...required(),
      ...outOfReach("it is about documents", "Review policies yearly and after changes of the environment"),
    }),
  ],
};
