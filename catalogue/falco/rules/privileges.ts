import { FalcoPriority, type FalcoRule, FalcoSource } from "../contracts";

const what = "call=%evt.type command=%proc.cmdline parent=%proc.pname exe=%proc.exepath user=%user.uid";
const where = "namespace=%k8s.ns.name pod=%k8s.pod.name container=%container.name image=%container.image.repository";
const tags = [
  "MON-01",
  "PCI_DSS_10.2.1.5",
  "HIPAA_164.308(a)(1)(ii)(D)",
  "ISO_27001_A.8.16",
  "mitre_privilege_escalation",
];
const rest = {
  source: FalcoSource.Syscall,
  runbook: "falco-privilege-change",
  exceptions: [
    { name: "known_image", fields: ["container.image.repository"] },
    { name: "known_program", fields: ["container.image.repository", "proc.exepath"] },
  ],
};

/** Ways to more rights within a container. */
export const privilegeRules: FalcoRule[] = [
  {
    name: "Program that changes privileges",
    what: "A program was started that runs others as another user or in other namespaces",
    condition: "rampart_started and rampart_in_container and proc.name in (rampart_privilege_tools)",
    output: `Program that changes privileges | ${what} ${where}`,
    priority: FalcoPriority.Error,
    tags,
    ...rest,
  },
  {
    name: "Process becomes root",
    what: "A running process took user 0",
    // By the time that the call has returned, the process is that user already: who it was is not to be had.
    condition:
      'evt.type in (setuid, setresuid, setreuid) and evt.failed = false and rampart_in_container and (evt.arg.uid in ("0", root) or ' +
      'evt.arg.euid in ("0", root)) and proc.vpid != 1 and not proc.name in (rampart_runtimes)',
    output: `Process becomes root | ${what} ${where}`,
    priority: FalcoPriority.Notice,
    tags,
    ...rest,
  },
  {
    name: "File made to run as its owner",
    what: "A file got the bit by which whoever starts it runs as its owner or group",
    condition:
      "evt.type in (chmod, fchmod, fchmodat) and evt.failed = false and rampart_in_container and " +
      "(evt.arg.mode contains S_ISUID or evt.arg.mode contains S_ISGID) and not proc.name in (rampart_runtimes)",
    output: `File made to run as its owner | file=%fs.path.name mode=%evt.arg.mode ${what} ${where}`,
    priority: FalcoPriority.Error,
    tags,
    ...rest,
  },
  {
    name: "Process enters other namespaces",
    what: "A process left the namespaces of the kernel that its container was given",
    condition:
      "evt.type in (setns, unshare) and evt.failed = false and rampart_in_container and not proc.name in (rampart_runtimes)",
    output: `Process enters other namespaces | ${what} ${where}`,
    priority: FalcoPriority.Warning,
    tags,
    ...rest,
  },
];
