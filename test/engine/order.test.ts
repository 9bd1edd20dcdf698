import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import { getStack } from "@pulumi/pulumi";
import { expect } from "chai";
import { CompliantCluster } from "../../index";
import { loadSettings } from "../../stacks/settings";
import { createSampleWorkload } from "../../stacks/workloads/sample";
import type { Call } from "./cloud";
import { type Lab, openLab } from "./lab/lab";
import type { Settings } from "./lab/project";
import type { Run } from "./lab/run";
import type { StateResource } from "./lab/state";
import { latencyFor } from "./timing/latencies";
import { allNeededBy, label, type Makespan, makespanOf, throughComponents, told } from "./timing/makespan";
import { everyAddon } from "./timing/every-addon";
import { creation, destruction, type Order } from "./timing/order";

/** How much longer than the critical path a run may take. */
const allowed = 1.15;

/**
 * How often the clock may be slowed down to half. What the machine is busy with besides weighs less on a slower clock; a plan that
 * does one thing after the other is as much too long on any.
 */
const slower = 2;

const parallel = 128;

/** Production with something that owns a load balancer, which has to go while what made it lives. */
// eslint-disable-next-line @typescript-eslint/require-await -- an inline program is asynchronous
async function program(): Promise<void> {
  const cluster = new CompliantCluster(getStack(), loadSettings().cluster);
  createSampleWorkload("sample", cluster);
  new kubernetes.core.v1.Service(
    "door",
    { spec: { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb", ports: [{ port: 443 }] } },
    { provider: cluster.kubernetesProvider, dependsOn: [cluster] },
  );
}

/** What breaks a rule: calls that began before what they must wait for was done, and resources that do not wait by the graph. */
function broken(journal: readonly Call[], rule: Order, waits: (late: string, early: string) => boolean): string[] {
  const named = journal.map((call) => ({ ...call, label: label(call.urn) }));
  const firsts = named.filter((call) => rule.first.test(call.label));
  const thens = named.filter((call) => rule.then.test(call.label));
  expect(firsts, String(rule.first)).not.to.be.empty;
  expect(thens, String(rule.then)).not.to.be.empty;
  const group = (pattern: RegExp, text: string) => pattern.exec(text)?.[1];
  return thens.flatMap((late) => {
    const earlier = firsts.filter((early) => group(rule.first, early.label) === group(rule.then, late.label));
    expect(earlier, late.label).not.to.be.empty;
    return earlier.flatMap((early) => [
      ...(early.ended > late.started ? [`${late.label} began before ${early.label} was done`] : []),
      // What comes in time by luck alone comes too early one day.
      ...(waits(late.urn, early.urn) ? [] : [`${late.label} does not wait for ${early.label}`]),
    ]);
  });
}

describe("order and time", () => {
  let lab: Lab;
  let state: StateResource[];
  /** What a destroy left in the cloud. */
  let left: string[];
  /** Whether a resource cannot be made before another, by the graph. */
  let waits: (late: string, early: string) => boolean;
  const journals: Record<"create" | "delete", Call[]> = { create: [], delete: [] };

  let up: Makespan;
  let destroy: Makespan;

  before(async function () {
    // Two more times as long as the one before, on a machine that is slow anyway.
    this.timeout(20 * 60_000);
    // What the engine takes to write its state is none of our plan.
    const change = (settings: Settings) => {
      settings["rampart:protect"] = false;
      everyAddon(settings);
    };
    lab = await openLab({ environment: "prod", program, change, stateAtEnd: true });
    const preview = await lab.preview();
    for (let slowdown = 0; slowdown <= slower; slowdown++) {
      const latency = latencyFor(preview.milliseconds * 2 ** slowdown);
      lab.providers.plan = { latency };
      // Wide enough for any wave: what is measured is the plan, and not how many things the engine does at once here.
      journals.create = await callsOf("create", () => lab.up({ parallel }));
      state = lab.state().resources;
      journals.delete = await callsOf("delete", () => lab.destroy({ parallel }));
      left = lab.cloud.all().map(({ type, id }) => `${type} ${id}`);
      up = makespanOf("create", throughComponents(state), journals.create, latency);
      destroy = makespanOf("delete", state, journals.delete, latency);
      console.log(`${told("up", up)}\n${told("destroy", destroy)}`);
      if (up.ratio <= allowed && destroy.ratio <= allowed) break;
    }
    const graph = throughComponents(state);
    const needs = new Map(graph.map(({ urn }) => [urn, allNeededBy(urn, graph)]));
    waits = (late, early) => needs.get(late)!.has(early);
  });
  after(() => lab.close());

  async function callsOf(method: "create" | "delete", act: () => Promise<Run>): Promise<Call[]> {
    lab.providers.clear();
    const { ok, text } = await act();
    expect(ok, text).to.equal(true);
    return lab.providers.journal.filter((call) => call.method === method && !call.preview);
  }

  describe("creates", () => {
    for (const rule of creation) {
      it(`${rule.first.source} before ${rule.then.source}: ${rule.why}`, () => {
        expect(broken(journals.create, rule, waits)).to.deep.equal([]);
      });
    }
    it("each constraint after its template, whose kind it is", () => {
      const calls = new Map(journals.create.map((call) => [label(call.urn), call]));
      const constraints = journals.create.filter(({ type }) => type.includes("constraints.gatekeeper.sh"));
      expect(constraints.length).to.be.greaterThan(15);
      for (const { urn, started } of constraints) {
        const kind = label(urn).split(" ")[0]!.toLowerCase();
        const template = calls.get(`ConstraintTemplate prod-gatekeeper-template-${kind}`)!;
        expect(template.ended, kind).to.be.at.most(started);
      }
    });
  });

  describe("deletes", () => {
    for (const rule of destruction) {
      it(`${rule.first.source} before ${rule.then.source}: ${rule.why}`, () => {
        expect(broken(journals.delete, rule, (late, early) => waits(early, late))).to.deep.equal([]);
      });
    }
    it("no access entry by itself: the deployer's outlives every object that it has to delete", () => {
      const called = journals.delete.map(({ urn }) => label(urn));
      expect(called.filter((name) => name.startsWith("Access"))).to.deep.equal([]);
      expect(called).to.include.members(["Service door", "Cluster prod"]);
    });

    it("nothing in the cluster by itself but what owns something outside of it: the rest goes with the cluster", () => {
      const called = journals.delete.filter(({ type }) => type.startsWith("kubernetes:")).map(({ urn }) => label(urn));
      const outside = /^(?:Service door$|\w+ prod-(?:gateway|lb)-)/;
      expect(called.filter((name) => !outside.test(name))).to.deep.equal([]);
      expect(called).to.include.members([
        "Service door",
        "Release prod-gateway-istio-ingress",
        "Release prod-lb-aws-load-balancer-controller",
      ]);
    });

    it("no binding of a role to a pod by itself but that of the load balancers: the others go with the cluster", () => {
      const called = journals.delete.map(({ urn }) => label(urn));
      expect(called.filter((name) => name.startsWith("PodIdentityAssociation"))).to.deep.equal([
        "PodIdentityAssociation prod-lb-load-balancers",
      ]);
    });

    it("nothing that is retained, and that is Calico's definitions alone, which are no more once the cluster is", () => {
      const retained = state.filter(({ retainOnDelete }) => retainOnDelete === true);
      const kinds = retained.filter(({ custom }) => custom).map(({ urn }) => label(urn));
      expect(kinds).to.have.length.above(1);
      expect(kinds.filter((name) => !/^CustomResourceDefinition prod-calico-calico-crds:/.test(name))).to.deep.equal(
        [],
      );
      const called = new Set(journals.delete.map(({ urn }) => urn));
      expect(retained.filter(({ urn }) => called.has(urn))).to.deep.equal([]);
      expect(left).to.deep.equal([]);
    });
  });

  it("an update takes no longer than its critical path asks", () => {
    expect(up.ratio, told("up", up)).to.be.within(1, allowed);
  });

  it("a destroy takes no longer than its critical path asks", () => {
    expect(destroy.ratio, told("destroy", destroy)).to.be.within(1, allowed);
  });
});

describe("the measure of time", () => {
  const latency = () => 400;
  let lab: Lab;
  before(async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- an inline program is asynchronous
    const keys = async () => [1, 2, 3, 4].forEach((each) => void new aws.kms.Key(`key-${each}`, {}));
    lab = await openLab({ environment: "dev", program: keys, plan: { latency } });
  });
  after(() => lab.close());

  it("tells a run that does one thing after the other", async () => {
    expect((await lab.up({ parallel: 1 })).ok).to.equal(true);
    const found = makespanOf("create", lab.state().resources, lab.providers.journal, latency);
    expect(found.critical).to.equal(400);
    expect(found.ratio).to.be.greaterThan(3.9);
  });
});
