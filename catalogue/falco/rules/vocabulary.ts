import type { FalcoItem } from "../contracts";
import type { DataMount, FalcoRuleSettings } from "./settings";

/** A value of a condition, in quotes. */
const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;

const list = (name: string, items: readonly string[]): FalcoItem => ({ list: `rampart_${name}`, items: [...items] });
const macro = (name: string, condition: string): FalcoItem => ({ macro: `rampart_${name}`, condition });

const either = (...conditions: string[]) => `(${conditions.join(" or ")})`;

const shells = ["sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "busybox"];

/** Programs that answer requests, and that start a shell only for somebody who got in. */
const servers = [
  ...["nginx", "httpd", "apache2", "caddy", "haproxy", "envoy", "traefik"],
  ...["java", "node", "python", "python3", "ruby", "php-fpm", "gunicorn", "uwsgi", "dotnet"],
  ...["postgres", "mysqld", "mariadbd", "mongod", "redis-server"],
];

const packageManagers = [
  "apt",
  "apt-get",
  "dpkg",
  "yum",
  "dnf",
  "microdnf",
  "rpm",
  "apk",
  "pip",
  "pip3",
  "conda",
  "uv",
];
/** Managers that do other work as well: they count when they install. */
const languageManagers = ["npm", "yarn", "pnpm", "gem", "cargo", "composer", "go"];

const privilegeTools = ["sudo", "su", "doas", "pkexec", "nsenter", "unshare", "setpriv", "capsh", "runuser"];

/** Programs with which a container is started; the kernel cuts a name after 15 characters. */
const runtimes = ["runc", "crun", "runc:[0:PARENT]", "runc:[1:CHILD]", "runc:[2:INIT]", "containerd-shim"];

/** Lists and macros of rules about calls of the kernel. */
export function syscallVocabulary(settings: FalcoRuleSettings): FalcoItem[] {
  return [
    list("shells", shells),
    list("servers", servers),
    list("package_managers", packageManagers),
    list("language_managers", languageManagers),
    list("privilege_tools", privilegeTools),
    list("runtimes", runtimes.map(quoted)),
    list("regulated_namespaces", settings.regulatedNamespaces.map(quoted)),
    list("allowed_networks", settings.allowedNetworks.map(quoted)),
    list("allowed_ports", settings.allowedPorts.map(String)),
    macro("in_container", "(container.id != host)"),
    // Metadata of a container comes a little after its first calls; a namespace that is not known yet is none of ours.
    macro("in_regulated_namespace", "(container.id != host and k8s.ns.name in (rampart_regulated_namespaces))"),
    macro("started", "(evt.type in (execve, execveat) and evt.failed = false)"),
    macro(
      "opened_to_read",
      "(evt.type in (open, openat, openat2) and evt.is_open_read = true and fd.typechar = f and fd.num >= 0)",
    ),
    ...(settings.dataMounts.length === 0 ? [] : [macro("foreign_reader", foreignReader(settings.dataMounts))]),
  ];
}

/**
 * A program that is no reader of a mount, reads below it: in the mount's namespace, or from anywhere through the root
 * that the kernel shows of another process.
 */
function foreignReader(mounts: readonly DataMount[]): string {
  return either(
    ...mounts.flatMap(({ namespace, path, readers }) => {
      const stranger = readers.length === 0 ? "" : ` and not proc.exepath in (${readers.map(quoted).join(", ")})`;
      return [
        `(k8s.ns.name = ${quoted(namespace)} and fd.name startswith ${quoted(`${path}/`)}${stranger})`,
        `fd.name glob ${quoted(`/proc/*/root${path}/*`)}`,
      ];
    }),
  );
}

/** Lists and macros of rules about the audit log. */
export function auditVocabulary({ automationUsers, breakGlassUsers }: FalcoRuleSettings): FalcoItem[] {
  return [
    ...users("automation", automationUsers),
    ...users("break_glass", breakGlassUsers),
    macro("answered", "(ka.stage = ResponseComplete)"),
    macro("allowed", "(ka.response.code startswith 2)"),
    macro("person", `(not ka.user.name startswith "system:" and not ka.user.name startswith "eks:")`),
  ];
}

/** A list of whole names, and a macro that knows patterns as well: EKS ends the name of a role's session with the session. */
function users(name: string, given: readonly string[]): FalcoItem[] {
  const patterns = given.filter((each) => each.endsWith("*"));
  const names = given.filter((each) => !patterns.includes(each));
  return [
    list(`${name}_users`, names.map(quoted)),
    macro(
      name,
      either(`ka.user.name in (rampart_${name}_users)`, ...patterns.map((each) => `ka.user.name glob ${quoted(each)}`)),
    ),
  ];
}
