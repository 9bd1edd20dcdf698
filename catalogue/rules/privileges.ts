import type { ObjectRule } from "../contracts";
import { quoted } from "./cel";

const baselineCapabilities = quoted([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Every capability that a container adds passes `test` (over `a`). */
const added = (test: string) =>
  `variables.ctrs.all(c, !has(c.securityContext) || !has(c.securityContext.capabilities) || !has(c.securityContext.capabilities.add) || c.securityContext.capabilities.add.all(a, ${test}))`;

/** Rules about what a container's processes may do: privileges, capabilities, users. */
export const privilegeRules: ObjectRule[] = [
  {
    id: "privileged",
    control: "PSS-01",
    standard: "baseline",
    expression:
      "variables.ctrs.all(c, !has(c.securityContext) || !has(c.securityContext.privileged) || c.securityContext.privileged == false)",
    message: "a container is privileged",
    remediation: "Remove `securityContext.privileged`, or set it to false, in every container.",
  },
  {
    id: "capabilities-baseline",
    control: "PSS-01",
    standard: "baseline",
    expression: added(`a in ${baselineCapabilities}`),
    message: "a container adds a capability beyond those that a runtime grants by default",
    remediation: "Remove the capability from `securityContext.capabilities.add`.",
  },
  {
    id: "privilege-escalation",
    control: "PSS-01",
    standard: "restricted",
    expression:
      "variables.win || variables.ctrs.all(c, has(c.securityContext) && has(c.securityContext.allowPrivilegeEscalation) && c.securityContext.allowPrivilegeEscalation == false)",
    message: "a container may gain more privileges than its parent process",
    remediation: "Set `securityContext.allowPrivilegeEscalation: false` in every container; it is true when absent.",
  },
  {
    id: "run-as-non-root",
    control: "PSS-01",
    standard: "restricted",
    expression:
      "variables.userns || ((!has(variables.pod.securityContext) || !has(variables.pod.securityContext.runAsNonRoot) || variables.pod.securityContext.runAsNonRoot == true) && variables.ctrs.all(c, has(c.securityContext) && has(c.securityContext.runAsNonRoot) ? c.securityContext.runAsNonRoot == true : has(variables.pod.securityContext) && has(variables.pod.securityContext.runAsNonRoot) && variables.pod.securityContext.runAsNonRoot == true))",
    message: "a container may run as root",
    remediation: "Set `runAsNonRoot: true` in the pod's `securityContext`, and do not set it to false in a container.",
  },
  {
    id: "run-as-user",
    control: "PSS-01",
    standard: "restricted",
    expression: "variables.userns || variables.scs.all(s, !has(s.runAsUser) || s.runAsUser != 0)",
    message: "a container is told to run as user 0",
    remediation: "Remove `runAsUser: 0`, or name another user.",
  },
  {
    id: "capabilities-drop",
    control: "PSS-01",
    standard: "restricted",
    expression:
      'variables.win || variables.ctrs.all(c, has(c.securityContext) && has(c.securityContext.capabilities) && has(c.securityContext.capabilities.drop) && "ALL" in c.securityContext.capabilities.drop)',
    message: "a container keeps capabilities that it did not ask for",
    remediation: 'Set `securityContext.capabilities.drop: ["ALL"]` in every container.',
  },
  {
    id: "capabilities-add",
    control: "PSS-01",
    standard: "restricted",
    expression: `variables.win || ${added('a == "NET_BIND_SERVICE"')}`,
    message: "a container adds a capability other than NET_BIND_SERVICE",
    remediation: "Remove everything but NET_BIND_SERVICE from `securityContext.capabilities.add`.",
  },
];
