import { FalcoPriority, type FalcoRule, FalcoSource } from "../contracts";

const reader = "file=%fd.name exe=%proc.exepath command=%proc.cmdline parent=%proc.pname user=%user.uid";

/** Regulated data that is read past the application. A file that is open already, or mapped, is not seen. */
export const dataRules: FalcoRule[] = [
  {
    name: "Regulated data read by another process",
    what: "A program that is not among a mount's readers opened a file below it",
    source: FalcoSource.Syscall,
    condition: "rampart_opened_to_read and rampart_in_container and rampart_foreign_reader",
    output: `Regulated data read by another process | ${reader} namespace=%k8s.ns.name pod=%k8s.pod.name image=%container.image.repository`,
    priority: FalcoPriority.Critical,
    tags: ["MON-01", "PCI_DSS_10.2.1.1", "HIPAA_164.312(b)", "ISO_27001_A.8.16", "mitre_collection"],
    runbook: "falco-data-read",
    exceptions: [{ name: "known_reader", fields: ["proc.exepath", "container.image.repository"] }],
    needs: "dataMounts",
  },
  {
    name: "Volume of a pod read from its node",
    what: "A process of the node itself opened a file of a pod's volume",
    source: FalcoSource.Syscall,
    condition:
      'rampart_opened_to_read and container.id = host and fd.name glob "/var/lib/kubelet/pods/*/volumes/*/mount/*" and not proc.name in (kubelet)',
    output: `Volume of a pod read from its node | ${reader} node=%evt.hostname`,
    priority: FalcoPriority.Error,
    tags: ["MON-01", "PCI_DSS_10.2.1.1", "HIPAA_164.312(b)", "ISO_27001_A.8.16", "mitre_collection"],
    runbook: "falco-data-read",
    exceptions: [{ name: "known_program", fields: ["proc.exepath"] }],
    needs: "dataMounts",
  },
];
