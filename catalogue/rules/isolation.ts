import type { ObjectRule } from "../contracts";
import { quoted } from "./cel";

const profiles = quoted(["RuntimeDefault", "Localhost"]);

/**
 * Namespaced sysctls that the standard allows from Kubernetes 1.32 on. Later versions add to the list; leaving those
 * out errs on the strict side, and a kubelet of an older version would refuse them anyway.
 */
const safeSysctls = quoted([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
]);

const selinuxTypes = quoted(["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"]);

const volumeTypes = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** No profile at all, or one of the confining ones. */
const confined = (profile: string) =>
  `variables.scs.all(s, !has(s.${profile}) || (has(s.${profile}.type) && s.${profile}.type in ${profiles}))`;

/** Rules about the walls around a container: kernel security modules, seccomp, sysctls, volumes. */
export const isolationRules: ObjectRule[] = [
  {
    id: "app-armor",
    control: "PSS-01",
    standard: "baseline",
    expression: `${confined("appArmorProfile")} && variables.ann.all(k, !k.startsWith("container.apparmor.security.beta.kubernetes.io/") || variables.ann[k] in ["", "runtime/default"] || variables.ann[k].startsWith("localhost/"))`,
    message: "AppArmor is switched off for a container",
    remediation:
      "Remove `appArmorProfile` (and the old `container.apparmor.security.beta.kubernetes.io/…` annotations), or set its type to RuntimeDefault or Localhost.",
  },
  {
    id: "selinux",
    control: "PSS-01",
    standard: "baseline",
    expression: `variables.scs.all(s, !has(s.seLinuxOptions) || ((!has(s.seLinuxOptions.type) || s.seLinuxOptions.type in ${selinuxTypes}) && (!has(s.seLinuxOptions.user) || s.seLinuxOptions.user == "") && (!has(s.seLinuxOptions.role) || s.seLinuxOptions.role == "")))`,
    message: "SELinux options name a user, a role, or a type that is not one of a container",
    remediation: "Remove `seLinuxOptions`, or keep only a container type such as container_t in it.",
  },
  {
    id: "proc-mount",
    control: "PSS-01",
    standard: "baseline",
    expression:
      'variables.userns || variables.ctrs.all(c, !has(c.securityContext) || !has(c.securityContext.procMount) || c.securityContext.procMount == "Default")',
    message: "a container sees /proc without its masks",
    remediation: "Remove `securityContext.procMount`, or set it to Default.",
  },
  {
    id: "seccomp-baseline",
    control: "PSS-01",
    standard: "baseline",
    expression: confined("seccompProfile"),
    message: "seccomp is switched off for a container",
    remediation: "Set `seccompProfile.type` to RuntimeDefault or Localhost.",
  },
  {
    id: "sysctls",
    control: "PSS-01",
    standard: "baseline",
    expression: `!has(variables.pod.securityContext) || !has(variables.pod.securityContext.sysctls) || variables.pod.securityContext.sysctls.all(s, has(s.name) && s.name in ${safeSysctls})`,
    message: "the pod sets a kernel parameter that reaches beyond it",
    remediation: "Remove the name from `securityContext.sysctls`, or set it on the node.",
  },
  {
    id: "volume-types",
    control: "PSS-01",
    standard: "restricted",
    expression: `!has(variables.pod.volumes) || variables.pod.volumes.all(v, v.all(k, k in ${quoted(["name", ...volumeTypes])}))`,
    message: "a volume is of a type that reaches outside the pod",
    remediation: `Use only these volume types: ${volumeTypes.join(", ")}.`,
  },
  {
    id: "seccomp-restricted",
    control: "PSS-01",
    standard: "restricted",
    expression: `variables.win || (${confined("seccompProfile")} && ((has(variables.pod.securityContext) && has(variables.pod.securityContext.seccompProfile)) || variables.ctrs.all(c, has(c.securityContext) && has(c.securityContext.seccompProfile))))`,
    message: "a container runs without a seccomp profile",
    remediation: "Set `seccompProfile: { type: RuntimeDefault }` in the pod's `securityContext`.",
  },
];
