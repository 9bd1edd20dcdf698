import { FalcoPriority, type FalcoRule, FalcoSource } from "../contracts";

const by = "user=%ka.user.name from=%ka.sourceips agent=%ka.useragent";
const pod = "namespace=%ka.target.namespace pod=%ka.target.name";
const knownUsers = [{ name: "known_user", fields: ["ka.user.name", "ka.target.namespace"] }];

/** Ways into a running pod, as the API server sees them. A session is one event: what is typed in it is not. */
export const sessionRules: FalcoRule[] = [
  {
    name: "Session opened in a pod",
    what: "Somebody ran a command in a running container, or attached to its process",
    source: FalcoSource.Audit,
    // The verb says nothing: newer clients get, older ones create.
    condition:
      "ka.stage = ResponseStarted and ka.target.resource = pods and ka.target.subresource in (exec, attach) and not rampart_automation",
    output: `Session opened in a pod | ${by} ${pod} way=%ka.target.subresource command=%ka.uri.param[command]`,
    priority: FalcoPriority.Warning,
    tags: ["MON-01", "PCI_DSS_10.2.1.2", "HIPAA_164.312(b)", "ISO_27001_A.8.16", "mitre_execution"],
    runbook: "falco-pod-session",
    exceptions: knownUsers,
  },
  {
    name: "Port of a pod forwarded",
    what: "Somebody opened a tunnel to a port of a pod, past every NetworkPolicy",
    source: FalcoSource.Audit,
    condition:
      "ka.stage = ResponseStarted and ka.target.resource = pods and ka.target.subresource = portforward and not rampart_automation",
    output: `Port of a pod forwarded | ${by} ${pod}`,
    priority: FalcoPriority.Notice,
    tags: ["MON-01", "PCI_DSS_10.2.1.2", "HIPAA_164.312(b)", "ISO_27001_A.8.16", "mitre_lateral_movement"],
    runbook: "falco-pod-session",
    exceptions: knownUsers,
  },
  {
    name: "Debugging container added to a pod",
    what: "Somebody put an ephemeral container into a running pod",
    source: FalcoSource.Audit,
    condition:
      "rampart_answered and ka.target.resource = pods and ka.target.subresource = ephemeralcontainers and ka.verb in (create, update, patch) and rampart_allowed",
    output: `Debugging container added to a pod | ${by} ${pod} image=%ka.req.pod.ephemeralContainers.image`,
    priority: FalcoPriority.Warning,
    tags: ["MON-01", "PCI_DSS_10.2.1.2", "HIPAA_164.312(b)", "ISO_27001_A.8.16", "mitre_execution"],
    runbook: "falco-pod-session",
    exceptions: knownUsers,
  },
];
