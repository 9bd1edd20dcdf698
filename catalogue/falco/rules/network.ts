import { FalcoPriority, type FalcoRule, FalcoSource } from "../contracts";

/** Connections out of regulated namespaces. A pod calls a Service by the Service's address, which is what is seen here. */
export const networkRules: FalcoRule[] = [
  {
    name: "Connection outside the allow list",
    what: "A pod of a regulated namespace connected to a network and port that are not allowed",
    source: FalcoSource.Syscall,
    // A socket that does not wait answers that it is on its way.
    condition:
      "evt.type = connect and fd.typechar in (4, 6) and (evt.rawres >= 0 or evt.res = EINPROGRESS) and rampart_in_regulated_namespace and " +
      "not fd.snet in (rampart_allowed_networks) and not fd.sport in (rampart_allowed_ports)",
    output:
      "Connection outside the allow list | connection=%fd.name protocol=%fd.l4proto exe=%proc.exepath command=%proc.cmdline " +
      "namespace=%k8s.ns.name pod=%k8s.pod.name image=%container.image.repository",
    priority: FalcoPriority.Warning,
    tags: ["MON-01", "PCI_DSS_11.5.1.1", "HIPAA_164.308(a)(1)(ii)(D)", "ISO_27001_A.8.16", "mitre_exfiltration"],
    runbook: "falco-outbound-connection",
    exceptions: [
      { name: "known_target", fields: ["k8s.ns.name", "fd.sip", "fd.sport"] },
      { name: "known_image", fields: ["container.image.repository"] },
    ],
    needs: "regulatedNamespaces",
  },
];
