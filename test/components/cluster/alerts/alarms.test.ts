import { expect } from "chai";
import { regimes, Severity } from "../../../../catalogue";
import { alarms, everyAlarm } from "../../../../components/cluster/alerts/alarms";
import { describe as describeAlarm } from "../../../../components/cluster/alerts/alerts";
import { sessionsOf, without } from "../../../../components/cluster/alerts/readers";
import { alertRules } from "../../../../components/cluster/alerts/rules";
import { mostReaders } from "../../../../components/cluster/alerts/settings";
import { controlPlaneCases, trailCases } from "./cases";
import { audit, who } from "./events";
import { parseFilterPattern } from "./filter-pattern";

const cases = { ...controlPlaneCases, ...trailCases };
const known = new Set(
  Object.values(regimes).flatMap(({ id, requirements }) => requirements.map((each) => `${id} ${each.id}`)),
);
const secretRead = alarms.find(({ id }) => id === "secret-read")!;

describe("cluster/alerts/alarms", () => {
  it("have cases each, and no case is of another alarm", () => {
    expect(alarms.map(({ id }) => id)).to.deep.equal(Object.keys(cases));
    const of = (source: string) => alarms.filter((each) => each.source === source).map(({ id }) => id);
    expect(of("control-plane")).to.deep.equal(Object.keys(controlPlaneCases));
    expect(of("audit-trail")).to.deep.equal(Object.keys(trailCases));
  });

  for (const { id, pattern } of alarms) {
    for (const absent of [true, false]) {
      it(`${id} hears what it must and nothing else, if != ${absent ? "holds" : "fails"} for an absent key`, () => {
        const parsed = parseFilterPattern(pattern);
        const { rings, silent } = cases[id]!;
        const heard = (events: Record<string, unknown>) =>
          Object.keys(events).filter((name) => parsed.matches(events[name], absent));
        expect(heard(rings)).to.deep.equal(Object.keys(rings));
        expect(heard(silent)).to.deep.equal([]);
        expect(Object.keys(silent)).to.have.length.greaterThan(1);
      });
    }
  }

  it("pass no text of other streams by mistake: JSON patterns hear no lines", () => {
    const line = 'I0102 03:04:05.000000 1 controller.go:1] "Quota" secrets system:anonymous 401 exec';
    expect(alarms.filter(({ pattern }) => parseFilterPattern(pattern).matches(line, true))).to.deep.equal([]);
  });

  it("fit a log group, and the limits of names and texts", () => {
    expect(alarms.length).to.be.lessThan(100);
    for (const alarm of alarms) {
      expect(alarm.id).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(alarm.pattern.length, alarm.id).to.be.at.most(1024);
      expect(describeAlarm(alarm).length).to.be.at.most(1024);
      expect(alarm.threshold).to.be.at.least(1);
      expect(Object.values(Severity)).to.include(alarm.severity);
    }
    const ids = [...everyAlarm, ...alertRules].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it("and rules name requirements of the catalogue", () => {
    for (const { id, requirements } of [...everyAlarm, ...alertRules]) {
      expect(requirements, id).to.have.length.greaterThan(0);
      expect(
        requirements.filter((each) => !known.has(each)),
        id,
      ).to.deep.equal([]);
    }
  });

  it("describe what happened, what to do and what for", () => {
    expect(describeAlarm(secretRead)).to.equal(
      "A person read Secrets (high). Runbook: docs/runbooks/secret-read.md. " +
        "pci-dss 10.2.1.2, hipaa 164.312(b), gdpr 32(1)(b), iso-27001 A.8.16",
    );
  });
});

describe("cluster/alerts/readers", () => {
  const heard = (pattern: string, user: string) =>
    [true, false].map((absent) =>
      parseFilterPattern(pattern).matches(audit({ user, verb: "get", object: { resource: "secrets" } }), absent),
    );

  it("are known by the sessions of their role, whatever its path", () => {
    const arn = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/deploy";
    expect(sessionsOf(arn)).to.equal("arn:aws:sts::123456789012:assumed-role/deploy/*");
    expect(sessionsOf("arn:aws-cn:iam::123456789012:role/a.b@c")).to.equal(
      "arn:aws-cn:sts::123456789012:assumed-role/a.b@c/*",
    );
    const others = ["deploy", 'arn:aws:iam::123456789012:role/a"b', "arn:aws:iam::123456789012:user/jane", "*"];
    for (const each of others) expect(sessionsOf(each), each).to.equal(undefined);
  });

  it("read without alarm, and nobody else does", () => {
    const pattern = without(secretRead.pattern, [sessionsOf("arn:aws:iam::123456789012:role/deploy")!]);
    expect(heard(pattern, who.deployer)).to.deep.equal([false, false]);
    for (const each of [who.deployerTwin, who.person, who.user, who.named]) {
      expect(heard(pattern, each), each).to.deep.equal([true, true]);
    }
    expect(without(secretRead.pattern, [])).to.equal(secretRead.pattern);
  });

  it("have room in the pattern, as many as may be, with the longest names", () => {
    const longest = `arn:aws-us-gov:iam::123456789012:role/${"r".repeat(64)}`;
    const pattern = without(secretRead.pattern, Array<string>(mostReaders).fill(sessionsOf(longest)!));
    expect(heard(pattern, who.person)).to.deep.equal([true, true]);
  });
});
