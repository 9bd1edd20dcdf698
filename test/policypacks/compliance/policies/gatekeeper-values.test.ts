import { broken, type Sample, samples, unknown } from "../../../support/samples";
import { cases } from "../cases";

const [cluster, release] = [samples.cluster(), samples.release()];
const set = (path: string, value: unknown): Sample[] => [cluster, broken(release, `values.${path}`, value)];
const nameLabel = "kubernetes.io/metadata.name";
const exempting = (labels: unknown) => set("validatingWebhookExemptNamespacesLabels", labels);
const rule = (more: Record<string, unknown> = {}) => ({
  apiGroups: ["*"],
  apiVersions: ["*"],
  operations: ["CREATE", "UPDATE"],
  resources: ["*"],
  ...more,
});

describe("POL-01 values that take objects away from the webhook", () => {
  cases("POL-01", [
    ["rules in CEL off", set("enableK8sNativeValidation", false), "fail", "enableK8sNativeValidation is false"],
    [
      "the webhook against exemptions failing open",
      set("validatingWebhookCheckIgnoreFailurePolicy", "Ignore"),
      "fail",
      'is "Ignore"; expected "Fail"',
    ],
    [
      "a condition that is never met",
      set("validatingWebhookMatchConditions", [{ name: "never", expression: "false" }]),
      "fail",
      "validatingWebhookMatchConditions is set",
    ],
    ["no condition", set("validatingWebhookMatchConditions", []), "pass"],
    ["unknown conditions", set("validatingWebhookMatchConditions", unknown), "unknown"],
    ["an object selector", set("validatingWebhookObjectSelector", { matchLabels: { a: "b" } }), "fail"],
    ["an empty object selector", set("validatingWebhookObjectSelector", {}), "pass"],
    ["a webhook elsewhere", set("validatingWebhookURL", "https://elsewhere.example"), "fail"],
    ["no webhook elsewhere", set("validatingWebhookURL", ""), "pass"],
    ["exempt prefixes", set("controllerManager.exemptNamespacePrefixes", ["pay"]), "fail"],
    ["exempt suffixes", set("controllerManager.exemptNamespaceSuffixes", ["ments"]), "fail"],
    ["cluster objects alone", set("validatingWebhookScope", "Cluster"), "fail"],
    ["every scope in words", set("validatingWebhookScope", "*"), "pass"],
    ["the platform's namespaces exempt", set("controllerManager.exemptNamespaces", ["kube-system"]), "pass"],
    [
      "another namespace exempt",
      set("controllerManager.exemptNamespaces", ["kube-system", "payments"]),
      "fail",
      "controllerManager.exemptNamespaces[1]",
    ],
    ["an unknown namespace exempt", set("controllerManager.exemptNamespaces", [unknown]), "unknown"],
    ["unknown namespaces exempt", set("controllerManager.exemptNamespaces", unknown), "unknown"],
    ["namespaces of the wrong type exempt", set("controllerManager.exemptNamespaces", "kube-system"), "fail"],
    [
      "the namespace of the release exempt",
      [
        cluster,
        broken(broken(release, "namespace", "admission"), "values.controllerManager.exemptNamespaces", ["admission"]),
      ],
      "pass",
    ],
    ["the platform's namespaces exempt by name", exempting({ [nameLabel]: ["kube-system", "kube-public"] }), "pass"],
    ["another namespace exempt by name", exempting({ [nameLabel]: ["payments"] }), "fail"],
    ["namespaces exempt by a label", exempting({ "example.com/free": ["true"] }), "fail"],
    ["namespaces exempt by an unknown label", exempting(unknown), "unknown"],
    ["no namespace exempt by label", exempting({}), "pass"],
    ["rules for everything", set("validatingWebhookCustomRules", [rule()]), "pass"],
    ["no rules of one's own", set("validatingWebhookCustomRules", {}), "pass"],
    [
      "rules for something else",
      set("validatingWebhookCustomRules", [rule({ resources: ["configmaps"] })]),
      "fail",
      "validatingWebhookCustomRules leaves out",
    ],
    ["rules that leave out updates", set("validatingWebhookCustomRules", [rule({ operations: ["CREATE"] })]), "fail"],
    ["rules that leave out batch", set("validatingWebhookCustomRules", [rule({ apiGroups: ["", "apps"] })]), "fail"],
    ["rules for cluster objects", set("validatingWebhookCustomRules", [rule({ scope: "Cluster" })]), "fail"],
    ["rules of an unknown scope", set("validatingWebhookCustomRules", [rule({ scope: unknown })]), "unknown"],
    ["rules for another version", set("validatingWebhookCustomRules", [rule({ apiVersions: ["v2"] })]), "fail"],
    ["unknown rules", set("validatingWebhookCustomRules", unknown), "unknown"],
    ["an unknown rule", set("validatingWebhookCustomRules", [unknown]), "unknown"],
    ["an unknown rule beside one for everything", set("validatingWebhookCustomRules", [unknown, rule()]), "pass"],
    ["rules of the wrong type", set("validatingWebhookCustomRules", "all"), "fail"],
    [
      "a value that stands beside files of values",
      [cluster, broken(broken(release, "values.disableAudit", true), "valueYamlFiles", [{ path: "values.yaml" }])],
      "fail",
      "disableAudit is true; expected false",
    ],
    ["values that a program changes at the end", [cluster, broken(release, "postrender", "sed")], "unknown"],
  ]);
});

describe("POL-01 several clusters", () => {
  const second: Sample = { ...cluster, name: "second" };
  const declared = samples.gatekeeper();
  const installed: Sample = { ...release, parent: declared.name };
  cases("POL-01", [
    ["one Gatekeeper for two", [cluster, second, release], "unknown", "2 clusters and 1 Gatekeeper"],
    ["one declared with its release, for two", [cluster, second, declared, installed], "unknown"],
    ["one for each", [cluster, second, release, { ...release, name: "other", provider: "other" }], "pass"],
    ["two in one of them", [cluster, second, release, { ...release, name: "other" }], "unknown"],
    ["one declared for each", [cluster, second, declared, { ...declared, name: "second-gatekeeper" }], "pass"],
  ]);
});
