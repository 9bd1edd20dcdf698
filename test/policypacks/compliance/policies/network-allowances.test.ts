import { expect } from "chai";
import { broken, type Sample, samples, unknown } from "../../../support/samples";
import { type Case, cases } from "../cases";
import { run } from "../harness";

const [namespace, deny] = [samples.namespace(), samples.defaultDeny()];
const both = ["Ingress", "Egress"];

/** A second policy beside the deny. */
const beside = (spec: Record<string, unknown>): Sample[] => [
  namespace,
  deny,
  { ...broken(deny, "spec", spec), name: "second" },
];
const ingress = (rule: Record<string, unknown>) =>
  beside({ podSelector: {}, policyTypes: ["Ingress"], ingress: [rule] });
const egress = (rule: Record<string, unknown>) => beside({ podSelector: {}, policyTypes: ["Egress"], egress: [rule] });
const selecting = (operator: string) =>
  beside({ podSelector: { matchExpressions: [{ key: "x", operator }] }, policyTypes: ["Ingress"], ingress: [{}] });

const sixteen = Array.from({ length: 16 }, (_, index) => `${16 + index}.0.0.0/8`);

describe("NET-05 what a NetworkPolicy allows beside the deny", () => {
  cases("NET-05", [
    [
      "all ports of the protocols",
      ingress({ ports: [{ protocol: "TCP" }, { protocol: "UDP" }] }),
      "fail",
      "allows all",
    ],
    ["all ports as a range", ingress({ ports: [{ port: 1, endPort: 65535 }] }), "fail"],
    [
      "all ports in two ranges",
      ingress({
        ports: [
          { port: 1, endPort: 30000 },
          { port: 30001, endPort: 65535 },
        ],
      }),
      "fail",
    ],
    ["a narrow range of ports", ingress({ ports: [{ port: 30000, endPort: 32767 }] }), "pass"],
    ["a port by name", ingress({ ports: [{ port: "https" }] }), "pass"],
    ["an unknown port", ingress({ ports: [{ port: unknown }] }), "unknown"],
    ["an unknown end of a range", ingress({ ports: [{ port: 1, endPort: unknown }] }), "unknown"],
    ["an unknown port and every address but one", ingress({ ports: [unknown], from: [] }), "unknown"],
    [
      "every address but one",
      ingress({ from: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["203.0.113.1/32"] } }] }),
      "fail",
      "allows all traffic with the internet",
    ],
    ["sixteen ranges", egress({ to: sixteen.map((cidr) => ({ ipBlock: { cidr } })) }), "fail", "allows all egress"],
    ["a quarter of all addresses", egress({ to: [{ ipBlock: { cidr: "64.0.0.0/2" } }] }), "fail"],
    ["no CIDR", egress({ to: [{ ipBlock: { cidr: "office" } }] }), "unknown"],
    ["every namespace", ingress({ from: [{ namespaceSelector: {} }] }), "fail"],
    ["every pod of every namespace", ingress({ from: [{ namespaceSelector: {}, podSelector: {} }] }), "fail"],
    [
      "every namespace by the label that each has",
      ingress({
        from: [
          { namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "Exists" }] } },
        ],
      }),
      "fail",
    ],
    [
      "every namespace but one",
      ingress({ from: [{ namespaceSelector: { matchExpressions: [{ key: "x", operator: "DoesNotExist" }] } }] }),
      "unknown",
    ],
    [
      "some pods of every namespace",
      ingress({ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: "proxy" } } }] }),
      "pass",
    ],
    ["an unknown namespace selector", ingress({ from: [{ namespaceSelector: unknown }] }), "unknown"],
    ["all pods of its own namespace", ingress({ from: [{ podSelector: {} }] }), "pass"],
    [
      "some pods of a named namespace",
      ingress({
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "web" } }, podSelector: {} }],
      }),
      "pass",
    ],
    ["a peer of no kind", ingress({ from: [{}] }), "fail", "a peer in a rule of the policy is empty"],
    ["all to pods without a label", selecting("DoesNotExist"), "fail", "is empty and allows all traffic"],
    ["all to pods without that label's value", selecting("NotIn"), "fail"],
    ["all to pods with a label", selecting("Exists"), "fail"],
    [
      "rules of the wrong type",
      beside({ podSelector: {}, policyTypes: ["Ingress"], ingress: "all" }),
      "fail",
      "wrong type",
    ],
    [
      "a rule of the wrong type",
      beside({ podSelector: {}, policyTypes: ["Ingress"], ingress: ["all"] }),
      "fail",
      "wrong type",
    ],
    [
      "a narrow rule to pods without a label",
      beside({
        podSelector: { matchExpressions: [{ key: "x", operator: "DoesNotExist" }] },
        policyTypes: ["Ingress"],
        ingress: [{ ports: [{ port: 443 }] }],
      }),
      "pass",
    ],
    [
      "pods without a label, denied alone",
      [namespace, broken(deny, "spec.podSelector", { matchExpressions: [{ key: "x", operator: "DoesNotExist" }] })],
      "unknown",
    ],
    [
      "name resolution in the one policy there is",
      [
        namespace,
        broken(deny, "spec.egress", [
          {
            to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
            ports: [{ protocol: "UDP", port: 53 }],
          },
        ]),
      ],
      "pass",
    ],
  ]);
});

const calico = (spec: Record<string, unknown>, props: Record<string, unknown> = {}): Sample => ({
  type: "kubernetes:projectcalico.org/v3:GlobalNetworkPolicy",
  name: "calico",
  provider: "cluster",
  props: { spec, ...props },
});
const allowing = (rule: Record<string, unknown>, more: Record<string, unknown> = {}) => [
  namespace,
  deny,
  calico({ types: ["Ingress"], ingress: [{ action: "Allow", ...rule }], ...more }),
];
const namespaced = (spec: Record<string, unknown>, where = "payments"): Sample => ({
  ...calico(spec, { metadata: { name: "calico", namespace: where } }),
  type: "kubernetes:projectcalico.org/v3:NetworkPolicy",
});
const open = { types: ["Ingress"], ingress: [{ action: "Allow" }] };

describe("NET-05 one cause, one finding", () => {
  const failures = async (stack: Sample[]) =>
    (await run(stack)).evidence.findings
      .filter(({ control, verdict }) => control === "NET-05" && verdict === "fail")
      .map(({ resource = "" }) => resource.split("::").at(-1));

  it("tells of a policy that opens everything where it stands", async () => {
    expect(await failures(ingress({}))).to.deep.equal(["second"]);
  });

  it("tells of what ranges come to together at the namespace", async () => {
    expect(await failures(egress({ to: sixteen.map((cidr) => ({ ipBlock: { cidr } })) }))).to.deep.equal(["payments"]);
  });
});

describe("NET-05 what Calico's policies allow beside the deny", () => {
  cases("NET-05", [
    ["every address", allowing({ source: { nets: ["0.0.0.0/0"] } }), "fail", "allows all ingress"],
    ["every address in halves", allowing({ source: { nets: ["0.0.0.0/1", "128.0.0.0/1"] } }), "fail"],
    ["some addresses", allowing({ source: { nets: ["10.0.0.0/16"] } }), "pass"],
    ["every address but some", allowing({ source: { notNets: ["10.0.0.0/16"] } }), "fail"],
    ["unknown addresses", allowing({ source: { nets: [unknown] } }), "unknown"],
    ["every namespace", allowing({ source: { namespaceSelector: "all()" } }), "fail"],
    ["some pods", allowing({ source: { selector: "app == 'proxy'" } }), "pass"],
    ["some pods, by two labels", allowing({ source: { selector: "app == 'proxy' && has(tier)" } }), "pass"],
    ["pods without a label", allowing({ source: { selector: "!has(x)" } }), "unknown"],
    ["an unknown selector", allowing({ source: { selector: unknown } }), "unknown"],
    ["what it does not understand", allowing({ source: { moods: ["good"] } }), "unknown"],
    ["all of TCP", allowing({ protocol: "TCP" }), "fail"],
    ["all but ICMP", allowing({ notProtocol: "ICMP" }), "fail"],
    ["ICMP", allowing({ protocol: "ICMP" }), "pass"],
    ["one port", allowing({ protocol: "TCP", destination: { ports: [443] } }), "pass"],
    ["all ports", allowing({ protocol: "TCP", destination: { ports: ["1:65535"] } }), "fail"],
    ["unknown ports", allowing({ protocol: "TCP", destination: { ports: unknown } }), "unknown"],
    ["one HTTP method", allowing({ http: { methods: ["GET"] } }), "pass"],
    ["no HTTP method", allowing({ http: {} }), "fail"],
    ["one service account", allowing({ source: { serviceAccounts: { names: ["proxy"] } } }), "pass"],
    ["to pods without a label", allowing({}, { selector: "!has(x)" }), "unknown"],
    ["to pods with a label or without", allowing({}, { selector: "a == 'b' || a != 'b'" }), "unknown"],
    ["to every workload", allowing({}, { selector: "projectcalico.org/orchestrator == 'k8s'" }), "unknown"],
    ["to some pods", allowing({}, { selector: "app == 'proxy'" }), "pass"],
    ["to one namespace", allowing({}, { namespaceSelector: "kubernetes.io/metadata.name == 'payments'" }), "unknown"],
    ["an action that it does not understand", allowing({ action: "Pass" }), "unknown"],
    ["a denial", allowing({ action: "Deny" }), "pass"],
    ["all in this namespace", [namespace, deny, namespaced(open)], "fail", "allows all ingress"],
    ["all in another namespace", [namespace, deny, namespaced(open, "web")], "pass"],
    ["a deny in this namespace alone", [namespace, namespaced({ types: both })], "pass"],
    [
      "a deny for one service account",
      [namespace, calico({ types: both, serviceAccountSelector: "a == 'b'" })],
      "fail",
    ],
    ["a deny that passes on", [namespace, calico({ types: both, ingress: [{ action: "Pass" }] })], "unknown"],
  ]);
});

describe("NET-05 policies of other kinds beside the deny", () => {
  const other = (type: string, spec: unknown, namespaceOfIt?: string): Sample => ({
    type: `kubernetes:${type}`,
    name: "other",
    provider: "cluster",
    props: {
      metadata: { name: "other", ...(namespaceOfIt === undefined ? {} : { namespace: namespaceOfIt }) },
      spec,
    },
  });
  const admin = "policy.networking.k8s.io/v1alpha1:AdminNetworkPolicy";
  const cilium = "cilium.io/v2:CiliumNetworkPolicy";
  const rows: Case[] = [
    [
      "an administrator's Allow",
      [namespace, deny, other(admin, { subject: { namespaces: {} }, ingress: [{ action: "Allow", from: [] }] })],
      "unknown",
      "what a policy does",
    ],
    [
      "an administrator's Deny",
      [namespace, deny, other(admin, { subject: { namespaces: {} }, ingress: [{ action: "Deny", from: [] }] })],
      "pass",
    ],
    [
      "an administrator's Pass",
      [namespace, deny, other(admin, { subject: { namespaces: {} }, ingress: [{ action: "Pass", from: [] }] })],
      "pass",
    ],
    ["an administrator's unknown rules", [namespace, deny, other(admin, { ingress: unknown })], "unknown"],
    ["an administrator's unknown policy", [namespace, deny, other(admin, unknown)], "unknown"],
    [
      "an administrator's Allow in another cluster",
      [namespace, deny, { ...other(admin, { ingress: [{ action: "Allow" }] }), provider: "other" }],
      "pass",
    ],
    [
      "Cilium's rules",
      [namespace, deny, other(cilium, { ingress: [{ fromEntities: ["all"] }] }, "payments")],
      "unknown",
    ],
    [
      "Cilium's rules elsewhere",
      [namespace, deny, other(cilium, { ingress: [{ fromEntities: ["all"] }] }, "web")],
      "pass",
    ],
    ["Cilium's denials", [namespace, deny, other(cilium, { ingressDeny: [{}] }, "payments")], "pass"],
    [
      "Cilium's rules for the cluster",
      [namespace, deny, other("cilium.io/v2:CiliumClusterwideNetworkPolicy", { egress: [{}] })],
      "unknown",
    ],
  ];
  cases("NET-05", rows);
});

describe("NET-05 lists and patches", () => {
  const list = (type: string, items: unknown): Sample => ({
    type: `kubernetes:${type}`,
    name: "list",
    provider: "cluster",
    props: { items },
  });
  const patched = (spec: unknown): Sample => ({
    ...broken(deny, "spec", spec),
    type: "kubernetes:networking.k8s.io/v1:NetworkPolicyPatch",
    name: "patch",
  });
  cases("NET-05", [
    ["a list of namespaces, unknown", [list("core/v1:NamespaceList", unknown)], "unknown", "items"],
    ["a namespace that is not known yet", [list("core/v1:NamespaceList", [unknown])], "unknown", "items[0]"],
    [
      "a policy that is not known yet",
      [namespace, deny, list("networking.k8s.io/v1:NetworkPolicyList", [unknown])],
      "unknown",
    ],
    ["anything that is not known yet", [namespace, deny, list("core/v1:List", [unknown])], "unknown"],
    ["pods that are not known yet", [namespace, deny, list("core/v1:PodList", [unknown])], "pass"],
    [
      "an item of unknown kind",
      [namespace, deny, list("core/v1:List", [{ apiVersion: "networking.k8s.io/v1", kind: unknown }])],
      "unknown",
    ],
    ["a patch of a namespace", [{ ...namespace, type: "kubernetes:core/v1:NamespacePatch" }], "not-applicable"],
    ["a patch of a policy alone", [namespace, patched({ podSelector: {}, policyTypes: both })], "fail"],
    ["a patch of a policy's labels", [namespace, deny, patched(undefined)], "pass"],
    [
      "a patch that allows all",
      [namespace, deny, patched({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] })],
      "fail",
    ],
    ["a patch that adds a rule for all", [namespace, deny, patched({ ingress: [{}] })], "fail"],
    ["a patch that adds a narrow rule", [namespace, deny, patched({ ingress: [{ ports: [{ port: 443 }] }] })], "pass"],
  ]);
});
