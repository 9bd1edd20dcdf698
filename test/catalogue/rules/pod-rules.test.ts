import { expect } from "chai";
import { podCarriers, podRules, ruleSets, setsAt } from "../../../catalogue";
import { broken } from "../support/evaluate";
import {
  carriers,
  compliantTemplate,
  containerLists,
  containerOf,
  type ContainerList,
  drop,
  type Json,
  put,
  type Template,
} from "../support/pods";

/** One thing that is wrong, and every rule that it breaks. */
interface Case {
  what: string;
  breaks: string[];
}

interface PodCase extends Case {
  change: (template: Template) => void;
}

interface ContainerCase extends Case {
  change: (container: Json) => void;
}

const inSpec = (path: string, value: unknown) => (template: Template) => put(template.spec, path, value);
const volume = (value: Json) => (template: Template) => (template.spec.volumes as Json[]).push(value);
const set = (path: string, value: unknown) => (container: Json) => put(container, path, value);

const podCases: PodCase[] = [
  { what: "hostNetwork", change: inSpec("hostNetwork", true), breaks: ["host-namespaces"] },
  { what: "hostPID", change: inSpec("hostPID", true), breaks: ["host-namespaces"] },
  { what: "hostIPC", change: inSpec("hostIPC", true), breaks: ["host-namespaces"] },
  {
    what: "a hostPath volume",
    change: volume({ name: "node", hostPath: { path: "/" } }),
    breaks: ["host-path", "volume-types"],
  },
  {
    what: "a volume of another type",
    change: volume({ name: "share", nfs: { server: "nfs", path: "/" } }),
    breaks: ["volume-types"],
  },
  {
    what: "an AppArmor annotation that confines nothing",
    change: ({ metadata }) =>
      (metadata.annotations = { "container.apparmor.security.beta.kubernetes.io/app": "unconfined" }),
    breaks: ["app-armor"],
  },
  {
    what: "an unconfined AppArmor profile of the pod",
    change: inSpec("securityContext.appArmorProfile", { type: "Unconfined" }),
    breaks: ["app-armor"],
  },
  {
    what: "an SELinux type of the pod that is not a container's",
    change: inSpec("securityContext.seLinuxOptions", { type: "spc_t" }),
    breaks: ["selinux"],
  },
  {
    what: "an unconfined seccomp profile of the pod",
    change: inSpec("securityContext.seccompProfile", { type: "Unconfined" }),
    breaks: ["seccomp-baseline", "seccomp-restricted"],
  },
  {
    what: "no seccomp profile anywhere",
    change: ({ spec }) => drop(spec, "securityContext.seccompProfile"),
    breaks: ["seccomp-restricted"],
  },
  {
    what: "a sysctl of the node",
    change: inSpec("securityContext.sysctls", [{ name: "kernel.msgmax", value: "1" }]),
    breaks: ["sysctls"],
  },
  {
    what: "a Windows host process of the pod",
    change: inSpec("securityContext.windowsOptions", { hostProcess: true }),
    breaks: ["host-process"],
  },
  {
    what: "no runAsNonRoot anywhere",
    change: ({ spec }) => drop(spec, "securityContext.runAsNonRoot"),
    breaks: ["run-as-non-root"],
  },
  {
    what: "runAsNonRoot false in the pod",
    change: inSpec("securityContext.runAsNonRoot", false),
    breaks: ["run-as-non-root"],
  },
  { what: "user 0 in the pod", change: inSpec("securityContext.runAsUser", 0), breaks: ["run-as-user"] },
  {
    what: "no securityContext at all",
    change: ({ spec }) => drop(spec, "securityContext"),
    breaks: ["run-as-non-root", "seccomp-restricted"],
  },
];

const containerCases: ContainerCase[] = [
  { what: "privileged", change: set("securityContext.privileged", true), breaks: ["privileged"] },
  {
    what: "an added capability of the kernel's administrator",
    change: set("securityContext.capabilities.add", ["SYS_ADMIN"]),
    breaks: ["capabilities-baseline", "capabilities-add"],
  },
  {
    what: "an added capability that baseline allows",
    change: set("securityContext.capabilities.add", ["CHOWN"]),
    breaks: ["capabilities-add"],
  },
  {
    what: "capabilities that are kept",
    change: set("securityContext.capabilities.drop", ["NET_RAW"]),
    breaks: ["capabilities-drop"],
  },
  {
    what: "capabilities that are not mentioned",
    change: (container) => drop(container, "securityContext.capabilities"),
    breaks: ["capabilities-drop"],
  },
  { what: "a host port", change: set("ports", [{ containerPort: 1, hostPort: 1 }]), breaks: ["host-ports"] },
  {
    what: "a probe of another host over HTTP",
    change: set("readinessProbe", { httpGet: { host: "10.0.0.1", port: 80 } }),
    breaks: ["host-probes"],
  },
  {
    what: "a probe of another host over TCP",
    change: set("startupProbe", { tcpSocket: { host: "10.0.0.1", port: 80 } }),
    breaks: ["host-probes"],
  },
  {
    what: "a hook that calls another host",
    change: set("lifecycle", { preStop: { httpGet: { host: "10.0.0.1", port: 80 } } }),
    breaks: ["host-probes"],
  },
  {
    what: "an unconfined AppArmor profile",
    change: set("securityContext.appArmorProfile", { type: "Unconfined" }),
    breaks: ["app-armor"],
  },
  {
    what: "an SELinux user",
    change: set("securityContext.seLinuxOptions", { user: "system_u" }),
    breaks: ["selinux"],
  },
  {
    what: "an SELinux role",
    change: set("securityContext.seLinuxOptions", { role: "system_r" }),
    breaks: ["selinux"],
  },
  { what: "an unmasked /proc", change: set("securityContext.procMount", "Unmasked"), breaks: ["proc-mount"] },
  {
    what: "an unconfined seccomp profile",
    change: set("securityContext.seccompProfile", { type: "Unconfined" }),
    breaks: ["seccomp-baseline", "seccomp-restricted"],
  },
  {
    what: "a Windows host process",
    change: set("securityContext.windowsOptions", { hostProcess: true }),
    breaks: ["host-process"],
  },
  {
    what: "privilege escalation",
    change: set("securityContext.allowPrivilegeEscalation", true),
    breaks: ["privilege-escalation"],
  },
  {
    what: "privilege escalation that is not mentioned",
    change: (container) => drop(container, "securityContext.allowPrivilegeEscalation"),
    breaks: ["privilege-escalation"],
  },
  {
    what: "runAsNonRoot false",
    change: set("securityContext.runAsNonRoot", false),
    breaks: ["run-as-non-root"],
  },
  { what: "user 0", change: set("securityContext.runAsUser", 0), breaks: ["run-as-user"] },
  {
    what: "no securityContext",
    change: (container) => drop(container, "securityContext"),
    breaks: ["privilege-escalation", "capabilities-drop"],
  },
];

/** What restricted allows, though it looks like what it forbids. */
const allowed: PodCase[] = [
  { what: "host namespaces set to false", change: inSpec("hostNetwork", false), breaks: [] },
  { what: "host port 0", change: containerChange("containers", set("ports", [{ hostPort: 0 }])), breaks: [] },
  {
    what: "an empty host in a probe",
    change: containerChange("containers", set("livenessProbe", { httpGet: { host: "", port: 80 } })),
    breaks: [],
  },
  {
    what: "NET_BIND_SERVICE",
    change: containerChange("containers", set("securityContext.capabilities.add", ["NET_BIND_SERVICE"])),
    breaks: [],
  },
  {
    what: "a sysctl of the pod's own",
    change: inSpec("securityContext.sysctls", [{ name: "net.ipv4.tcp_syncookies", value: "1" }]),
    breaks: [],
  },
  {
    what: "container SELinux and a local AppArmor profile",
    change: ({ metadata, spec }) => {
      metadata.annotations = {
        "container.apparmor.security.beta.kubernetes.io/app": "localhost/mine",
        "container.apparmor.security.beta.kubernetes.io/init": "runtime/default",
        team: "anything",
      };
      put(spec, "securityContext.seLinuxOptions", { type: "container_t", level: "s0" });
      put(spec, "securityContext.appArmorProfile", { type: "Localhost", localhostProfile: "mine" });
    },
    breaks: [],
  },
  {
    what: "seccomp and runAsNonRoot in every container instead of in the pod",
    change: (template) => {
      drop(template.spec, "securityContext");
      for (const list of containerLists) {
        put(containerOf(template, list), "securityContext.seccompProfile", { type: "Localhost" });
        put(containerOf(template, list), "securityContext.runAsNonRoot", true);
      }
    },
    breaks: [],
  },
  {
    what: "a Windows pod without Linux's settings",
    change: (template) => {
      put(template.spec, "os", { name: "windows" });
      drop(template.spec, "securityContext.seccompProfile");
      for (const list of containerLists) drop(containerOf(template, list), "securityContext");
    },
    breaks: [],
  },
];

function containerChange(list: ContainerList, change: (container: Json) => void) {
  return (template: Template) => change(containerOf(template, list));
}

function brokenTemplate(change: (template: Template) => void): Template {
  const template = compliantTemplate();
  change(template);
  return template;
}

describe("catalogue/rules: the restricted Pod Security Standard", () => {
  it("has 12 rules of baseline and 7 of restricted, each with an id of its own", () => {
    expect(podRules.filter(({ standard }) => standard === "baseline")).to.have.length(12);
    expect(podRules.filter(({ standard }) => standard === "restricted")).to.have.length(7);
    expect(new Set(podRules.map(({ id }) => id)).size).to.equal(19);
  });

  it("has a broken sample for every rule", () => {
    const covered = new Set([...podCases, ...containerCases].flatMap(({ breaks }) => breaks));
    expect([...covered].sort()).to.deep.equal(podRules.map(({ id }) => id).sort());
  });

  it("knows every kind that the carriers name", () => {
    expect(podCarriers.flatMap(({ kinds }) => kinds).sort()).to.deep.equal(Object.keys(carriers).sort());
    expect(podCarriers.map(({ apiGroups }) => apiGroups)).to.deep.equal([[""], ["apps"], ["batch"]]);
  });

  for (const [kind, carry] of Object.entries(carriers)) {
    describe(kind, () => {
      it("passes a compliant pod", () => {
        expect(broken(carry(compliantTemplate()))).to.deep.equal([]);
      });

      for (const { what, change, breaks } of podCases) {
        it(`refuses ${what}`, () => {
          expect(broken(carry(brokenTemplate(change)))).to.have.members(breaks);
        });
      }

      for (const { what, change, breaks } of containerCases) {
        it(`refuses ${what}, in any of the three lists`, () => {
          for (const list of containerLists) {
            const found = broken(carry(brokenTemplate(containerChange(list, change))));
            expect(found, list).to.have.members(breaks);
          }
        });
      }

      for (const { what, change } of allowed) {
        it(`allows ${what}`, () => {
          expect(broken(carry(brokenTemplate(change)))).to.deep.equal([]);
        });
      }
    });
  }

  describe("allows exactly", () => {
    /** Of some words, those with which a pod does not break a rule. */
    const accepted = (rule: string, words: string[], change: (template: Template, word: string) => void) =>
      words.filter((word) => !broken(carriers.Pod!(brokenTemplate((each) => change(each, word)))).includes(rule));
    const first = (template: Template) => containerOf(template, "containers");

    it("the 13 capabilities of a runtime in baseline, and one of them in restricted", () => {
      const baseline = [
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
      ];
      const others = ["ALL", "NET_RAW", "NET_ADMIN", "SYS_ADMIN", "SYS_PTRACE", "BPF", "CAP_CHOWN", "chown", ""];
      const add = (template: Template, word: string) =>
        put(first(template), "securityContext.capabilities.add", ["NET_BIND_SERVICE", word]);
      expect(accepted("capabilities-baseline", [...baseline, ...others], add)).to.deep.equal(baseline);
      expect(accepted("capabilities-add", [...baseline, ...others], add)).to.deep.equal(["NET_BIND_SERVICE"]);
    });

    it("12 sysctls", () => {
      const safe = [
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
      ];
      const others = [
        "kernel.msgmax",
        "kernel.shmmax",
        "net.core.somaxconn",
        "net.ipv4.ip_forward",
        "fs.mqueue.msg_max",
      ];
      const sysctl = (template: Template, name: string) =>
        put(template.spec, "securityContext.sysctls", [{ name, value: "1" }]);
      expect(accepted("sysctls", [...safe, ...others], sysctl)).to.deep.equal(safe);
    });

    it("container types of SELinux", () => {
      const types = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
      const set = (template: Template, type: string) =>
        put(first(template), "securityContext.seLinuxOptions", { type, level: "s0", user: "", role: "" });
      expect(accepted("selinux", [...types, "spc_t", "unconfined_t", "container_x_t"], set)).to.deep.equal(types);
    });

    it("nine volume types, and a volume with none", () => {
      const types = [
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
      const others = [
        "hostPath",
        "nfs",
        "gitRepo",
        "awsElasticBlockStore",
        "iscsi",
        "cephfs",
        "rbd",
        "flexVolume",
        "fc",
      ];
      const mount = (template: Template, type: string) =>
        (template.spec.volumes as Json[]).push({ name: "extra", [type]: {} });
      expect(accepted("volume-types", [...types, ...others], mount)).to.deep.equal(types);
      expect(accepted("host-path", [...types, "hostPath"], mount)).to.deep.equal(types);
    });

    it("confining profiles of seccomp and AppArmor", () => {
      const profiles = ["RuntimeDefault", "Localhost"];
      for (const [member, rules] of [
        ["seccompProfile", ["seccomp-baseline", "seccomp-restricted"]],
        ["appArmorProfile", ["app-armor"]],
      ] as const) {
        for (const rule of rules) {
          const set = (template: Template, type: string) =>
            put(first(template), `securityContext.${member}`, { type, localhostProfile: "mine" });
          expect(accepted(rule, [...profiles, "Unconfined", "runtime/default", ""], set), rule).to.deep.equal(profiles);
        }
      }
    });

    it("confining annotations of AppArmor", () => {
      const annotate = ({ metadata }: Template, value: string) =>
        (metadata.annotations = { "container.apparmor.security.beta.kubernetes.io/app": value });
      const values = ["", "runtime/default", "localhost/mine"];
      expect(accepted("app-armor", [...values, "unconfined", "localhost", "local/mine"], annotate)).to.deep.equal(
        values,
      );
    });
  });

  it("judges a pod without init and ephemeral containers, volumes and annotations", () => {
    const template = compliantTemplate();
    for (const member of ["initContainers", "ephemeralContainers", "volumes"]) drop(template.spec, member);
    expect(broken(carriers.Pod!(template))).to.deep.equal([]);
    expect(broken(carriers.Deployment!({ spec: template.spec } as unknown as Template))).to.deep.equal([]);
  });

  describe("in a user namespace", () => {
    const rooted = brokenTemplate((template) => {
      put(template.spec, "hostUsers", false);
      put(template.spec, "securityContext.runAsUser", 0);
      put(template.spec, "securityContext.runAsNonRoot", false);
      put(containerOf(template, "containers"), "securityContext.procMount", "Unmasked");
    });

    it("allows root and an unmasked /proc from Kubernetes 1.35 on", () => {
      for (const version of ["1.35", "1.36"]) expect(broken(carriers.Pod!(rooted), version), version).to.deep.equal([]);
    });

    it("relaxes nothing before", () => {
      expect(broken(carriers.Pod!(rooted), "1.34")).to.have.members(["run-as-non-root", "run-as-user", "proc-mount"]);
    });

    it("relaxes nothing else, and nothing where hostUsers is true", () => {
      put(rooted.spec, "hostPID", true);
      expect(broken(carriers.Pod!(rooted))).to.deep.equal(["host-namespaces"]);
      put(rooted.spec, "hostUsers", true);
      expect(broken(carriers.Pod!(rooted))).to.include.members(["run-as-non-root", "run-as-user", "proc-mount"]);
    });
  });

  it("asks for probes without a host from Kubernetes 1.34 on", () => {
    const pods = ruleSets.filter(({ id }) => id === "pods");
    const ids = (version: string) => setsAt(pods, version).flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids("1.33")).to.deep.equal(podRules.map(({ id }) => id).filter((id) => id !== "host-probes"));
    expect(ids("1.34")).to.have.length(19);
  });
});
