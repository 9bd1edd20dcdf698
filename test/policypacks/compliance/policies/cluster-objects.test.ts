import { broken, type Sample, samples, unknown } from "../../../support/samples";
import { releaseOf } from "../../../support/addon-samples";
import { cases } from "../cases";

describe("ENC-04 storage classes", () => {
  const [gp3, key] = [samples.storageClass(), samples.key()];
  const second = { ...gp3, name: "fast" };
  const annotation = "storageclass.kubernetes.io/is-default-class";
  const plainClass = (sample: Sample) => broken(sample, "metadata.annotations", undefined);
  const patch: Sample = {
    type: "kubernetes:storage.k8s.io/v1:StorageClassPatch",
    name: "gp2",
    provider: "cluster",
    props: { metadata: { name: "gp2", annotations: { [annotation]: "false" } } },
  };
  cases("ENC-04", [
    ["one encrypted default", [gp3], "pass"],
    ["an encrypted class beside it", [gp3, plainClass(second)], "pass"],
    [
      "a class of another driver beside it",
      [gp3, { ...plainClass(second), props: { provisioner: "efs.csi.aws.com" } }],
      "pass",
    ],
    ["encryption off", [broken(gp3, "parameters.encrypted", "false")], "fail", "makes volumes that are not encrypted"],
    ["no encryption", [broken(gp3, "parameters.encrypted", undefined)], "fail", "makes volumes that are not encrypted"],
    ["no parameters", [broken(gp3, "parameters", undefined)], "fail"],
    ["no key", [broken(gp3, "parameters.kmsKeyId", undefined)], "fail", "kmsKeyId is not set"],
    [
      "the in-tree driver, not encrypted",
      [gp3, { ...plainClass(second), props: { provisioner: "kubernetes.io/aws-ebs" } }],
      "fail",
    ],
    ["an unknown key", [broken(gp3, "parameters.kmsKeyId", unknown)], "unknown"],
    [
      "an unknown key of this stack",
      [{ ...broken(gp3, "parameters.kmsKeyId", unknown), sources: { parameters: ["data"] } }, key],
      "pass",
    ],
    ["an unknown driver", [broken(gp3, "provisioner", unknown)], "unknown"],
    ["a driver of the wrong type", [broken(gp3, "provisioner", 7)], "fail", "wrong type"],
    ["unknown encryption", [broken(gp3, "parameters.encrypted", unknown)], "unknown"],
    ["no default", [plainClass(gp3)], "fail", "no class of the stack is the default"],
    ["two defaults", [gp3, second], "fail", "2 classes call themselves default"],
    ["two defaults of two clusters", [gp3, { ...second, provider: "other" }], "pass"],
    [
      "an unknown default",
      [broken(gp3, "metadata.annotations", unknown)],
      "unknown",
      "whether this class is the default",
    ],
    [
      "a default of another driver",
      [broken(gp3, "provisioner", "efs.csi.aws.com")],
      "fail",
      "makes no encrypted EBS volumes",
    ],
    ["a patch that takes the default away", [gp3, patch], "pass"],
    ["a patch that makes a default", [broken(patch, "metadata.annotations", { [annotation]: "true" })], "unknown"],
    ["a class of no driver", [broken(gp3, "provisioner", undefined)], "unknown"],
    [
      "a bad class in a list",
      [
        gp3,
        {
          type: "kubernetes:core/v1:List",
          name: "list",
          provider: "cluster",
          props: { items: [{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", provisioner: "ebs.csi.aws.com" }] },
        },
      ],
      "fail",
    ],
    [
      "an unknown item in a list of classes",
      [
        gp3,
        {
          type: "kubernetes:storage.k8s.io/v1:StorageClassList",
          name: "list",
          provider: "cluster",
          props: { items: [unknown] },
        },
      ],
      "unknown",
    ],
    ["no class", [samples.namespace()], "not-applicable"],
  ]);
});

describe("NET-05 default deny", () => {
  const [namespace, deny] = [samples.namespace(), samples.defaultDeny()];
  const spec = (value: Record<string, unknown>, name = "second"): Sample => ({ ...broken(deny, "spec", value), name });
  const both = ["Ingress", "Egress"];
  const to = (rule: Record<string, unknown>) => spec({ podSelector: {}, policyTypes: ["Egress"], egress: [rule] });
  const nameless = broken(namespace, "metadata.name", undefined);
  const unknownNamespace = broken(deny, "metadata.namespace", unknown);
  const calico = (
    value: Record<string, unknown>,
    type = "kubernetes:crd.projectcalico.org/v1:GlobalNetworkPolicy",
  ): Sample => ({ type, name: "deny", provider: "cluster", props: { spec: value } });
  cases("NET-05", [
    ["a deny for both directions", [namespace, deny], "pass"],
    [
      "one deny for each direction",
      [
        namespace,
        spec({ podSelector: {}, policyTypes: ["Ingress"] }),
        spec({ podSelector: {}, policyTypes: ["Egress"] }, "third"),
      ],
      "pass",
    ],
    ["no policy", [namespace], "fail", "no NetworkPolicy denies ingress and egress by default"],
    ["ingress alone", [namespace, spec({ podSelector: {}, policyTypes: ["Ingress"] })], "fail", "denies egress"],
    ["no types", [namespace, spec({ podSelector: {} })], "fail", "denies egress"],
    ["some pods", [namespace, spec({ podSelector: { matchLabels: { app: "api" } }, policyTypes: both })], "fail"],
    ["no selector", [namespace, spec({ policyTypes: both })], "fail"],
    [
      "rules in it",
      [
        namespace,
        spec({
          podSelector: {},
          policyTypes: both,
          ingress: [{ from: [{ podSelector: {} }] }],
          egress: [{ ports: [{ port: 53 }] }],
        }),
      ],
      "pass",
    ],
    [
      "the deny and a narrow rule",
      [
        namespace,
        deny,
        spec({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] }),
      ],
      "pass",
    ],
    [
      "the deny and a rule for all",
      [namespace, deny, spec({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] })],
      "fail",
      "a rule of the policy is empty and allows all traffic",
    ],
    [
      "the deny and every address",
      [
        namespace,
        deny,
        spec({ podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] }),
      ],
      "fail",
      "allows all traffic with the internet",
    ],
    [
      "the deny and every address on one port",
      [
        namespace,
        deny,
        spec({
          podSelector: {},
          policyTypes: ["Egress"],
          egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 443 }] }],
        }),
      ],
      "pass",
    ],
    [
      "the deny and every address but some",
      [
        namespace,
        deny,
        spec({
          podSelector: {},
          policyTypes: ["Egress"],
          egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] }],
        }),
      ],
      "fail",
      "allows all traffic with the internet",
    ],
    ["a deny elsewhere", [namespace, broken(deny, "metadata.namespace", "other")], "fail"],
    ["a deny without namespace", [namespace, broken(deny, "metadata.namespace", undefined)], "fail"],
    ["a deny in another cluster", [namespace, { ...deny, provider: "other" }], "fail"],
    ["a deny in an unknown namespace", [namespace, unknownNamespace], "unknown"],
    [
      "a deny in this namespace, by its source",
      [namespace, { ...unknownNamespace, sources: { metadata: ["payments"] } }],
      "pass",
    ],
    [
      "a namespace of unknown name, by its source",
      [nameless, { ...unknownNamespace, sources: { metadata: ["payments"] } }],
      "pass",
    ],
    ["a namespace of unknown name", [nameless, deny], "unknown"],
    ["an unknown spec", [namespace, broken(deny, "spec", unknown)], "unknown"],
    ["an unknown selector", [namespace, broken(deny, "spec.podSelector", unknown)], "unknown"],
    ["unknown types", [namespace, broken(deny, "spec.policyTypes", unknown)], "unknown"],
    ["unknown rules", [namespace, broken(deny, "spec.ingress", unknown)], "unknown"],
    [
      "the deny and an unknown rule",
      [namespace, deny, spec({ podSelector: {}, policyTypes: ["Ingress"], ingress: [unknown] })],
      "unknown",
    ],
    ["a selector of the wrong type", [namespace, broken(deny, "spec.podSelector", "all")], "fail"],
    ["Calico's deny for all", [namespace, calico({ types: both })], "pass"],
    [
      "Calico's deny for all, by the API server",
      [namespace, calico({ selector: "all()", types: both }, "kubernetes:projectcalico.org/v3:GlobalNetworkPolicy")],
      "pass",
    ],
    ["Calico's deny for some", [namespace, calico({ selector: "app == 'api'", types: both })], "fail"],
    ["Calico's rule for all", [namespace, deny, calico({ types: both, ingress: [{ action: "Allow" }] })], "fail"],
    [
      "Calico's narrow rule",
      [
        namespace,
        deny,
        calico({ types: ["Ingress"], ingress: [{ action: "Allow", protocol: "TCP", destination: { ports: [443] } }] }),
      ],
      "pass",
    ],
    ["Calico's unknown selector", [namespace, calico({ selector: unknown, types: both })], "unknown"],
    [
      "a second namespace without",
      [namespace, deny, { ...broken(namespace, "metadata.name", "web"), name: "web" }],
      "fail",
    ],
    [
      "a namespace in a list",
      [
        {
          type: "kubernetes:core/v1:List",
          name: "list",
          props: { items: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "web" } }] },
        },
      ],
      "fail",
    ],
    [
      "the deny and every address in halves",
      [namespace, deny, to({ to: [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "128.0.0.0/1" } }] })],
      "fail",
      "allows all traffic with the internet",
    ],
    ["the deny and an unknown address", [namespace, deny, to({ to: [{ ipBlock: { cidr: unknown } }] })], "unknown"],
    ["the deny and an unknown peer", [namespace, deny, to({ to: [unknown] })], "unknown"],
    ["the deny and unknown peers", [namespace, deny, to({ to: unknown })], "unknown"],
    ["the deny and unknown ports", [namespace, deny, to({ ports: unknown })], "unknown"],
    ["no types and unknown egress", [namespace, spec({ podSelector: {}, egress: unknown })], "unknown"],
    [
      "no types and an egress rule",
      [namespace, deny, spec({ podSelector: {}, egress: [{}] })],
      "fail",
      "a rule of the policy is empty",
    ],
    ["an unknown type among the types", [namespace, spec({ podSelector: {}, policyTypes: [unknown] })], "unknown"],
    ["an unknown label", [namespace, spec({ podSelector: { matchLabels: unknown }, policyTypes: both })], "unknown"],
    [
      "an empty list of expressions",
      [namespace, spec({ podSelector: { matchExpressions: [] }, policyTypes: both })],
      "pass",
    ],
    ["Calico's unknown rule", [namespace, deny, calico({ types: both, ingress: [unknown] })], "unknown"],
    [
      "Calico's rule with an unknown action",
      [namespace, deny, calico({ types: both, egress: [{ action: unknown }] })],
      "unknown",
    ],
    [
      "Calico's rule with an empty source",
      [namespace, deny, calico({ types: both, ingress: [{ action: "Allow", source: {} }] })],
      "fail",
    ],
    ["Calico's unknown types", [namespace, calico({ types: unknown })], "unknown"],
    [
      "a deny whose namespace is one of two",
      [
        namespace,
        { ...broken(namespace, "metadata.name", "web"), name: "web" },
        { ...unknownNamespace, sources: { metadata: ["payments", "web"] } },
      ],
      "unknown",
    ],
    [
      "a deny whose namespace is another",
      [
        namespace,
        deny,
        { ...broken(namespace, "metadata.name", "web"), name: "web" },
        { ...unknownNamespace, name: "other", sources: { metadata: ["payments"] } },
      ],
      "fail",
    ],
    [
      "the default namespace, and a deny that names none",
      [broken(namespace, "metadata.name", "default"), broken(deny, "metadata.namespace", undefined)],
      "pass",
    ],
    [
      "a namespace whose name the outputs tell",
      [{ ...nameless, outputs: { metadata: { name: "payments" } } }, deny],
      "pass",
    ],
    ["no namespace", [deny], "not-applicable"],
  ]);
});

describe("POL-01 Gatekeeper", () => {
  const [cluster, declared, release] = [samples.cluster(), samples.gatekeeper(), samples.release()];
  const value = (path: string, set: unknown): Sample => {
    const [release] = declared.props["releases"] as { securityValues: object }[];
    return broken(declared, "releases.0.securityValues", { ...release!.securityValues, [path]: set });
  };
  const kyverno = (change: Record<string, unknown> = {}): Sample =>
    releaseOf("kyverno", { "admissionController.replicas": 3, ...change });
  cases("POL-01", [
    ["declared", [cluster, declared], "pass"],
    ["released", [cluster, release], "pass"],
    ["released by a chart resource", [cluster, { ...release, type: "kubernetes:helm.sh/v4:Chart" }], "pass"],
    [
      "released from an OCI registry",
      [cluster, broken(release, "chart", "oci://registry.example/charts/gatekeeper")],
      "pass",
    ],
    ["absent", [cluster], "fail", "installs no gatekeeper"],
    ["Kyverno in its place", [cluster, kyverno()], "pass"],
    ["Kyverno with one replica", [cluster, kyverno({ "admissionController.replicas": 1 })], "fail"],
    [
      "Kyverno with the replicas of its chart",
      [cluster, kyverno({ "admissionController.replicas": undefined })],
      "fail",
    ],
    ["Kyverno with unknown replicas", [cluster, kyverno({ "admissionController.replicas": unknown })], "unknown"],
    [
      "Kyverno that fails open",
      [cluster, kyverno({ "features.forceFailurePolicyIgnore.enabled": true })],
      "fail",
      "forceFailurePolicyIgnore.enabled is true",
    ],
    ["Kyverno of another version", [cluster, broken(kyverno(), "version", "3.1.0")], "fail"],
    ["another chart alone", [cluster, broken(release, "chart", "falco")], "fail", "installs no gatekeeper"],
    [
      "another version",
      [cluster, broken(declared, "releases.0.version", "3.22.0")],
      "fail",
      'version is "3.22.0"; expected "3.23.0"',
    ],
    ["no version", [cluster, broken(release, "version", undefined)], "fail", "version is not set"],
    ["too few replicas", [cluster, value("replicas", 1)], "fail", "replicas is 1; expected at least 3"],
    ["the chart's replicas", [cluster, value("replicas", undefined)], "pass"],
    [
      "failing open",
      [cluster, value("validatingWebhookFailurePolicy", "Ignore")],
      "fail",
      'is "Ignore"; expected "Fail"',
    ],
    ["failing open by the chart's default", [cluster, broken(release, "values", {})], "fail", 'is "Ignore"'],
    ["without values", [cluster, broken(release, "values", undefined)], "fail"],
    ["no audit", [cluster, value("disableAudit", true)], "fail"],
    [
      "no audit, nested",
      [cluster, broken(release, "values.audit", { disableAuditOperation: true })],
      "fail",
      "audit.disableAuditOperation",
    ],
    ["no webhook", [cluster, value("disableValidatingWebhook", true)], "fail"],
    ["unknown replicas", [cluster, value("replicas", unknown)], "unknown"],
    ["unknown values", [cluster, broken(release, "values", unknown)], "unknown"],
    ["values in files", [cluster, broken(release, "valueYamlFiles", [{ path: "values.yaml" }])], "unknown"],
    ["an unknown chart", [cluster, broken(release, "chart", unknown)], "unknown"],
    ["replicas of the wrong type", [cluster, value("replicas", "3")], "fail"],
    ["a declaration of the wrong type", [cluster, broken(declared, "releases", "gatekeeper")], "fail"],
    ["a good declaration and a bad release", [cluster, declared, broken(release, "values", {})], "fail"],
    ["no cluster", [declared], "not-applicable"],
  ]);
});
