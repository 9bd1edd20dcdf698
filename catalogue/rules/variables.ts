import type { RuleVariable } from "../contracts";

/** User namespaces relax three rules of the Pod Security Standards from this Kubernetes version on. */
const relaxed = { version: "1.35", otherwise: "false" };

const userNamespace = "has(variables.pod.hostUsers) && variables.pod.hostUsers == false";

/**
 * What the pod rules share, in order of use. Everything hangs off `variables.anyObject`, the object under judgement:
 * Gatekeeper binds it, a ValidatingAdmissionPolicy declares it as `object`, the pack passes it.
 * tpl: the pod template. pod: its spec. ann: its annotations. ctrs: all containers (containers, init, ephemeral).
 * scs: every security context. win: a Windows pod. userns: a pod in a user namespace of its own.
 */
export const podVariables: RuleVariable[] = [
  {
    name: "tpl",
    expression:
      'variables.anyObject.kind == "Pod" ? variables.anyObject : variables.anyObject.kind == "CronJob" ? variables.anyObject.spec.jobTemplate.spec.template : variables.anyObject.spec.template',
  },
  { name: "pod", expression: "variables.tpl.spec" },
  {
    name: "ann",
    expression:
      "has(variables.tpl.metadata) && has(variables.tpl.metadata.annotations) ? variables.tpl.metadata.annotations : {}",
  },
  {
    name: "ctrs",
    expression:
      "(has(variables.pod.containers) ? variables.pod.containers : []) + (has(variables.pod.initContainers) ? variables.pod.initContainers : []) + (has(variables.pod.ephemeralContainers) ? variables.pod.ephemeralContainers : [])",
  },
  {
    name: "scs",
    expression:
      "(has(variables.pod.securityContext) ? [variables.pod.securityContext] : []) + variables.ctrs.filter(c, has(c.securityContext)).map(c, c.securityContext)",
  },
  {
    name: "win",
    expression: 'has(variables.pod.os) && has(variables.pod.os.name) && variables.pod.os.name == "windows"',
  },
  { name: "userns", expression: userNamespace, since: relaxed },
];
