import { expect } from "chai";
import { fact } from "../../../../policypacks/compliance/facts/fact";
import { isOpenCalicoRule, selectsAllByText } from "../../../../policypacks/compliance/policies/kubernetes/calico";
import { isOpenRule, selectsAll } from "../../../../policypacks/compliance/policies/kubernetes/network-policy-rule";
import { areAllPorts, type PortRange } from "../../../../policypacks/compliance/policies/kubernetes/ports";
import {
  calicoEffectOf,
  effectOf,
  foreignEffectOf,
  patchEffectOf,
  type PolicyEffect,
} from "../../../../policypacks/compliance/policies/kubernetes/policy-effect";
import type { Ternary } from "../../../../policypacks/compliance/facts/ternary";
import { unknown } from "../../../support/samples";

const at = (value: unknown) => fact({ it: value }).at("it");

/** One test for each answer, over all inputs that come to it, so that a failure names the input. */
function answers(judge: (value: unknown) => Ternary, table: readonly (readonly [unknown, Ternary])[]): void {
  for (const [value, answer] of table) {
    it(`${JSON.stringify(value) ?? "nothing"}: ${answer}`, () => {
      expect(judge(value)).to.equal(answer);
    });
  }
}

describe("network policies: ports", () => {
  const table: [PortRange[], Ternary][] = [
    [[], false],
    [[[1, 32767]], false],
    [[[1, 32768]], true],
    [[[0, 32767]], true],
    [
      [
        [1, 30000],
        [1, 2768],
      ],
      true,
    ],
    [["all"], true],
    [["unknown"], "unknown"],
    [["unknown", "all"], true],
    [["unknown", [1, 65535]], true],
    [["unknown", [1, 80]], "unknown"],
  ];
  for (const [ranges, answer] of table)
    it(`${JSON.stringify(ranges)}: ${answer}`, () => {
      expect(areAllPorts(ranges)).to.equal(answer);
    });
});

describe("network policies: a rule of Kubernetes", () => {
  const everybody = { namespaceSelector: {} };
  answers(
    (value) => isOpenRule(at(value)),
    [
      [{}, true],
      ["all", "unknown"],
      [unknown, "unknown"],
      [{ ports: [], from: [], to: [] }, true],
      [{ ports: "all" }, "unknown"],
      [{ from: unknown }, "unknown"],
      [{ to: [everybody] }, true],
      [{ from: [everybody], to: [{ podSelector: {} }] }, false],
      [{ ports: [{ port: 80 }] }, false],
      [{ ports: [{ port: 80, endPort: 81 }] }, false],
      [{ ports: [{ port: 1, endPort: 65535 }] }, true],
      [{ ports: [{ port: "http" }] }, false],
      [{ ports: [{ protocol: "TCP" }] }, true],
      [{ ports: ["http"] }, "unknown"],
      [{ ports: [{ port: true }] }, "unknown"],
      [{ ports: [{ port: unknown }] }, "unknown"],
      [{ ports: [{ port: 80, endPort: unknown }] }, "unknown"],
      [{ ports: [{ port: 80, endPort: "81" }] }, "unknown"],
      [{ ports: [null] }, "unknown"],
      [{ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }, true],
      [{ from: [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "10.0.0.0/8" } }] }, true],
      [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, false],
      [{ from: [{ ipBlock: { cidr: unknown } }] }, "unknown"],
      [{ from: [{ ipBlock: {} }] }, "unknown"],
      [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" }, podSelector: unknown }] }, false],
      [{ from: [{ podSelector: {} }] }, false],
      [{ from: [{ podSelector: unknown }] }, "unknown"],
      [{ from: [{}] }, "unknown"],
      [{ from: [{ ...everybody, podSelector: {} }] }, true],
      [{ from: [{ ...everybody, podSelector: unknown }] }, "unknown"],
      [{ from: [{ ...everybody, podSelector: { matchLabels: { a: "b" } } }] }, false],
    ],
  );
});

describe("network policies: a label selector", () => {
  const expressed = (...expressions: unknown[]) => ({ matchExpressions: expressions });
  answers(
    (value) => selectsAll(at(value)),
    [
      [{}, true],
      [undefined, false],
      ["all", false],
      [unknown, "unknown"],
      [{ matchLabels: {} }, true],
      [{ matchLabels: { app: "api" } }, false],
      [{ matchLabels: unknown }, "unknown"],
      [{ matchExpressions: unknown }, "unknown"],
      [expressed(), true],
      [expressed({ key: "a", operator: "In", values: ["b"] }), false],
      [expressed({ key: "a", operator: "NotIn", values: ["b"] }), "unknown"],
      [expressed({ key: "a", operator: unknown }), "unknown"],
      [expressed({ key: "a", operator: "Exists" }), false],
      [expressed({ key: unknown, operator: "Exists" }), "unknown"],
      [expressed({ key: "kubernetes.io/metadata.name", operator: "Exists" }), true],
    ],
  );
});

describe("network policies: a rule of Calico", () => {
  const allow = (more: Record<string, unknown>) => ({ action: "Allow", ...more });
  const source = (more: Record<string, unknown>) => allow({ source: more });
  answers(
    (value) => isOpenCalicoRule(at(value)),
    [
      [allow({}), true],
      [{ action: "Deny" }, false],
      [{ action: "Log" }, false],
      [{ action: "Pass" }, "unknown"],
      [{ action: unknown }, "unknown"],
      [{}, "unknown"],
      ["Allow", "unknown"],
      [allow({ protocol: "TCP" }), true],
      [allow({ protocol: 17 }), true],
      [allow({ protocol: "ICMP" }), false],
      [allow({ protocol: unknown }), "unknown"],
      [allow({ http: {} }), true],
      [allow({ http: { methods: ["GET"] } }), false],
      [allow({ http: unknown }), "unknown"],
      [allow({ icmp: { type: 8 } }), false],
      [allow({ source: {} }), true],
      [allow({ source: unknown }), "unknown"],
      [allow({ source: "all" }), "unknown"],
      [allow({ destination: { nets: ["10.0.0.0/8"] } }), false],
      [source({ nets: ["0.0.0.0/0"] }), true],
      [source({ nets: ["10.0.0.0/8"] }), false],
      [source({ nets: ["0.0.0.0/0", unknown] }), true],
      [source({ nets: ["10.0.0.0/8", unknown] }), "unknown"],
      [source({ nets: ["10.0.0.0/8", "office"] }), "unknown"],
      [source({ nets: null }), true],
      [source({ ports: [] }), true],
      [source({ ports: [80] }), false],
      [source({ ports: ["http"] }), false],
      [source({ ports: ["1:65535"] }), true],
      [source({ ports: ["80:90"] }), false],
      [source({ ports: [true] }), "unknown"],
      [source({ ports: [unknown] }), "unknown"],
      [source({ ports: unknown }), "unknown"],
      [source({ selector: "app == 'a'" }), false],
      [source({ namespaceSelector: "all()" }), true],
      [source({ serviceAccounts: { names: ["a"] } }), false],
      [source({ services: { name: "a" } }), false],
      [source({ services: {} }), true],
      [source({ notNets: ["10.0.0.0/8"], notPorts: [80], notSelector: "app == 'a'" }), true],
      [source({ somethingNew: 1 }), "unknown"],
    ],
  );
});

describe("network policies: a selector of Calico", () => {
  answers(
    (value) => selectsAllByText(at(value)),
    [
      [undefined, true],
      ["", true],
      ["all()", true],
      ["app == 'a'", false],
      ["app in {'a', 'b'}", false],
      ["has(app)", "unknown"],
      ["has(app) && tier == 'b'", false],
      ["app == 'a' || tier == 'b'", "unknown"],
      ["projectcalico.org/orchestrator == 'k8s'", "unknown"],
      ["app != 'a'", "unknown"],
      [unknown, "unknown"],
      [7, "unknown"],
    ],
  );
});

const nothing: PolicyEffect = { denies: [], allows: [], unclear: false, maybe: false };
const open = [{}];

function effects(judge: typeof effectOf, table: readonly (readonly [unknown, Partial<PolicyEffect>])[]): void {
  for (const [spec, effect] of table)
    it(`${JSON.stringify(spec)}: ${JSON.stringify(effect)}`, () => {
      expect(judge(at(spec))).to.deep.equal({ ...nothing, ...effect });
    });
}

describe("network policies: the effect of a NetworkPolicy", () => {
  const all = { podSelector: {} };
  const narrow = [{ ports: [{ port: 80 }] }];
  const either = { matchExpressions: [{ key: "a", operator: "DoesNotExist" }] };
  effects(effectOf, [
    [unknown, { unclear: true }],
    [all, { denies: ["Ingress"] }],
    [{ ...all, policyTypes: ["Egress", "Ingress"] }, { denies: ["Ingress", "Egress"] }],
    [{ ...all, policyTypes: [] }, {}],
    [{ ...all, policyTypes: unknown }, { unclear: true }],
    [{ ...all, policyTypes: ["Ingress", unknown] }, { unclear: true }],
    [{ ...all, policyTypes: "Ingress" }, { unclear: true }],
    [{ ...all, egress: unknown }, { unclear: true }],
    [{ ...all, egress: [] }, { denies: ["Ingress"] }],
    [
      { ...all, egress: open },
      { denies: ["Ingress"], allows: ["Egress"] },
    ],
    [{ ...all, egress: narrow }, { denies: ["Ingress", "Egress"] }],
    [{ ...all, ingress: open }, { allows: ["Ingress"] }],
    [{ ...all, ingress: "all" }, { unclear: true }],
    [{ ...all, ingress: [unknown] }, { unclear: true }],
    [{ podSelector: { matchLabels: { app: "a" } }, ingress: open }, {}],
    [
      { podSelector: unknown, ingress: open },
      { allows: ["Ingress"], maybe: true },
    ],
    [{ podSelector: either }, { denies: ["Ingress"], maybe: true }],
    [{ ingress: open }, {}],
  ]);
});

describe("network policies: the effect of a patch", () => {
  effects(patchEffectOf, [
    [unknown, { unclear: true }],
    [{ podSelector: {} }, {}],
    [{ podSelector: {}, ingress: open }, { allows: ["Ingress"] }],
    [{ podSelector: {}, egress: open }, { allows: ["Egress"] }],
    [{ podSelector: {}, ingress: [unknown] }, { unclear: true }],
    [{ ingress: open }, { unclear: true }],
    [{ egress: unknown }, { unclear: true }],
    [{ ingress: [{ ports: [{ port: 80 }] }] }, {}],
    [{}, {}],
  ]);
});

describe("network policies: the effect of a policy of Calico", () => {
  const ingress = [{ action: "Allow" }];
  effects(calicoEffectOf, [
    [unknown, { unclear: true }],
    [{}, { denies: ["Ingress"] }],
    [{ types: ["Egress"] }, { denies: ["Egress"] }],
    [{ ingress }, { allows: ["Ingress"] }],
    [{ ingress, selector: "app == 'a'" }, {}],
    [{ ingress, serviceAccountSelector: "app == 'a'" }, {}],
    [
      { ingress, selector: "has(app)" },
      { allows: ["Ingress"], maybe: true },
    ],
    [{ ingress, namespaceSelector: "all()" }, { allows: ["Ingress"] }],
    [
      { ingress, namespaceSelector: "name == 'a'" },
      { allows: ["Ingress"], maybe: true },
    ],
    [{ ingress: [{ action: "Deny" }] }, { denies: ["Ingress"] }],
  ]);
});

describe("network policies: the effect of a policy that is not read further", () => {
  effects(foreignEffectOf, [
    [unknown, { unclear: true }],
    [{ specs: [] }, { unclear: true }],
    [{}, {}],
    [{ ingress: [] }, {}],
    [{ ingress: [{ action: "Deny" }], egress: [{ action: "Pass" }] }, {}],
    [{ ingress: [{ action: "Deny" }, { action: "Allow" }] }, { unclear: true }],
    [{ egress: [{}] }, { unclear: true }],
    [{ egress: unknown }, { unclear: true }],
    [{ ingress: "all" }, { unclear: true }],
  ]);
});
