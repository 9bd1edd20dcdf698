import { expect } from "chai";
import type { CalicoArgs } from "../../../../components/addons/calico";
import {
  type AllowedEgress,
  defaultDeny,
  denyInstanceMetadata,
  tier,
} from "../../../../components/addons/calico/rules";
import { platformNamespaces } from "../../../../catalogue";
import { calico } from "../../../../catalogue/charts/calico";
import { recordCalico, types } from "./site";
import { egressOf, type Packet, type TierOfPolicies } from "./semantics";

const exceptions: AllowedEgress[] = [
  { cidrs: ["10.1.2.3/32"], ports: [8126], protocol: "UDP", because: "metrics of every pod" },
];
const ownTier: TierOfPolicies = { defaultAction: tier.spec.defaultAction, policies: [denyInstanceMetadata.spec] };
const inForce = (allowed: AllowedEgress[] = [], ...before: TierOfPolicies["policies"]): TierOfPolicies[] => [
  ownTier,
  { defaultAction: "Deny", policies: [...before, defaultDeny(allowed).spec] },
];

const web: Packet = { protocol: "TCP", port: 443, net: "203.0.113.7" };
const metadata: Packet = { protocol: "TCP", port: 80, net: "169.254.169.254" };
const metadata6: Packet = { ...metadata, net: "fd00:ec2::254" };
const agent: Packet = { protocol: "TCP", port: 80, net: "169.254.170.23" };
const dns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
const lookup: Packet = { protocol: "UDP", port: 53, pod: dns };
const sent = (namespace: string | undefined, packet: Packet, tiers = inForce()) =>
  egressOf(tiers, namespace === undefined ? {} : { namespace }, packet);

describe("addons/calico/rules", () => {
  it("keep every pod from the metadata of its node, those of the system too", () => {
    for (const namespace of ["payments", "kube-system", "calico-system", "tigera-operator"])
      for (const packet of [
        metadata,
        metadata6,
        { ...metadata, port: 8080 },
        { ...metadata, protocol: "UDP" as const },
      ])
        expect(sent(namespace, packet), `${namespace} ${JSON.stringify(packet)}`).to.equal("Deny");
  });

  it("keep them from it whatever a policy of their namespace allows", () => {
    const open = { ...defaultDeny([]).spec, egress: [{ action: "Allow" as const, destination: {} }] };
    expect(sent("payments", metadata, inForce([], open))).to.equal("Deny");
    expect(sent("payments", web, inForce([], open))).to.equal("Allow");
  });

  it("pass on everything else, where a tier would by itself deny it to the system", () => {
    expect(sent("kube-system", web)).to.equal("Allow");
    const closed = [{ ...ownTier, defaultAction: "Deny" }];
    expect(sent("kube-system", web, closed)).to.equal("Deny");
  });

  it("deny by default what pods outside of the system send, but for lookups and Pod Identity", () => {
    expect(sent("payments", web)).to.equal("Deny");
    expect(sent("default", web)).to.equal("Deny");
    expect(sent("payments", lookup)).to.equal("Allow");
    expect(sent("payments", { ...lookup, protocol: "TCP" })).to.equal("Allow");
    expect(sent("payments", agent)).to.equal("Allow");
    expect(sent("payments", { ...agent, net: "fd00:ec2::23" })).to.equal("Allow");
    expect(sent("payments", { ...agent, port: 443 })).to.equal("Deny");
    expect(sent("payments", { ...lookup, port: 5353 })).to.equal("Deny");
    expect(sent("payments", { ...lookup, pod: { ...dns, namespace: "payments" } })).to.equal("Deny");
    expect(sent("payments", { ...lookup, pod: { ...dns, labels: { "k8s-app": "other" } } })).to.equal("Deny");
  });

  it("leave alone what is no pod, such as the interface of a node", () => {
    for (const packet of [web, metadata]) expect(sent(undefined, packet)).to.equal("Allow");
  });

  it("leave out of the default deny the namespaces without which no pod starts, and no other of the platform", () => {
    const system = ["calico-system", "kube-system", "tigera-operator"];
    for (const namespace of system) expect(sent(namespace, web), namespace).to.equal("Allow");
    const own = [calico.namespace, ...calico.furtherNamespaces!.map(({ name }) => name)];
    expect(system).to.include.members(own);
    const others = platformNamespaces.map(({ name }) => name).filter((name) => !system.includes(name));
    expect(others).to.include("gatekeeper-system");
    for (const namespace of others) expect(sent(namespace, web), namespace).to.equal("Deny");
  });

  it("allow what is asked for, and only by its protocol, port and network", () => {
    const asked: Packet = { protocol: "UDP", port: 8126, net: "10.1.2.3" };
    const allowed = (packet: Packet) => sent("payments", packet, inForce(exceptions));
    expect(sent("payments", asked)).to.equal("Deny");
    expect(allowed(asked)).to.equal("Allow");
    expect(allowed({ ...asked, protocol: "TCP" })).to.equal("Deny");
    expect(allowed({ ...asked, port: 8125 })).to.equal("Deny");
    expect(allowed({ ...asked, net: "10.1.2.4" })).to.equal("Deny");
  });

  it("take nothing in by default: the policy governs ingress and has no rule for it", () => {
    const { types: governed, ...rest } = defaultDeny(exceptions).spec;
    expect(governed).to.deep.equal(["Ingress", "Egress"]);
    expect(rest).not.to.have.property("ingress");
    expect(denyInstanceMetadata.spec.types).to.deep.equal(["Egress"]);
  });

  it("stand in tiers and orders that Calico evaluates as meant", () => {
    // Calico's own pods 100, administrators 1000, NetworkPolicies 1000000; in that tier NetworkPolicies have the order 1000.
    expect(tier).to.deep.equal({ name: "rampart", spec: { order: 500, defaultAction: "Pass" } });
    expect(denyInstanceMetadata.spec.tier).to.equal("rampart");
    expect(denyInstanceMetadata.name).to.match(/^rampart\./);
    expect(defaultDeny([]).spec).to.deep.include({ tier: "default", order: 10_000 });
  });

  it("name networks of one family in a rule, because Calico refuses two", () => {
    const rules = [...denyInstanceMetadata.spec.egress, ...defaultDeny(exceptions).spec.egress];
    const families = rules.map(({ destination: { nets = [] } }) => new Set(nets.map((net) => net.includes(":"))).size);
    expect(Math.max(...families)).to.equal(1);
  });

  it("are what is registered, with the reasons for exceptions", async () => {
    const args: CalicoArgs = { allowedEgress: exceptions };
    const recording = await recordCalico(args);
    const named = (name: string) => recording.one(types.policy, name).inputs;
    expect(recording.one(types.tier).inputs).to.deep.include({ metadata: { name: "rampart" }, spec: tier.spec });
    expect(named("calico-deny-instance-metadata")).to.deep.include({
      metadata: { name: "rampart.deny-instance-metadata" },
      spec: denyInstanceMetadata.spec,
    });
    expect(named("calico-default-deny")).to.deep.include({
      metadata: {
        name: "rampart-default-deny",
        annotations: { "rampart/allowed-egress": "10.1.2.3/32 UDP 8126: metrics of every pod" },
      },
      spec: defaultDeny(exceptions).spec,
    });
    const without = (await recordCalico()).one(types.policy, "calico-default-deny").inputs;
    expect(without["metadata"]).to.deep.equal({ name: "rampart-default-deny" });
  });
});
