import { expect } from "chai";
import { falcoItems, FalcoSource } from "../../../catalogue/falco";
import { type Event, firstMatch } from "./evaluate";
import { full, pipeline, rulesOf } from "./settings";

const inPod: Event = { "container.id": "0123456789ab", "k8s.ns.name": "web", "proc.vpid": 12, "proc.name": "app" };
const inPayments: Event = { ...inPod, "k8s.ns.name": "payments" };
const onNode: Event = { "container.id": "host", "proc.name": "cat" };
const started: Event = {
  "evt.type": "execve",
  "evt.failed": false,
  "proc.tty": 0,
  "proc.pname": "app",
  "proc.args": "",
};
const shell: Event = { ...started, "proc.name": "bash", "proc.tty": 34816 };
const read: Event = {
  "evt.type": "openat",
  "evt.is_open_read": true,
  "fd.typechar": "f",
  "fd.num": 5,
  "fd.name": "/srv/data/cards.db",
  "proc.exepath": "/bin/cat",
};
const volume = "/var/lib/kubelet/pods/1234/volumes/kubernetes.io~csi/pvc-1/mount/cards.db";
const connected: Event = {
  "evt.type": "connect",
  "evt.rawres": 0,
  "fd.typechar": "4",
  "fd.snet": "203.0.113.9",
  "fd.sport": 443,
};
const changed: Event = { "evt.failed": false };

const calls: [what: string, event: Event, rule: string | undefined][] = [
  ["a shell with a terminal in a regulated namespace", { ...inPayments, ...shell }, "Shell in a regulated namespace"],
  ["the same by execveat", { ...inPayments, ...shell, "evt.type": "execveat" }, "Shell in a regulated namespace"],
  ["a shell that could not be started", { ...inPayments, ...shell, "evt.failed": true }, undefined],
  ["a shell elsewhere", { ...inPod, ...shell }, undefined],
  ["a shell on the node", { ...onNode, ...shell }, undefined],
  ["a shell of an entrypoint", { ...inPayments, ...shell, "proc.tty": 0 }, undefined],
  ["a shell of a server", { ...inPod, ...shell, "proc.tty": 0, "proc.pname": "nginx" }, "Shell started by a server"],
  ["a package manager", { ...inPod, ...started, "proc.name": "apk" }, "Package manager in a container"],
  [
    "npm install",
    { ...inPod, ...started, "proc.name": "npm", "proc.args": "/usr/bin/npm install x" },
    "Package manager in a container",
  ],
  ["npm start", { ...inPod, ...started, "proc.name": "npm", "proc.args": "/usr/bin/npm start" }, undefined],
  ["a package manager of the node", { ...onNode, ...started, "proc.name": "dnf" }, undefined],
  ["data read by a stranger", { ...inPayments, ...read }, "Regulated data read by another process"],
  ["data read by its reader", { ...inPayments, ...read, "proc.exepath": "/app/server" }, undefined],
  ["the same path in another namespace", { ...inPod, ...read }, undefined],
  ["a file beside the mount", { ...inPayments, ...read, "fd.name": "/srv/database" }, undefined],
  ["data that is written", { ...inPayments, ...read, "evt.is_open_read": false }, undefined],
  ["data that could not be opened", { ...inPayments, ...read, "fd.num": -1 }, undefined],
  [
    "data read through another process",
    { ...inPod, ...read, "fd.name": "/proc/17/root/srv/data/cards.db" },
    "Regulated data read by another process",
  ],
  ["a volume read from its node", { ...onNode, ...read, "fd.name": volume }, "Volume of a pod read from its node"],
  ["a volume read by the kubelet", { ...onNode, ...read, "fd.name": volume, "proc.name": "kubelet" }, undefined],
  ["an unknown connection", { ...inPayments, ...connected }, "Connection outside the allow list"],
  [
    "one that is on its way",
    { ...inPayments, ...connected, "evt.rawres": -115, "evt.res": "EINPROGRESS" },
    "Connection outside the allow list",
  ],
  ["one that was refused", { ...inPayments, ...connected, "evt.rawres": -111, "evt.res": "ECONNREFUSED" }, undefined],
  [
    "the metadata of the instance",
    { ...inPayments, ...connected, "fd.snet": "169.254.169.254" },
    "Connection outside the allow list",
  ],
  ["a connection in the VPC", { ...inPayments, ...connected, "fd.snet": "10.1.2.3" }, undefined],
  ["a connection to an allowed port", { ...inPayments, ...connected, "fd.sport": 53 }, undefined],
  ["a connection of another namespace", { ...inPod, ...connected }, undefined],
  ["a socket of the pod", { ...inPayments, ...connected, "fd.typechar": "u" }, undefined],
  ["sudo", { ...inPod, ...started, "proc.name": "sudo" }, "Program that changes privileges"],
  [
    "a process that takes user 0",
    { ...inPod, ...changed, "evt.type": "setuid", "evt.arg.uid": "root" },
    "Process becomes root",
  ],
  [
    "the same by its effective user",
    { ...inPod, ...changed, "evt.type": "setresuid", "evt.arg.euid": "0" },
    "Process becomes root",
  ],
  [
    "an entrypoint that takes user 0",
    { ...inPod, ...changed, "evt.type": "setuid", "evt.arg.uid": "0", "proc.vpid": 1 },
    undefined,
  ],
  ["a process that gives up user 0", { ...inPod, ...changed, "evt.type": "setuid", "evt.arg.uid": "1000" }, undefined],
  [
    "the runtime that starts a container",
    { ...inPod, ...changed, "evt.type": "setuid", "evt.arg.uid": "0", "proc.name": "runc:[2:INIT]" },
    undefined,
  ],
  [
    "a file with the bit of its owner",
    { ...inPod, ...changed, "evt.type": "fchmodat", "evt.arg.mode": "S_IXUSR|S_ISUID" },
    "File made to run as its owner",
  ],
  [
    "a file that may be started",
    { ...inPod, ...changed, "evt.type": "fchmodat", "evt.arg.mode": "S_IXUSR" },
    undefined,
  ],
  [
    "a process that enters namespaces",
    { ...inPod, ...changed, "evt.type": "setns" },
    "Process enters other namespaces",
  ],
  ["a process that may not", { ...inPod, "evt.failed": true, "evt.type": "setns" }, undefined],
];

const session: Event = {
  "ka.stage": "ResponseStarted",
  "ka.target.resource": "pods",
  "ka.target.subresource": "exec",
  "ka.verb": "get",
  "ka.user.name": "jane",
};
const answered: Event = { "ka.stage": "ResponseComplete", "ka.response.code": 200, "ka.user.name": "jane" };
const secret: Event = { ...answered, "ka.target.resource": "secrets", "ka.verb": "list" };
const debugging: Event = {
  ...answered,
  "ka.target.resource": "pods",
  "ka.target.subresource": "ephemeralcontainers",
  "ka.verb": "patch",
};
const emergency = "arn:aws:sts::123456789012:assumed-role/emergency/jane";

const requests: [what: string, event: Event, rule: string | undefined][] = [
  ["exec by the verb get", session, "Session opened in a pod"],
  ["exec by the verb create", { ...session, "ka.verb": "create" }, "Session opened in a pod"],
  ["attach", { ...session, "ka.target.subresource": "attach" }, "Session opened in a pod"],
  ["the end of a session", { ...session, "ka.stage": "ResponseComplete" }, undefined],
  ["exec by a machine", { ...session, "ka.user.name": "deployer" }, undefined],
  ["exec by a session of a machine's role", { ...session, "ka.user.name": `${pipeline}/run-7` }, undefined],
  ["exec by a role of a like name", { ...session, "ka.user.name": `${pipeline}-2/run-7` }, "Session opened in a pod"],
  ["port-forward", { ...session, "ka.target.subresource": "portforward" }, "Port of a pod forwarded"],
  ["a debugging container", debugging, "Debugging container added to a pod"],
  ["a refused debugging container", { ...debugging, "ka.response.code": 403 }, undefined],
  ["a list of Secrets", secret, "Secrets read by a person"],
  ["a refused list of Secrets", { ...secret, "ka.response.code": 403 }, undefined],
  ["a Secret that is written", { ...secret, "ka.verb": "update" }, undefined],
  ["ConfigMaps", { ...secret, "ka.target.resource": "configmaps" }, undefined],
  ["Secrets read by a component", { ...secret, "ka.user.name": "system:serviceaccount:web:app" }, undefined],
  ["Secrets read by EKS", { ...secret, "ka.user.name": "eks:addon-manager" }, undefined],
  ["Secrets read by a machine", { ...secret, "ka.user.name": `${pipeline}/run-7` }, undefined],
  ["Secrets read in an emergency", { ...secret, "ka.user.name": emergency }, "Emergency access used"],
  ["exec in an emergency", { ...session, "ka.user.name": "emergency" }, "Emergency access used"],
  [
    "a change in an emergency",
    { ...answered, "ka.user.name": emergency, "ka.verb": "delete", "ka.target.resource": "pods" },
    "Emergency access used",
  ],
  [
    "a look in an emergency",
    { ...answered, "ka.user.name": emergency, "ka.verb": "list", "ka.target.resource": "pods" },
    undefined,
  ],
];

describe("catalogue/falco/rules: what they tell of", () => {
  const tables: [FalcoSource, typeof calls][] = [
    [FalcoSource.Syscall, calls],
    [FalcoSource.Audit, requests],
  ];
  for (const [source, table] of tables) {
    const items = falcoItems(source, full);
    for (const [what, event, rule] of table)
      it(`${what}: ${rule ?? "nothing"}`, () => expect(firstMatch(items, event)).to.equal(rule));

    it(`each rule of ${source} tells of something here`, () => {
      expect(new Set(table.map(([, , rule]) => rule).filter(Boolean))).to.deep.equal(new Set(rulesOf(items)));
    });
  }
});
