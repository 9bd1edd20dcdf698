import { type AdmissionInput, Enforcement } from "../../../catalogue";
import type { RuleSet } from "../../../catalogue/contracts";

/** A set of two controls, one of them with parameters, about a kind that is judged and one that is only warned about. */
export const services: RuleSet = {
  id: "services",
  subject: "object",
  kinds: [
    { apiGroups: [""], kinds: ["Service"] },
    { apiGroups: ["example.com"], kinds: ["ServiceClass"], warnOnly: "Charts make them." },
  ],
  variables: [
    { name: "type", expression: 'has(variables.anyObject.spec.type) ? variables.anyObject.spec.type : "ClusterIP"' },
    {
      name: "full",
      expression: 'variables.anyObject.metadata.namespace + "/" + variables.anyObject.metadata.name',
    },
    { name: "name", expression: "variables.anyObject.metadata.name" },
  ],
  rules: [
    {
      id: "load-balancer",
      control: "NET-08",
      expression: 'variables.type != "LoadBalancer" || variables.full in variables.exposed',
      message: "a Service is reachable from the internet",
      remediation: "Name it in `exposed`.",
      parameters: ["exposed", "registries"],
    },
    {
      id: "node-port",
      control: "NET-09",
      expression: 'variables.type != "NodePort"',
      message: "a Service opens a port of every node",
      remediation: "Use another type.",
    },
    {
      id: "external-name",
      control: "NET-08",
      expression: 'variables.type != "ExternalName" || variables.name != ""',
      message: "a Service stands for a name outside",
      remediation: "Remove it.",
    },
  ],
};

/** A set about Deployments and their pods, a rule of each level of a standard. */
export const workloads: RuleSet = {
  id: "workloads",
  subject: "pod-template",
  kinds: [
    { apiGroups: [""], kinds: ["Pod"] },
    { apiGroups: ["apps"], kinds: ["Deployment", "ReplicaSet"] },
  ],
  variables: [{ name: "spec", expression: "variables.anyObject.spec" }],
  rules: [
    {
      id: "host-pid",
      control: "PSS-01",
      standard: "baseline",
      expression: "!has(variables.spec.hostPID)",
      message: "a pod sees the processes of its node",
      remediation: "Remove `hostPID`.",
    },
    {
      id: "as-root",
      control: "PSS-01",
      standard: "restricted",
      expression: "!has(variables.spec.runAsUser)",
      message: "a pod may run as root",
      remediation: "Remove `runAsUser`.",
    },
  ],
};

export const input: AdmissionInput = {
  sets: [services, workloads],
  parameters: {
    registries: [],
    exposed: ["shop/web", 'shop/"quoted"'],
    clusterAdmins: ["Group:admins"],
    trustedRoles: [],
    platformNamespaces: ["kube-system"],
  },
  exemptNamespaces: ["kube-system", "a-platform"],
  exclusions: [
    { control: "NET-08", kind: "Service", namespace: "shop", name: "old.web" },
    { control: "NET-08", kind: "ServiceClass", name: "public" },
    { control: "PSS-01", kind: "Deployment", namespace: "shop", name: "agent" },
    { control: "PSS-01", kind: "Service", namespace: "shop", name: "not-judged" },
    { control: "ENC-04", kind: "StorageClass", name: "no-rule-here" },
  ],
  enforcement: Enforcement.Deny,
};

/** What an engine asks of the rules of NET-08. */
export const exposedValidations = [
  {
    expression: 'variables.type != "LoadBalancer" || variables.full in variables.exposed',
    message: "NET-08/load-balancer: a Service is reachable from the internet. Name it in `exposed`.",
  },
  {
    expression: 'variables.type != "ExternalName" || variables.name != ""',
    message: "NET-08/external-name: a Service stands for a name outside. Remove it.",
  },
];
export const exposedAnnotations = { "rampart/control": "NET-08" };

/** `Kind/namespace/name` of what the exclusions take from the rules of each control. */
export const excluded = {
  services: ["^Service/shop/old\\.web$"],
  classes: ["^ServiceClass//public$"],
  workloads: ["^Deployment/shop/agent$", "^Pod/shop/agent-[a-z0-9]+-[a-z0-9]+$", "^ReplicaSet/shop/agent-[a-z0-9]+$"],
};
