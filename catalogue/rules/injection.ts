import type { ObjectRule, RuleSet, RuleVariable } from "../contracts";
import { podCarriers } from "./carriers";
import { quoted } from "./cel";
import { podVariables } from "./variables";

/** The labels of a pod. */
const labels: RuleVariable = {
  name: "labels",
  expression: "has(variables.tpl.metadata) && has(variables.tpl.metadata.labels) ? variables.tpl.metadata.labels : {}",
};

const inject = "sidecar.istio.io/inject";
const mode = "istio.io/dataplane-mode";

/** Values with which Istio injects its sidecar, or leaves it to the namespace; with any other the pod gets none. */
const injecting = quoted(["", "true", "yes", "y", "on"]);

const injected = (holder: "labels" | "ann") =>
  `!("${inject}" in variables.${holder}) || variables.${holder}["${inject}"] in ${injecting}`;

const control = "TLS-01";

const rules: ObjectRule[] = [
  {
    id: "injection-label",
    control,
    expression: injected("labels"),
    message: "a label of the pod keeps the sidecar of the mesh away",
    remediation: `Remove the label \`${inject}\` from the pod template.`,
  },
  {
    id: "injection-annotation",
    control,
    expression: injected("ann"),
    message: "an annotation of the pod keeps the sidecar of the mesh away",
    remediation: `Remove the annotation \`${inject}\` from the pod template.`,
  },
  {
    id: "ambient-mode",
    control,
    expression: `!("${mode}" in variables.labels) || variables.labels["${mode}"] != "none"`,
    message: "a label of the pod takes it out of the ambient mesh",
    remediation: `Remove the label \`${mode}\` from the pod template.`,
  },
];

/** Pods that leave the mesh of their namespace. */
export const injection: RuleSet = {
  id: "injection",
  subject: "pod-template",
  kinds: podCarriers,
  variables: [...podVariables, labels],
  rules,
};
