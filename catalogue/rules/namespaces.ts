import { RuleParameter, type RuleSet } from "../contracts";

const enforce = "pod-security.kubernetes.io/enforce";
const version = "pod-security.kubernetes.io/enforce-version";

const ofWorkloads = { control: "PSS-02", parameters: [RuleParameter.PlatformNamespaces] };

/** What namespaces enforce. platform: whether it is one of the platform's own. labels: its labels. */
export const namespaces: RuleSet = {
  id: "namespaces",
  subject: "object",
  kinds: [{ apiGroups: [""], kinds: ["Namespace"] }],
  variables: [
    {
      name: "platform",
      expression:
        "has(variables.anyObject.metadata.name) && variables.anyObject.metadata.name in variables.platformNamespaces",
    },
    {
      name: "labels",
      expression: "has(variables.anyObject.metadata.labels) ? variables.anyObject.metadata.labels : {}",
    },
  ],
  rules: [
    {
      ...ofWorkloads,
      id: "namespace-standard",
      expression: `variables.platform || ("${enforce}" in variables.labels && variables.labels["${enforce}"] == "restricted")`,
      message: "the namespace does not enforce the restricted Pod Security Standard",
      remediation: `Set the label \`${enforce}: restricted\`; without it every pod is let in.`,
    },
    {
      ...ofWorkloads,
      id: "namespace-standard-version",
      expression: `variables.platform || !("${version}" in variables.labels) || variables.labels["${version}"] == "latest" || variables.labels["${version}"].matches("^v1[.](0|[1-9][0-9]*)$")`,
      message: "the namespace names a version of the Pod Security Standards that there is not",
      remediation: `Remove the label \`${version}\`, or set it to latest or to a minor version such as v1.35.`,
    },
  ],
};
