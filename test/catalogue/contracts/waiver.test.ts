import { expect } from "chai";
import fc from "fast-check";
import {
  concerns,
  formatMistake,
  isExpired,
  longestWaiverDays,
  matches,
  readWaivers,
  type Waiver,
  type WaiverSubject,
} from "../../../catalogue";

const today = new Date("2027-03-10T15:30:00Z");

const waiver: Waiver = {
  control: "NET-01",
  resource: "aws:eks/cluster:Cluster::dev-*",
  reason: "the office has no VPN yet",
  owner: "platform@example.com",
  approver: "ciso@example.com",
  ticket: "SEC-1",
  created: "2027-03-01",
  expires: "2027-06-30",
};

const subject: WaiverSubject = {
  control: "NET-01",
  stack: "dev",
  urn: "urn:pulumi:dev::rampart::rampart:index:CompliantCluster$aws:eks/cluster:Cluster::dev-cluster",
  type: "aws:eks/cluster:Cluster",
  name: "dev-cluster",
};

const mistakesOf = (...waivers: unknown[]): string[] => readWaivers({ waivers }, today).mistakes.map(formatMistake);
const daysFromToday = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);

const accepted =
  "a whole URN, or a type without `*` and at least a part of a name, such as aws:eks/cluster:Cluster::dev-*";

describe("catalogue/contracts: reading waivers", () => {
  it("reads an empty document as none", () => {
    for (const document of [undefined, null, { waivers: [] }]) {
      expect(readWaivers(document, today)).to.deep.equal({ value: [], mistakes: [] });
    }
  });

  it("reads every member", () => {
    const whole: Waiver = { ...waiver, environments: ["dev"], object: { kind: "Pod", namespace: "a", name: "b" } };
    expect(readWaivers({ waivers: [waiver, whole] }, today)).to.deep.equal({ value: [waiver, whole], mistakes: [] });
  });

  it("reports every mistake at once", () => {
    const bad = { control: "NET-1", resource: "x", reason: "", expires: "2027-02-30", owners: "me", environments: [] };
    expect(mistakesOf(waiver, bad, { ...waiver, expires: "soon" })).to.deep.equal([
      "waivers[1].owners: got an unknown key; expected `owner`",
      'waivers[1].control: got "NET-1"; expected a control id such as NET-01',
      `waivers[1].resource: got "x"; expected ${accepted}`,
      "waivers[1].environments: got []; expected a list of 1 or more",
      'waivers[1].reason: got ""; expected a non-empty text',
      "waivers[1].owner: got nothing; expected a non-empty text",
      "waivers[1].approver: got nothing; expected a non-empty text",
      "waivers[1].ticket: got nothing; expected where the decision is recorded, such as SEC-1234",
      "waivers[1].created: got nothing; expected a date such as 2027-01-31",
      'waivers[1].expires: got "2027-02-30"; expected a date that exists',
      'waivers[2].expires: got "soon"; expected a date such as 2027-01-31',
    ]);
  });

  it("refuses a document that is no map of waivers", () => {
    expect(readWaivers([], today).mistakes.map(formatMistake)).to.deep.equal([
      "document: got []; expected a map with waivers",
    ]);
  });

  it("refuses a date that a YAML reader made of it", () => {
    expect(mistakesOf({ ...waiver, expires: new Date("2027-06-30") })).to.deep.equal([
      'waivers[0].expires: got "2027-06-30T00:00:00.000Z"; expected a date such as 2027-01-31',
    ]);
  });

  it("refuses a month that does not exist, and a day that its month does not have", () => {
    for (const expires of ["2027-13-01", "2027-00-10", "2027-04-31", "2027-02-29"]) {
      expect(mistakesOf({ ...waiver, expires }), expires).to.deep.equal([
        `waivers[0].expires: got "${expires}"; expected a date that exists`,
      ]);
    }
  });

  it("refuses a pattern that names no type, or no part of a name", () => {
    for (const resource of [
      "*",
      "*e*",
      "dev-*",
      "*Cluster::dev",
      "aws:eks/*::dev",
      "*::dev-*",
      "::dev",
      "aws:eks/cluster:Cluster",
      "aws:eks/cluster:Cluster::",
      "aws:eks/cluster:Cluster::*",
      "aws:eks/cluster:Cluster::**",
      "::",
      "*::*",
    ]) {
      expect(mistakesOf({ ...waiver, resource }), resource).to.deep.equal([
        `waivers[0].resource: got ${JSON.stringify(resource)}; expected ${accepted}`,
      ]);
    }
  });

  it("refuses a part of a URN, which would match nothing", () => {
    for (const resource of [
      "urn:pulumi:dev::*",
      "urn:pulumi:dev::rampart::dev-*",
      "urn:pulumi:dev::rampart::a:b:C::",
    ]) {
      expect(mistakesOf({ ...waiver, resource }), resource).to.have.length(1);
    }
  });

  it("takes a URN, and a type with any part of a name", () => {
    for (const resource of [
      subject.urn,
      "aws:eks/cluster:Cluster::dev",
      "aws:eks/cluster:Cluster::*-dev",
      "kubernetes:core/v1:Pod::shop/*",
      "pulumi:providers:aws::default_7_48_0",
      "my:Platform::a::b",
    ]) {
      expect(mistakesOf({ ...waiver, resource }), resource).to.deep.equal([]);
    }
  });

  it("refuses a waiver that holds longer than half a year from the day of its decision", () => {
    expect(longestWaiverDays).to.equal(180);
    expect(mistakesOf({ ...waiver, created: "2027-01-31", expires: "2027-07-30" })).to.deep.equal([]);
    expect(mistakesOf(waiver, { ...waiver, created: "2027-01-31", expires: "2027-07-31" })).to.deep.equal([
      "waivers[1].expires: got 2027-07-31; expected 2027-07-30 or earlier, 180 days after `created`; decide anew then",
    ]);
  });

  it("refuses an end before the decision, and takes that very day", () => {
    expect(mistakesOf({ ...waiver, expires: "2027-02-28" })).to.deep.equal([
      "waivers[0].expires: got 2027-02-28; expected 2027-03-01 (`created`) or later",
    ]);
    expect(mistakesOf({ ...waiver, expires: "2027-03-01" })).to.deep.equal([]);
  });

  it("refuses a decision of a day that has not come", () => {
    expect(mistakesOf({ ...waiver, created: daysFromToday(0) })).to.deep.equal([]);
    expect(mistakesOf({ ...waiver, created: daysFromToday(1) })).to.deep.equal([
      "waivers[0].created: got 2027-03-11; expected 2027-03-10 (today, UTC) or earlier, the day of the decision",
    ]);
    for (const created of ["2027-02-29", "2027-13-01"])
      expect(mistakesOf({ ...waiver, created })).to.deep.equal([
        `waivers[0].created: got "${created}"; expected a date that exists`,
      ]);
  });

  it("refuses an owner who approves, however the name is written", () => {
    for (const approver of [waiver.owner, ` ${waiver.owner.toUpperCase()} `])
      expect(mistakesOf({ ...waiver, approver })).to.deep.equal([
        `waivers[0].approver: got ${JSON.stringify(approver)}; expected somebody other than the owner`,
      ]);
  });

  it("tells what members say of each other beside what each says wrong", () => {
    const bad = { ...waiver, reason: "", approver: waiver.owner, created: "2028-01-01", expires: "2027-12-31" };
    expect(mistakesOf(bad, { ...waiver, approver: waiver.owner }).map((each) => each.split(":")[0])).to.deep.equal([
      "waivers[0].reason",
      "waivers[0].approver",
      "waivers[0].created",
      "waivers[0].expires",
      "waivers[1].approver",
    ]);
  });

  it("reads what admission calls the object, and refuses what it cannot be called", () => {
    const named = { kind: "ClusterRole", name: "system:node.reader" };
    expect(mistakesOf({ ...waiver, object: named })).to.deep.equal([]);
    const wrong: [unknown, string][] = [
      [{ ...named, kind: "pod" }, "kind"],
      [{ ...named, name: "web-*" }, "name"],
      [{ ...named, name: 'a" || true' }, "name"],
      [{ ...named, namespace: "Shop" }, "namespace"],
      [{ kind: "Pod" }, "name"],
      [{ ...named, names: "x" }, "names"],
    ];
    for (const [object, key] of wrong)
      expect(mistakesOf({ ...waiver, object }).map((each) => each.split(":")[0])).to.deep.equal([
        `waivers[0].object.${key}`,
      ]);
    expect(mistakesOf({ ...waiver, object: "web" })).to.deep.equal([
      'waivers[0].object: got "web"; expected a map with kind, namespace, name',
    ]);
  });

  it("reads an expired waiver: that it expired is a finding, not a mistake", () => {
    expect(mistakesOf({ ...waiver, created: daysFromToday(-100), expires: daysFromToday(-1) })).to.deep.equal([]);
  });

  it("never throws, whatever it reads", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readWaivers(value, today);
        readWaivers({ waivers: [value] }, today);
      }),
    );
  });
});

describe("catalogue/contracts: expiry of waivers", () => {
  const until = (expires: string) => ({ ...waiver, expires });

  it("holds to the end of the last day, UTC", () => {
    expect(isExpired(until("2027-03-10"), today)).to.equal(false);
    expect(isExpired(until("2027-03-10"), new Date("2027-03-10T23:59:59.999Z"))).to.equal(false);
    expect(isExpired(until("2027-03-10"), new Date("2027-03-11T00:00:00Z"))).to.equal(true);
    expect(isExpired(until("2027-03-09"), today)).to.equal(true);
  });

  it("is expired on every day after, and on none before", () => {
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), (days) => {
        expect(isExpired(until(daysFromToday(days)), today)).to.equal(days < 0);
      }),
    );
  });
});

describe("catalogue/contracts: matching of waivers", () => {
  it("concerns every stack, or those that it names", () => {
    expect(concerns(waiver, "dev")).to.equal(true);
    expect(concerns({ environments: ["prod", "dev"] }, "dev")).to.equal(true);
    expect(concerns({ environments: ["prod"] }, "dev")).to.equal(false);
  });

  const holds = (changed: Partial<Waiver>, on: Partial<WaiverSubject> = {}) =>
    matches({ ...waiver, ...changed }, { ...subject, ...on });

  it("matches type and name by pattern, or the URN exactly", () => {
    expect(holds({})).to.equal(true);
    expect(holds({ resource: subject.urn })).to.equal(true);
    expect(holds({ resource: `${subject.type}::${subject.name}` })).to.equal(true);
    expect(holds({ resource: `${subject.type}::*cluster` })).to.equal(true);
    expect(holds({ resource: `${subject.type}::d*-*r` })).to.equal(true);
  });

  it("matches no other control, stack, type or name", () => {
    expect(holds({}, { control: "NET-02" })).to.equal(false);
    expect(holds({ environments: ["staging", "prod"] })).to.equal(false);
    expect(holds({ environments: ["staging", "dev"] })).to.equal(true);
    expect(holds({}, { type: "aws:eks/nodeGroup:NodeGroup" })).to.equal(false);
    expect(holds({}, { name: "prod-cluster" })).to.equal(false);
    expect(holds({ resource: "Cluster::dev-*" })).to.equal(false);
    // No file may say so, but a glob may begin with its star.
    expect(holds({ resource: `*${subject.type}*` })).to.equal(true);
    expect(holds({ resource: "aws:eks/cluster:Cluster::dev" })).to.equal(false);
    expect(holds({ resource: `${subject.urn}-2` })).to.equal(false);
  });

  it("takes every character but the star as it is", () => {
    expect(holds({ resource: "aws.eks/cluster.Cluster::dev-cluster" })).to.equal(false);
    expect(holds({ resource: `${subject.type}::a.b` }, { name: "axb" })).to.equal(false);
    const odd = "a(b)[c]+?^$|\\";
    expect(holds({ resource: `${subject.type}::${odd}` }, { name: odd })).to.equal(true);
  });

  it("takes a star for any run of characters, however many there are", () => {
    /** The definition, word by word. */
    const fits = (glob: string, text: string): boolean => {
      if (glob === "") return text === "";
      if (glob.startsWith("*")) return fits(glob.slice(1), text) || (text !== "" && fits(glob, text.slice(1)));
      return text.startsWith(glob[0]!) && fits(glob.slice(1), text.slice(1));
    };
    const word = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
    fc.assert(
      fc.property(word("ab*"), word("ab"), (glob, name) => {
        expect(holds({ resource: `${subject.type}::${glob}` }, { name }), glob).to.equal(fits(glob, name));
      }),
      { numRuns: 2000 },
    );
  });

  it("answers at once, however many stars there are", () => {
    const resource = `${subject.type}::${"*a".repeat(6)}*b`;
    const begun = performance.now();
    expect(holds({ resource }, { name: "a".repeat(60) })).to.equal(false);
    expect(performance.now() - begun).to.be.lessThan(200);
  });

  it("matches a name by itself, whatever its characters, and by any prefix with a star", () => {
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter((each) => !/[*\n\r\u2028\u2029]/.test(each));
    fc.assert(
      fc.property(name, fc.nat(20), (text, cut) => {
        const on = { ...subject, name: text };
        expect(matches({ ...waiver, resource: `${subject.type}::${text}` }, on)).to.equal(true);
        expect(matches({ ...waiver, resource: `${subject.type}::${text.slice(0, cut)}*` }, on)).to.equal(true);
        expect(matches({ ...waiver, resource: `${subject.type}::${text}x` }, on)).to.equal(false);
      }),
    );
  });
});
