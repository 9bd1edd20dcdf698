import { ComponentType, type Control } from "../contracts";
import { gdpr, hipaa, iso, pci, popia } from "./mapping";

export const keyControls: Control[] = [
  {
    id: "KEY-01",
    title: "Customer-managed keys rotate at least once a year",
    why: "A key that never changes protects years of data with one secret: the longer it lives, the more is lost with it, and the cryptoperiod that the regimes ask for never ends.",
    severity: "medium",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:kms/key:Key"],
    remediation:
      "Set `enableKeyRotation: true` on the key, and `rotationPeriodInDays` to 365 or less, or leave it out (365).",
    governedBy: { component: ComponentType.CompliantCluster, input: "keys.rotationDays", setting: "rampart:keys" },
    mappings: [
      pci(
        "3.7.4",
        "P",
        "Rotation sets the cryptoperiod of the KMS key material; keys that applications make themselves are not seen.",
      ),
      pci("3.7.5", "S"),
      hipaa("164.312(a)(2)(iv)", "S"),
      gdpr("32(1)(a)", "S"),
      popia("19(2)(d)", "S"),
      iso("A.8.24"),
    ],
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  },
];
