import type { Control } from "../contracts";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

/** Kinds whose pod specs the pack reads; Pulumi has a Patch twin of each that bypasses a policy bound to one token. */
const podKinds = [
  "core/v1:Pod",
  "core/v1:ReplicationController",
  "apps/v1:Deployment",
  "apps/v1:StatefulSet",
  "apps/v1:DaemonSet",
  "apps/v1:ReplicaSet",
  "batch/v1:Job",
  "batch/v1:CronJob",
];

export const workloadControls: Control[] = [
  {
    id: "PSS-01",
    title: "Every pod meets the restricted Pod Security Standard",
    why: "A container that runs as root, is privileged, shares the host's namespaces or mounts the host's files is a shell on the node away from every other workload and from the node's credentials.",
    severity: "critical",
    level: "mandatory",
    kind: "object",
    appliesTo: podKinds.flatMap((kind) => [`kubernetes:${kind}`, `kubernetes:${kind}Patch`]),
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
];
