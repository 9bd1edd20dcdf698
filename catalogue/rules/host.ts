import type { ObjectRule } from "../contracts";
import { quoted } from "./cel";

const handlers = quoted(["httpGet", "tcpSocket"]);

/** No handler of the member `m` of `holder` names a host. */
const noHost = (holder: string, member: string) =>
  `${handlers}.all(h, !(h in ${holder}[${member}]) || !("host" in ${holder}[${member}][h]) || ${holder}[${member}][h].host == "")`;

/** Rules that keep a pod away from its node. */
export const hostRules: ObjectRule[] = [
  {
    id: "host-process",
    control: "PSS-01",
    standard: "baseline",
    expression:
      "variables.scs.all(s, !has(s.windowsOptions) || !has(s.windowsOptions.hostProcess) || s.windowsOptions.hostProcess == false)",
    message: "a Windows container runs as a process of the host",
    remediation: "Remove `securityContext.windowsOptions.hostProcess`, or set it to false.",
  },
  {
    id: "host-namespaces",
    control: "PSS-01",
    standard: "baseline",
    expression:
      "(!has(variables.pod.hostNetwork) || variables.pod.hostNetwork == false) && (!has(variables.pod.hostPID) || variables.pod.hostPID == false) && (!has(variables.pod.hostIPC) || variables.pod.hostIPC == false)",
    message: "the pod shares the network, process or IPC namespace of its node",
    remediation: "Remove `hostNetwork`, `hostPID` and `hostIPC` from the pod spec, or set them to false.",
  },
  {
    id: "host-path",
    control: "PSS-01",
    standard: "baseline",
    expression: "!has(variables.pod.volumes) || variables.pod.volumes.all(v, !has(v.hostPath))",
    message: "a volume mounts a path of the node",
    remediation: "Replace the `hostPath` volume by emptyDir, configMap, secret, projected or a persistentVolumeClaim.",
  },
  {
    id: "host-ports",
    control: "PSS-01",
    standard: "baseline",
    expression: "variables.ctrs.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort) || p.hostPort == 0))",
    message: "a container takes a port of the node",
    remediation: "Remove `hostPort` from the container's ports and expose the pod by a Service.",
  },
  {
    id: "host-probes",
    control: "PSS-01",
    standard: "baseline",
    expression: `variables.ctrs.all(c, ${quoted(["livenessProbe", "readinessProbe", "startupProbe"])}.all(p, !(p in c) || ${noHost("c", "p")}) && (!has(c.lifecycle) || ${quoted(["postStart", "preStop"])}.all(l, !(l in c.lifecycle) || ${noHost("c.lifecycle", "l")})))`,
    message: "a probe or lifecycle hook sends the kubelet to a host that the pod chose",
    remediation:
      "Remove `host` from `httpGet` and `tcpSocket` of probes and lifecycle hooks; it is the pod's own address then.",
    since: "1.34",
  },
];
