import type { Control } from "../contracts";
import { gdpr, hipaa, iso, pci, popia } from "./mapping";

const separation = "That the stack keeps to its own account; who has which role in each is the organisation's.";

export const environmentControls: Control[] = [
  {
    id: "ENV-01",
    title: "An environment keeps to its own account",
    why: "The credentials in a terminal decide which account a deployment lands in. A provider that knows its account refuses to build development in production, or the other way round.",
    severity: "medium",
    level: "mandatory",
    kind: "stack",
    appliesTo: ["pulumi:providers:aws"],
    remediation:
      "Set `allowedAccountIds` on every AWS provider of the stack (`aws:allowedAccountIds` in its configuration for the default one), and let a tag `environment`, where there is one, be the name of the stack.",
    mappings: [
      pci("6.5.3", "S", separation),
      pci("6.5.4", "S", separation),
      hipaa("164.308(a)(4)(i)", "S"),
      gdpr("25(1)", "S", "Only in so far as other environments keep away from production."),
      gdpr("25(2)", "S"),
      popia("19(1)(b)", "S"),
      iso("A.8.31"),
    ],
    url: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
  },
];
