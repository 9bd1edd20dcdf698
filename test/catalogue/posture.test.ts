import { expect } from "chai";
import fc from "fast-check";
import {
  awsLogRetentionDays,
  defaultRegimes,
  type Parameter,
  posture,
  Regime,
  regimeIds,
  regimes,
  roundUpRetention,
} from "../../catalogue";
import { refuseContradiction, strictest } from "../../catalogue/posture";

const someRegimes = fc.subarray([...regimeIds]);

describe("catalogue/posture", () => {
  it("of no regime is Rampart's own, set by nobody", () => {
    expect(posture([])).to.deep.equal({
      regimes: [],
      logRetentionDays: { min: { value: 90, because: [] }, max: { value: Number.POSITIVE_INFINITY, because: [] } },
      keyRotationDays: { max: { value: 365, because: [] } },
      admissionReplicas: { min: { value: 3, because: [] } },
    });
  });

  it("of the default regimes names the requirements that set it", () => {
    expect(posture(defaultRegimes)).to.deep.equal({
      regimes: ["pci-dss", "hipaa", "gdpr", "popia", "iso-27001"],
      logRetentionDays: {
        min: { value: 365, because: [{ regime: "pci-dss", requirement: "10.5.1" }] },
        max: {
          value: 2192,
          because: [
            { regime: "gdpr", requirement: "5(1)(e)" },
            { regime: "popia", requirement: "14" },
          ],
        },
      },
      keyRotationDays: {
        max: {
          value: 365,
          because: [
            { regime: "pci-dss", requirement: "3.7.4" },
            { regime: "iso-27001", requirement: "A.8.24" },
          ],
        },
      },
      admissionReplicas: {
        min: {
          value: 3,
          because: [
            { regime: "gdpr", requirement: "32(1)(b)" },
            { regime: "iso-27001", requirement: "A.8.14" },
          ],
        },
      },
    });
  });

  it("asks for a year of logs because of PCI DSS alone, and for an end because of GDPR or POPIA", () => {
    expect(posture([Regime.Hipaa]).logRetentionDays.min.value).to.equal(90);
    expect(posture([Regime.PciDss]).logRetentionDays.min.value).to.equal(365);
    expect(posture([Regime.PciDss]).logRetentionDays.max.value).to.equal(Number.POSITIVE_INFINITY);
    for (const id of [Regime.Gdpr, Regime.Popia]) expect(posture([id]).logRetentionDays.max.value).to.equal(2192);
  });

  it("lists regimes once, in the order of reports", () => {
    expect(posture([Regime.Gdpr, Regime.PciDss, Regime.Gdpr]).regimes).to.deep.equal(["pci-dss", "gdpr"]);
  });

  it("names requirements that exist", () => {
    const found = posture(regimeIds);
    const parameters = [
      found.logRetentionDays.min,
      found.logRetentionDays.max,
      found.keyRotationDays.max,
      found.admissionReplicas.min,
    ];
    for (const { regime, requirement } of parameters.flatMap(({ because }) => because)) {
      expect(regimes[regime].requirements.map(({ id }) => id)).to.include(requirement);
    }
  });

  it("never loosens when a regime is added", () => {
    fc.assert(
      fc.property(someRegimes, fc.constantFrom(...regimeIds), (some, added) => {
        const [before, after] = [posture(some), posture([...some, added])];
        expect(after.logRetentionDays.min.value).to.be.at.least(before.logRetentionDays.min.value);
        expect(after.logRetentionDays.max.value).to.be.at.most(before.logRetentionDays.max.value);
        expect(after.keyRotationDays.max.value).to.be.at.most(before.keyRotationDays.max.value);
        expect(after.admissionReplicas.min.value).to.be.at.least(before.admissionReplicas.min.value);
      }),
    );
  });

  it("gives reasons of regimes in force only, and a reason where a regime is stricter than Rampart", () => {
    fc.assert(
      fc.property(someRegimes, (some) => {
        const { logRetentionDays, keyRotationDays, admissionReplicas } = posture(some);
        const all = [logRetentionDays.min, logRetentionDays.max, keyRotationDays.max, admissionReplicas.min];
        for (const { because } of all) for (const { regime } of because) expect(some).to.include(regime);
        expect(logRetentionDays.min.because.length > 0).to.equal(logRetentionDays.min.value > 90);
        expect(logRetentionDays.max.because.length > 0).to.equal(logRetentionDays.max.value < Number.POSITIVE_INFINITY);
      }),
    );
  });

  it("leaves room between its bounds for a value that CloudWatch accepts, for any regimes", () => {
    fc.assert(
      fc.property(someRegimes, (some) => {
        const { min, max } = posture(some).logRetentionDays;
        expect(roundUpRetention(min.value)).to.be.within(min.value, max.value);
      }),
    );
  });

  it("names as reasons only the requirements that ask for the strictest value", () => {
    const bounds = {
      own: 90,
      asked: [
        { regime: Regime.PciDss, requirement: "10.5.1", value: 365 },
        { regime: Regime.Hipaa, requirement: "164.312(b)", value: 180 },
        { regime: Regime.Gdpr, requirement: "5(2)", value: 365 },
        { regime: Regime.Popia, requirement: "14", value: 30 },
      ],
    };
    const of = (...inForce: Regime[]) => strictest(bounds, inForce, Math.max);
    expect(of(Regime.PciDss, Regime.Hipaa, Regime.Gdpr)).to.deep.equal({
      value: 365,
      because: [
        { regime: "pci-dss", requirement: "10.5.1" },
        { regime: "gdpr", requirement: "5(2)" },
      ],
    });
    expect(of(Regime.Hipaa).because).to.deep.equal([{ regime: "hipaa", requirement: "164.312(b)" }]);
    expect(of(Regime.Popia)).to.deep.equal({ value: 90, because: [] });
    expect(strictest(bounds, [Regime.PciDss, Regime.Popia], Math.min)).to.deep.equal({
      value: 30,
      because: [{ regime: "popia", requirement: "14" }],
    });
  });

  describe("contradictions", () => {
    const asks = (value: number, requirement?: string): Parameter<number> => ({
      value,
      because: requirement === undefined ? [] : [{ regime: Regime.PciDss, requirement }],
    });

    it("are refused with both sides", () => {
      expect(() =>
        refuseContradiction("logRetentionDays", { min: asks(365, "10.5.1"), max: asks(30, "9.9.9") }),
      ).to.throw(RangeError, "logRetentionDays: pci-dss 10.5.1 asks for at least 365, pci-dss 9.9.9 allows at most 30");
      expect(() => refuseContradiction("days", { min: asks(2), max: asks(1, "1.1") })).to.throw(
        "days: Rampart asks for at least 2, pci-dss 1.1 allows at most 1",
      );
    });

    it("are none where both bounds meet", () => {
      expect(() => refuseContradiction("days", { min: asks(7), max: asks(7) })).to.not.throw();
    });
  });

  describe("retention that CloudWatch accepts", () => {
    it("is one of 22 values", () => {
      expect(awsLogRetentionDays).to.deep.equal([
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
      ]);
    });

    it("rounds up, and leaves what is accepted alone", () => {
      expect([1, 2, 8, 89, 90, 91, 181, 365, 366, 2192].map(roundUpRetention)).to.deep.equal([
        1, 3, 14, 90, 90, 120, 365, 365, 400, 2192,
      ]);
      for (const days of awsLogRetentionDays) expect(roundUpRetention(days)).to.equal(days);
    });

    it("is the nearest one that is not shorter", () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 3653 }), (days) => {
          const rounded = roundUpRetention(days);
          expect(rounded).to.be.at.least(days);
          expect(awsLogRetentionDays.filter((each) => each >= days && each < rounded)).to.deep.equal([]);
        }),
      );
    });

    it("ends at ten years", () => {
      expect(() => roundUpRetention(3654)).to.throw(RangeError, "no log for 3654 days; it offers 3653 at most");
    });
  });
});
