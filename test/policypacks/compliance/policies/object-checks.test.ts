import { expect } from "chai";
import { controlById, objectRules } from "../../../../catalogue";
import { fail, pass } from "../../../../policypacks/compliance/facts/judgement";
import type { Stack } from "../../../../policypacks/compliance/facts/stack";
import type { Subject } from "../../../../policypacks/compliance/facts/subject";
import type { ResourceCheck, StackCheck } from "../../../../policypacks/compliance/policies/check";
import { resourceChecks, stackChecks } from "../../../../policypacks/compliance/policies/checks";
import {
  objectCheck,
  objectChecks,
  withObjectRules,
  withOwnObjectRules,
} from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { unknown } from "../../../support/samples";
import { contextOf, line, sampleSets, saidBy, subjectOf } from "./rule-samples";

const service = "kubernetes:core/v1:Service";
const ingress = "kubernetes:networking.k8s.io/v1:Ingress";
const listener = "aws:lb/listener:Listener";
const nodePort = subjectOf(service, { spec: { type: "NodePort" } }, "bad");
const internal = subjectOf(service, { spec: { type: "ClusterIP" } }, "good");
const balancer = subjectOf("aws:lb/loadBalancer:LoadBalancer", {}, "balancer");
const cluster = subjectOf("aws:eks/cluster:Cluster", {}, "cluster");
const met = "meets what is asked of its kind (3 rules)";

const stackOf = (...subjects: Subject[]): Stack => ({
  subjects,
  ofType: (...types) => subjects.filter(({ type }) => types.includes(type)),
});

describe("object rules beside a check of the whole stack", () => {
  /** Says something good of every load balancer. */
  const own: StackCheck = {
    control: "NET-08",
    none: "no load balancer",
    judge: (stack) => stack.ofType(balancer.type).map((subject) => ({ subject, judgement: pass("private") })),
  };
  const said = (check: StackCheck, ...subjects: Subject[]) =>
    check
      .judge(stackOf(...subjects), contextOf())
      .map(({ subject, judgement }) => `${subject.name} ${line(judgement)}`);
  const both = withObjectRules(own, sampleSets);

  it("fail by themselves", () => {
    expect(said(both, nodePort, internal, cluster)).to.deep.equal(["bad node-port fail: node-port is broken"]);
    expect(said(both, subjectOf(service, { spec: unknown }))).to.have.length(3);
  });

  it("pass beside a cluster only where the check itself judges something, or where good objects are enough", () => {
    expect(said(both, internal, cluster)).to.deep.equal([]);
    expect(said(withObjectRules({ ...own, objectsPass: true }, sampleSets), internal, cluster)).to.deep.equal([
      `good undefined pass: ${met}`,
    ]);
    expect(said(both, internal)).to.deep.equal([`good undefined pass: ${met}`]);
    expect(said(both, internal, balancer, cluster)).to.deep.equal([
      "balancer undefined pass: private",
      `good undefined pass: ${met}`,
    ]);
    expect(said(both, nodePort, balancer, cluster)).to.deep.equal([
      "balancer undefined pass: private",
      "bad node-port fail: node-port is broken",
    ]);
  });

  it("say no more of what the check itself has judged than what is wrong", () => {
    const broken: StackCheck = { ...own, judge: () => [{ subject: internal, judgement: fail("bad") }] };
    expect(said(withObjectRules(broken, sampleSets), internal)).to.deep.equal(["good undefined fail: bad"]);
  });

  it("leave a check without rules as it is", () => {
    expect(withObjectRules({ ...own, control: "NET-02" }, sampleSets).judge).to.equal(own.judge);
  });
});

describe("object rules beside a check of one resource", () => {
  const own: ResourceCheck = {
    control: "TLS-03",
    types: [listener],
    judge: ({ type }) => [pass(`own check of ${type}`)],
  };
  const both = withOwnObjectRules(own, sampleSets);

  it("judge objects, and the check its own types", () => {
    expect(saidBy(both, listener, {})).to.deep.equal([`undefined pass: own check of ${listener}`]);
    expect(saidBy(both, ingress, { spec: { tls: [{}] } })).to.deep.equal([
      "undefined pass: meets what is asked of its kind (1 rule)",
    ]);
    expect(saidBy(both, ingress, { spec: {} })).to.deep.equal(["ingress-tls fail: ingress-tls is broken"]);
    expect(saidBy(both, "aws:s3/bucket:Bucket", {})).to.deep.equal([]);
  });

  it("add what is wrong to a judgement of the check, and no second pass", () => {
    const untyped = withOwnObjectRules({ control: own.control, judge: own.judge }, sampleSets);
    const judged = `undefined pass: own check of ${ingress}`;
    expect(saidBy(untyped, ingress, { spec: {} })).to.deep.equal([judged, "ingress-tls fail: ingress-tls is broken"]);
    expect(saidBy(untyped, ingress, { spec: { tls: [{}] } })).to.deep.equal([judged]);
  });

  it("tell by the token what they are about", () => {
    expect(
      [listener, ingress, "aws:s3/bucket:Bucket", "kubernetes:helm.sh/v3:Release"].map(both.concerns!),
    ).to.deep.equal([true, true, false, false]);
    expect(["aws:iam/role:Role", ingress].map(objectCheck("TLS-03", sampleSets).concerns!)).to.deep.equal([
      false,
      true,
    ]);
    expect(withOwnObjectRules({ ...own, control: "NET-02" }, sampleSets).types).to.equal(own.types);
  });

  it("become an error of their own where they break", () => {
    const [
      {
        rules: [rule],
        ...set
      },
    ] = [{ ...sampleSets[0]! }] as const;
    const unparsable = [{ ...set, rules: [{ ...rule!, expression: "1 +" }] }];
    const said = saidBy(objectCheck("RBAC-01", unparsable), "kubernetes:rbac.authorization.k8s.io/v1:Role", {});
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/^objects error: the check broke \(.+\); please report it$/);
  });
});

describe("a check for each control that object rules alone decide", () => {
  const rules = (...controls: string[]) => [
    {
      ...sampleSets[0]!,
      rules: controls.map((control, index) => ({ ...sampleSets[0]!.rules[0]!, control, id: `r${index}` })),
    },
  ];
  const made = (others: string[], ...controls: string[]) =>
    objectChecks(
      others.map((control) => ({ control })),
      rules(...controls),
    ).map(({ control }) => control);

  it("is made of what the catalogue knows and no other check is about", () => {
    expect(made([], "PSS-01", "PSS-01")).to.deep.equal(["PSS-01"]);
    expect(made(["PSS-01"], "PSS-01")).to.deep.equal([]);
    expect(made([], "XYZ-01")).to.deep.equal([]);
  });

  it("is not made for a control that the whole stack decides", () => {
    expect(controlById("NET-02")!.kind).to.equal("stack");
    expect(made([], "NET-02")).to.deep.equal([]);
  });

  it("covers every rule of the catalogue", () => {
    const checked = [...resourceChecks, ...stackChecks].map(({ control }) => control);
    expect(checked).to.have.length(new Set(checked).size);
    const ruled = objectRules.map(({ control }) => control).filter((id) => controlById(id)?.kind !== "stack");
    expect(checked).to.include.members(ruled.filter((id) => controlById(id) !== undefined));
  });
});
