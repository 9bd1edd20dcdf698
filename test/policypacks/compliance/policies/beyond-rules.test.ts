import { expect } from "chai";
import { fail, type Judgement, pass, unknown } from "../../../../policypacks/compliance/facts/judgement";
import type { Stack } from "../../../../policypacks/compliance/facts/stack";
import type { Subject } from "../../../../policypacks/compliance/facts/subject";
import type { StackCheck } from "../../../../policypacks/compliance/policies/check";
import { beyondRules, withObjectRules } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { unknown as hidden } from "../../../support/samples";
import { contextOf, sampleSets, subjectOf } from "./rule-samples";

const policy = (...rules: unknown[]) =>
  subjectOf("kubernetes:networking.k8s.io/v1:NetworkPolicy", {
    metadata: { name: "web", namespace: "shop" },
    spec: { podSelector: {}, ingress: rules },
  });
const narrow = policy({ ports: [{ port: 443 }] });
const open = policy({});
const unclear = policy(hidden);
const verdicts = [pass("good"), unknown("not known"), fail("bad")];

describe("what a check says beyond object rules", () => {
  const left = (subject: Subject, judgements: readonly Judgement[] = verdicts) =>
    beyondRules(
      "NET-05",
      judgements.map((judgement) => ({ subject, judgement })),
      contextOf(),
    ).map(({ judgement: { verdict } }) => verdict);

  it("is everything of an object that they find nothing in", () => {
    expect(left(narrow)).to.deep.equal(["pass", "unknown", "fail"]);
    expect(left(subjectOf("aws:s3/bucket:Bucket", {}))).to.deep.equal(["pass", "unknown", "fail"]);
  });

  it("is nothing of one that they fail", () => {
    expect(left(open)).to.deep.equal([]);
  });

  it("is what fails of one that they cannot decide", () => {
    expect(left(unclear)).to.deep.equal(["fail"]);
  });
});

describe("good objects by themselves", () => {
  const service = subjectOf("kubernetes:core/v1:Service", { spec: { type: "ClusterIP" } });
  const bad = subjectOf("kubernetes:core/v1:Service", { spec: { type: "NodePort" } });
  const cluster = subjectOf("aws:eks/cluster:Cluster", {}, "cluster");
  const stackOf = (...subjects: Subject[]): Stack => ({
    subjects,
    ofType: (...types) => subjects.filter(({ type }) => types.includes(type)),
  });
  const said = (objectsPass: boolean | undefined, ...subjects: Subject[]) => {
    const check: StackCheck = {
      control: "NET-08",
      none: "nothing",
      judge: () => [],
      ...(objectsPass === undefined ? {} : { objectsPass }),
    };
    return withObjectRules(check, sampleSets)
      .judge(stackOf(...subjects), contextOf())
      .map(({ judgement: { verdict } }) => verdict);
  };

  it("pass without a cluster, where the check does not say", () => {
    expect(said(undefined, service)).to.deep.equal(["pass"]);
    expect(said(undefined, service, cluster)).to.deep.equal([]);
  });

  it("pass in any stack, where they are enough", () => {
    expect(said(true, service)).to.deep.equal(["pass"]);
    expect(said(true, service, cluster)).to.deep.equal(["pass"]);
  });

  it("never pass, where they are not", () => {
    expect(said(false, service)).to.deep.equal([]);
    expect(said(false, service, cluster)).to.deep.equal([]);
    expect(said(false, bad)).to.deep.equal(["fail"]);
  });
});
