import { ComponentType, type Control } from "../contracts";
import { objectTypes, podTypes } from "./kubernetes-types";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

export const workloadControls: Control[] = [
  {
    id: "PSS-01",
    title: "Every pod meets the restricted Pod Security Standard",
    why: "A container that runs as root, is privileged, shares the host's namespaces or mounts the host's files is a shell on the node away from every other workload and from the node's credentials.",
    severity: "critical",
    level: "mandatory",
    kind: "object",
    appliesTo: [...podTypes],
    remediation:
      "Write the pod spec as the restricted Pod Security Standard asks: non-root, no privilege escalation, all capabilities dropped, the runtime's seccomp profile, no host namespaces, ports or paths. Each rule says what to write.",
    mappings: [
      pci("2.2.4"),
      pci("2.2.6"),
      pci("7.2.5", "S"),
      hipaa("164.312(a)(1)", "S"),
      gdpr("25(2)"),
      gdpr("32(1)(b)"),
      popia("19(1)(b)"),
      iso("A.8.9"),
      iso("A.8.18", "S"),
      cis("4.2.1"),
      cis("4.2.2"),
      cis("4.2.3"),
      cis("4.2.4"),
      cis("4.2.5"),
    ],
    url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  },
  {
    id: "PSS-02",
    title: "Every namespace enforces the restricted Pod Security Standard",
    why: "What a pipeline checks holds for what comes through it. The label makes the API server itself refuse a pod that somebody writes by hand, also while no webhook answers.",
    severity: "high",
    level: "mandatory",
    kind: "object",
    appliesTo: objectTypes("core/v1:Namespace"),
    remediation:
      "Set the label `pod-security.kubernetes.io/enforce: restricted` on the namespace, and leave `pod-security.kubernetes.io/enforce-version` out, or set it to `latest` or to a minor version such as `v1.35`. Only the platform's own namespaces do without; any other one takes a waiver.",
    governedBy: { component: ComponentType.Namespace, input: "podSecurity" },
    mappings: [
      pci("2.2.6"),
      hipaa("164.312(a)(1)", "S"),
      gdpr("32(1)(b)", "S"),
      popia("19(1)(b)", "S"),
      iso("A.8.9"),
      cis("4.2.1"),
      cis("4.2.2"),
      cis("4.2.3"),
      cis("4.2.4"),
      cis("4.2.5"),
    ],
    url: "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
  },
];
