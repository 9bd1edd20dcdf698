import { expect } from "chai";
import { defaultRegimes, platformNamespaces, type Regime, type Waiver } from "../../../../catalogue";
import {
  type Declaration,
  kubernetesVersionOf,
  readDeclaration,
  regimesInForce,
  ruleParametersOf,
} from "../../../../policypacks/compliance/run/declarations";
import { reportKey } from "../../../../policypacks/compliance/run/findings";
import { waiverEvidence, waiverLedger } from "../../../../policypacks/compliance/run/waivers";
import { unknown } from "../../../support/samples";

const declaring = (props: Record<string, unknown>): Declaration => readDeclaration({ urn: "urn:a", props });

/** Lists of which nothing is declared. */
const none = { registries: [], exposed: [], clusterAdmins: [], trustedRoles: [] };

describe("compliance pack: what clusters declare", () => {
  it("reads words that it knows, in the catalogue's order", () => {
    const props = { regimes: ["gdpr", "pci-dss"], kubernetesVersion: "1.35", waiversHash: "ab" };
    expect(declaring(props)).to.deep.equal({
      urn: "urn:a",
      ...props,
      regimes: ["pci-dss", "gdpr"],
      parts: [],
      ruleParameters: none,
    });
    const silent = {
      urn: "urn:a",
      regimes: undefined,
      kubernetesVersion: undefined,
      waiversHash: undefined,
      parts: [],
      ruleParameters: none,
    };
    expect(declaring({})).to.deep.equal(silent);
    expect(declaring({ regimes: ["gdpr", "soc2"], kubernetesVersion: 1.35, waiversHash: null })).to.deep.equal(silent);
    expect(declaring({ regimes: ["gdpr", unknown] }).regimes).to.equal(undefined);
    expect(declaring({ regimes: [] }).regimes).to.deep.equal([]);
  });

  it("puts the settings' regimes before the declared ones, and those before the default", () => {
    const regimes = (...declared: (Regime[] | undefined)[]) => declared.map((each) => declaring({ regimes: each }));
    expect(regimesInForce({ regimes: ["gdpr", "pci-dss"] }, regimes(["hipaa"]))).to.deep.equal(["pci-dss", "gdpr"]);
    expect(regimesInForce({}, regimes(["popia"], ["hipaa", "popia"], undefined))).to.deep.equal(["hipaa", "popia"]);
    expect(regimesInForce({}, regimes(undefined))).to.deep.equal(defaultRegimes);
    expect(regimesInForce({}, [])).to.deep.equal(defaultRegimes);
  });

  it("takes the one Kubernetes version that all declare", () => {
    const of = (...versions: (string | undefined)[]) =>
      kubernetesVersionOf(versions.map((kubernetesVersion) => declaring({ kubernetesVersion })));
    expect([of("1.35", "1.35"), of("1.35", "1.34"), of("1.35", undefined), of()]).to.deep.equal([
      "1.35",
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("compliance pack: what object rules compare with", () => {
  const declared = (...lists: unknown[]) =>
    ruleParametersOf(
      {},
      lists.map((registries) => declaring({ ruleParameters: { registries } })),
    ).registries;

  it("is nothing but the platform's namespaces where nobody says more", () => {
    const own = platformNamespaces.map(({ name }) => name);
    expect(own).to.not.deep.equal([]);
    expect(ruleParametersOf({}, [])).to.deep.equal({ ...none, platformNamespaces: own });
  });

  it("is what the cluster declares, and before it what the settings say", () => {
    const cluster = declaring({
      ruleParameters: { registries: ["a/"], exposed: ["team/web"], platformNamespaces: ["x"] },
    });
    const found = ruleParametersOf({ rules: { registries: ["b/"] } }, [cluster]);
    expect(found).to.deep.equal({ ...ruleParametersOf({}, []), registries: ["b/"], exposed: ["team/web"] });
  });

  it("is what all of several clusters declare", () => {
    expect(declared(["a/", "b/"], ["b/", "c/"])).to.deep.equal(["b/"]);
    expect(declared(["a/"], undefined)).to.deep.equal([]);
  });

  it("holds an unknown where a list is not known whole, and no value of another type", () => {
    expect(declared(unknown)).to.have.length(1);
    expect(declared(["a/", unknown])[0]).to.equal("a/");
    expect(declared(["a/", unknown])).to.have.length(2);
    expect(declared(["a/"], unknown)).to.have.length(1);
    for (const list of ["a/", 7, {}, null, [7, null]]) expect(declared(list)).to.deep.equal([]);
  });
});

describe("compliance pack: the ledger of waivers", () => {
  const waiver = (more: Partial<Waiver> = {}): Waiver => ({
    control: "NET-01",
    resource: "a:b:C::main",
    reason: "r",
    owner: "o",
    approver: "a",
    ticket: "T-1",
    created: "2026-12-01",
    expires: "2026-12-31",
    ...more,
  });
  const subject = { control: "NET-01", stack: "dev", urn: "urn:x", type: "a:b:C", name: "main" };
  const today = new Date("2026-12-31T12:00:00Z");
  const [holds, other, old] = [waiver(), waiver({ control: "LOG-01" }), waiver({ expires: "2026-12-30" })];

  it("finds the waiver that holds and the one that no longer does", () => {
    const ledger = waiverLedger([old, holds, other], today);
    expect(ledger.match(subject, true)).to.deep.equal({ held: holds, expired: old });
    expect(ledger.match({ ...subject, control: "LOG-02" }, true)).to.deep.equal({});
    expect(waiverLedger([holds], today).match(subject, true)).to.deep.equal({ held: holds });
    expect(waiverLedger([old], today).match(subject, true)).to.deep.equal({ expired: old });
  });

  it("counts what each matched", () => {
    const ledger = waiverLedger([old, holds, other], today);
    ledger.match(subject, true);
    ledger.match(subject, true);
    expect(ledger.outcomes("dev")).to.deep.equal([
      { waiver: old, status: "expired", matched: 2, met: true },
      { waiver: holds, status: "used", matched: 2, met: true },
      { waiver: other, status: "unused", matched: 0, met: false },
    ]);
  });

  it("notes what it might have excused, and excuses nothing of what passes", () => {
    const ledger = waiverLedger([holds], today);
    expect(ledger.match(subject, false)).to.deep.equal({});
    expect(ledger.outcomes("dev")).to.deep.equal([{ waiver: holds, status: "unused", matched: 0, met: true }]);
  });

  it("leaves out what concerns other stacks", () => {
    const elsewhere = waiver({ environments: ["prod"] });
    expect(waiverLedger([elsewhere], today).outcomes("dev")).to.deep.equal([]);
    expect(waiverLedger([elsewhere], today).outcomes("prod")).to.have.length(1);
  });

  it("says of a waiver without an object that admission does not know it, where rules judge there", () => {
    const noteOf = (more: Partial<Waiver>) =>
      waiverEvidence({ waiver: waiver(more), status: "used", matched: 1, met: true }).note;
    expect(noteOf({ control: "NET-01" })).to.equal(undefined);
    expect(noteOf({ control: "PSS-01" })).to.match(/^holds in previews only: /);
    expect(noteOf({ control: "PSS-01", object: { kind: "Pod", namespace: "a", name: "b" } })).to.equal(undefined);
  });

  it("tells judgements of one control apart by resource and rule", () => {
    expect([reportKey("A", "urn"), reportKey("A", "urn", "r")]).to.deep.equal(["A urn ", "A urn r"]);
  });
});
