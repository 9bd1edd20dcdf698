import type { ObjectRule, RuleSet } from "../contracts";
import { podCarriers } from "./carriers";
import { quoted } from "./cel";
import { podVariables } from "./variables";

/** Kinds that keep their pods running, and so must be told when one of them hangs. */
const lasting = quoted(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"]);

/** Some quantity of a resource is set there; nought is as good as none. */
const sets = (which: "requests" | "limits", resource: "cpu" | "memory") =>
  `(has(c.resources.${which}) && has(c.resources.${which}.${resource}) && c.resources.${which}.${resource} != 0 && c.resources.${which}.${resource} != "0")`;

/** All containers but ephemeral ones, which cannot have resources. */
const everyLasting = (test: string) =>
  `["containers", "initContainers"].all(l, !(l in variables.pod) || variables.pod[l].all(c, ${test}))`;

const control = "CFG-01";

const rules: ObjectRule[] = [
  {
    id: "cpu-request",
    control,
    expression: everyLasting(`has(c.resources) && (${sets("requests", "cpu")} || ${sets("limits", "cpu")})`),
    message: "a container does not say how much of a processor it needs",
    remediation:
      "Set `resources.requests.cpu` in every container, init containers included; a limit of cpu counts as the request.",
  },
  {
    // A limit counts as the request, so that a container with the one has the other.
    id: "memory-limit",
    control,
    expression: everyLasting(`has(c.resources) && ${sets("limits", "memory")}`),
    message: "a container has no limit of memory",
    remediation:
      "Set `resources.requests.memory` and `resources.limits.memory` in every container, init containers included.",
  },
  {
    id: "read-only-root",
    control,
    expression:
      "variables.win || variables.ctrs.all(c, has(c.securityContext) && has(c.securityContext.readOnlyRootFilesystem) && c.securityContext.readOnlyRootFilesystem == true)",
    message: "a container may write to its root file system",
    remediation:
      "Set `securityContext.readOnlyRootFilesystem: true` in every container, and mount an emptyDir volume where it must write.",
  },
  {
    id: "probes",
    control,
    expression: `!(variables.anyObject.kind in ${lasting}) || !has(variables.pod.containers) || variables.pod.containers.all(c, has(c.livenessProbe) || has(c.readinessProbe))`,
    message: "a container has neither a liveness nor a readiness probe",
    remediation: "Give every container that serves a `livenessProbe` or a `readinessProbe`.",
  },
  {
    id: "namespace",
    control,
    expression:
      'has(variables.anyObject.metadata.namespace) && !variables.anyObject.metadata.namespace.matches("^(default)?$")',
    message: "the object is in the namespace default, or names none, which means the same",
    remediation: "Set `metadata.namespace` to a namespace of the workload's own.",
  },
];

/** How a workload behaves towards others of its cluster. */
export const configuration: RuleSet = {
  id: "configuration",
  subject: "pod-template",
  kinds: podCarriers,
  variables: podVariables,
  rules,
};
