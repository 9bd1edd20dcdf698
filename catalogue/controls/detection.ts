import { ComponentType, type Control } from "../contracts";
import { gdpr, hipaa, iso, pci, popia } from "./mapping";

/** What watches while everything runs. */
export const detectionControls: Control[] = [
  {
    id: "MON-03",
    title: "GuardDuty watches audit logs and what runs on nodes",
    why: "A preview proves what was meant. An attacker who is in shows in the audit log and on the nodes, and only if somebody looks all the time.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:guardduty/detector:Detector",
      "aws:guardduty/detectorFeature:DetectorFeature",
      "aws:eks/addon:Addon",
    ],
    remediation:
      "Leave `enable` of the detector on, and add a `DetectorFeature` with status ENABLED for each of EKS_AUDIT_LOGS and, outside of China, RUNTIME_MONITORING, the latter with EKS_ADDON_MANAGEMENT enabled among its `additionalConfigurations` (or the add-on `aws-guardduty-agent` in the stack).",
    governedBy: { component: ComponentType.CompliantCluster, input: "detection.mode", setting: "rampart:detection" },
    mappings: [
      pci("11.5.1"),
      pci("10.4.1.1", "S"),
      pci("5.2.1", "S"),
      pci("5.2.2", "S"),
      hipaa("164.308(a)(1)(ii)(D)"),
      gdpr("32(1)(d)"),
      popia("19(2)(c)"),
      iso("A.8.16"),
    ],
    url: "https://docs.aws.amazon.com/guardduty/latest/ug/kubernetes-protection.html",
  },
];
