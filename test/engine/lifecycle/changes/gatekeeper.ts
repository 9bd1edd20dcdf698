import { type Change, row } from "./row";

/** The admission gate. */
export const gatekeeper: Change[] = [
  row("rampart:gatekeeper.replicas", 4, "more replicas of the webhook", [
    "update Gatekeeper prod-gatekeeper",
    "update Release prod-gatekeeper-gatekeeper: values",
  ]),
  row("rampart:gatekeeper.enforcement", "warn", "constraints that warn", [
    "update RampartAppArmor prod-gatekeeper-rampart-app-armor: spec",
    "update RampartCapabilitiesAdd prod-gatekeeper-rampart-capabilities-add: spec",
    "update RampartCapabilitiesBaseline prod-gatekeeper-rampart-capabilities-baseline: spec",
    "update RampartCapabilitiesDrop prod-gatekeeper-rampart-capabilities-drop: spec",
    "update RampartHostNamespaces prod-gatekeeper-rampart-host-namespaces: spec",
    "update RampartHostPath prod-gatekeeper-rampart-host-path: spec",
    "update RampartHostPorts prod-gatekeeper-rampart-host-ports: spec",
    "update RampartHostProbes prod-gatekeeper-rampart-host-probes: spec",
    "update RampartHostProcess prod-gatekeeper-rampart-host-process: spec",
    "update RampartPrivilegeEscalation prod-gatekeeper-rampart-privilege-escalation: spec",
    "update RampartPrivileged prod-gatekeeper-rampart-privileged: spec",
    "update RampartProcMount prod-gatekeeper-rampart-proc-mount: spec",
    "update RampartRunAsNonRoot prod-gatekeeper-rampart-run-as-non-root: spec",
    "update RampartRunAsUser prod-gatekeeper-rampart-run-as-user: spec",
    "update RampartSeccompBaseline prod-gatekeeper-rampart-seccomp-baseline: spec",
    "update RampartSeccompRestricted prod-gatekeeper-rampart-seccomp-restricted: spec",
    "update RampartSelinux prod-gatekeeper-rampart-selinux: spec",
    "update RampartSysctls prod-gatekeeper-rampart-sysctls: spec",
    "update RampartVolumeTypes prod-gatekeeper-rampart-volume-types: spec",
  ]),
  row("rampart:gatekeeper.values", { auditInterval: 120 }, "a value of the chart", [
    "update Gatekeeper prod-gatekeeper",
    "update Release prod-gatekeeper-gatekeeper: values",
  ]),
];
