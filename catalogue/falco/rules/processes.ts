import { FalcoPriority, type FalcoRule, FalcoSource } from "../contracts";

const process = "command=%proc.cmdline parent=%proc.pname exe=%proc.exepath user=%user.uid";
const where = "namespace=%k8s.ns.name pod=%k8s.pod.name container=%container.name image=%container.image.repository";
const knownImages = { name: "known_image", fields: ["container.image.repository"] };

/** Programs that have no business in a container. */
export const processRules: FalcoRule[] = [
  {
    name: "Shell in a regulated namespace",
    what: "A shell with a terminal was started in a namespace with regulated data",
    source: FalcoSource.Syscall,
    condition: "rampart_started and rampart_in_regulated_namespace and proc.name in (rampart_shells) and proc.tty != 0",
    output: `Shell in a regulated namespace | ${process} tty=%proc.tty ${where}`,
    priority: FalcoPriority.Critical,
    tags: ["MON-01", "PCI_DSS_10.2.1.2", "HIPAA_164.312(b)", "ISO_27001_A.8.16", "mitre_execution"],
    runbook: "falco-shell",
    exceptions: [knownImages],
    needs: "regulatedNamespaces",
  },
  {
    name: "Shell started by a server",
    what: "A program that answers requests started a shell",
    source: FalcoSource.Syscall,
    condition:
      "rampart_started and rampart_in_container and proc.name in (rampart_shells) and proc.pname in (rampart_servers)",
    output: `Shell started by a server | ${process} ${where}`,
    priority: FalcoPriority.Error,
    tags: ["MON-01", "PCI_DSS_11.5.1", "HIPAA_164.308(a)(1)(ii)(D)", "ISO_27001_A.8.16", "mitre_execution"],
    runbook: "falco-shell",
    exceptions: [
      knownImages,
      { name: "known_command", fields: ["proc.pname", "proc.cmdline"], comps: ["=", "startswith"] },
    ],
  },
  {
    name: "Package manager in a container",
    what: "A container installed software that is not in its image",
    source: FalcoSource.Syscall,
    condition:
      "rampart_started and rampart_in_container and (proc.name in (rampart_package_managers) or " +
      "(proc.name in (rampart_language_managers) and proc.args contains install))",
    output: `Package manager in a container | ${process} ${where}`,
    priority: FalcoPriority.Error,
    tags: ["MON-01", "PCI_DSS_11.5.2", "HIPAA_164.308(a)(5)(ii)(B)", "ISO_27001_A.8.7", "mitre_persistence"],
    runbook: "falco-package-manager",
    exceptions: [knownImages, { name: "known_namespace", fields: ["k8s.ns.name"] }],
  },
];
