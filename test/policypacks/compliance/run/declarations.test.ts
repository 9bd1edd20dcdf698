import { expect } from "chai";
import { defaultRegimes, type Regime, type Waiver } from "../../../../catalogue";
import {
  type Declaration,
  kubernetesVersionOf,
  readDeclaration,
  regimesInForce,
} from "../../../../policypacks/compliance/run/declarations";
import { reportKey } from "../../../../policypacks/compliance/run/findings";
import { waiverLedger } from "../../../../policypacks/compliance/run/waivers";
import { unknown } from "../../../support/samples";

const declaring = (props: Record<string, unknown>): Declaration => readDeclaration({ urn: "urn:a", props });

describe("compliance pack: what clusters declare", () => {
  it("reads words that it knows, in the catalogue's order", () => {
    const props = { regimes: ["gdpr", "pci-dss"], kubernetesVersion: "1.35", waiversHash: "ab" };
    expect(declaring(props)).to.deep.equal({ urn: "urn:a", ...props, regimes: ["pci-dss", "gdpr"], parts: [] });
    const silent = {
      urn: "urn:a",
      regimes: undefined,
      kubernetesVersion: undefined,
      waiversHash: undefined,
      parts: [],
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

describe("compliance pack: the ledger of waivers", () => {
  const waiver = (more: Partial<Waiver> = {}): Waiver => ({
    control: "NET-01",
    resource: "a:b:C::main",
    reason: "r",
    owner: "o",
    expires: "2026-12-31",
    ...more,
  });
  const subject = { control: "NET-01", stack: "dev", urn: "urn:x", type: "a:b:C", name: "main" };
  const today = new Date("2026-12-31T12:00:00Z");
  const [holds, other, old] = [waiver(), waiver({ control: "LOG-01" }), waiver({ expires: "2026-12-30" })];

  it("finds the waiver that holds and the one that no longer does", () => {
    const ledger = waiverLedger([old, holds, other], today);
    expect(ledger.match(subject)).to.deep.equal({ held: holds, expired: old });
    expect(ledger.match({ ...subject, control: "LOG-02" })).to.deep.equal({});
    expect(waiverLedger([holds], today).match(subject)).to.deep.equal({ held: holds });
    expect(waiverLedger([old], today).match(subject)).to.deep.equal({ expired: old });
  });

  it("counts what each matched", () => {
    const ledger = waiverLedger([old, holds, other], today);
    ledger.match(subject);
    ledger.match(subject);
    expect(ledger.evidence()).to.deep.equal([
      { ...old, status: "expired", matched: 2 },
      { ...holds, status: "used", matched: 2 },
      { ...other, status: "unused", matched: 0 },
    ]);
  });

  it("tells judgements of one control apart by resource and rule", () => {
    expect([reportKey("A", "urn"), reportKey("A", "urn", "r")]).to.deep.equal(["A urn ", "A urn r"]);
  });
});
