import type { Control } from "../contracts";
import { gdpr, hipaa, iso, pci, popia } from "./mapping";

/** The control that judges the waiver file. */
export const waiverControl = "GOV-01";

export const governanceControls: Control[] = [
  {
    id: waiverControl,
    title: "Deviations are decided, owned and end",
    why: "A waiver that nobody but its owner accepted, that has run out or that excuses nothing any more is a hole which no one watches. Auditors ask who decided each deviation, why, and until when.",
    severity: "medium",
    level: "mandatory",
    kind: "stack",
    appliesTo: ["pulumi:pulumi:Stack"],
    remediation:
      "Give each waiver in `waivers.yaml` a control, a resource (one type, and at least a part of a name), a reason, an owner, an approver who is somebody else, a ticket, the day it was `created` and the day it `expires`, 180 days later at most. Remove those that have expired or match nothing.",
    mappings: [
      pci("2.2.5"),
      pci("6.5.1", "S"),
      pci("1.2.8", "S", "Of deviations; who reviews and may change the program is decided in its repository."),
      hipaa("164.306(d)", "S"),
      gdpr("24", "S"),
      gdpr("5(2)", "S"),
      popia("8", "S"),
      popia("19(2)(b)", "S"),
      iso("A.5.36"),
      iso("A.8.27", "S", "Of deviations; the principles themselves are the organisation's to write and to review."),
    ],
    url: "https://www.ecfr.gov/current/title-45/section-164.306",
  },
];
