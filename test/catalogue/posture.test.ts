import { expect } from "chai";
import fc from "fast-check";
import {
  awsLogRetentionDays,
  defaultRegimes,
  type Mistake,
  posture,
  Regime,
  regimeIds,
  regimes,
  resolvePosture,
  roundUpRetention,
} from "../../catalogue";
import { bounds } from "../../catalogue/posture/bounds";
import { contradiction, type Parameter, strictest } from "../../catalogue/posture/parameter";
import { residencyLimits } from "../../catalogue/posture/residency";

const someRegimes = fc.subarray([...regimeIds]);
const unbounded = { value: Number.POSITIVE_INFINITY, because: [] };
const european = ["eu-central-1", "eu-west-1", "eu-west-3", "eu-north-1", "eu-south-1", "eu-south-2", "eusc-de-east-1"];

/** `regime requirement` of whatever set a parameter. */
function reasons({ because }: Parameter<unknown>): string[] {
  return because.map(({ regime, requirement }) => `${regime} ${requirement}`);
}

/** A posture without reasons: parameter by parameter what it asks for. */
function valuesOf(inForce: readonly Regime[]): Record<string, unknown> {
  const found = posture(inForce);
  return {
    logRetentionDays: [found.logRetentionDays.min.value, found.logRetentionDays.max.value],
    keyRotationDays: found.keyRotationDays.max.value,
    admissionReplicas: found.admissionReplicas.min.value,
    alertSeverity: found.alertSeverity.max.value,
    alertRoutes: found.alertRoutes.required.value,
    backupLockDays: [found.backupLockDays.min.value, found.backupLockDays.max.value],
    backupCopies: found.backupCopies.min.value,
    residency: found.residency.map(({ regime }) => regime),
  };
}

/** Every parameter of a posture. */
function parametersOf(inForce: readonly Regime[]): Parameter<unknown>[] {
  const { residency, ...others } = posture(inForce);
  const ranges = Object.entries(others).filter(([name]) => name !== "regimes");
  return [...ranges.flatMap(([, range]) => Object.values(range) as Parameter<unknown>[]), ...residency];
}

describe("catalogue/posture", () => {
  it("of no regime is Rampart's own, set by nobody", () => {
    expect(posture([])).to.deep.equal({
      regimes: [],
      logRetentionDays: { min: { value: 90, because: [] }, max: unbounded },
      keyRotationDays: { max: { value: 365, because: [] } },
      admissionReplicas: { min: { value: 3, because: [] } },
      alertSeverity: { max: { value: 7, because: [] } },
      alertRoutes: { required: { value: false, because: [] } },
      backupLockDays: { min: { value: 7, because: [] }, max: unbounded },
      backupCopies: { min: { value: 1, because: [] } },
      residency: [],
    });
  });

  it("of the default regimes is the strictest of all", () => {
    expect(posture(defaultRegimes).regimes).to.deep.equal(["pci-dss", "hipaa", "gdpr", "popia", "iso-27001"]);
    expect(valuesOf(defaultRegimes)).to.deep.equal({
      logRetentionDays: [365, 2192],
      keyRotationDays: 365,
      admissionReplicas: 3,
      alertSeverity: 4,
      alertRoutes: true,
      backupLockDays: [30, 2192],
      backupCopies: 2,
      residency: ["gdpr", "popia"],
    });
  });

  it("of the default regimes names the requirements that set it", () => {
    const found = posture(defaultRegimes);
    expect({
      retained: [reasons(found.logRetentionDays.min), reasons(found.logRetentionDays.max)],
      rotated: reasons(found.keyRotationDays.max),
      replicas: reasons(found.admissionReplicas.min),
      severity: reasons(found.alertSeverity.max),
      routes: reasons(found.alertRoutes.required),
      locked: [reasons(found.backupLockDays.min), reasons(found.backupLockDays.max)],
      copies: reasons(found.backupCopies.min),
      residency: found.residency.map(reasons),
    }).to.deep.equal({
      retained: [["pci-dss 10.5.1"], ["gdpr 5(1)(e)", "popia 14"]],
      rotated: ["pci-dss 3.7.4", "iso-27001 A.8.24"],
      replicas: ["gdpr 32(1)(b)", "iso-27001 A.8.14"],
      severity: ["pci-dss 12.10.5"],
      routes: ["pci-dss 10.4.1.1", "pci-dss 12.10.5", "hipaa 164.308(a)(6)(ii)", "gdpr 33", "popia 22"],
      locked: [
        ["hipaa 164.308(a)(7)(ii)(A)", "gdpr 32(1)(c)", "iso-27001 A.8.13"],
        ["gdpr 5(1)(e)", "popia 14"],
      ],
      copies: ["hipaa 164.308(a)(7)(ii)(B)", "popia 19(1)(a)", "iso-27001 A.8.14"],
      residency: [["gdpr 44", "gdpr 45", "gdpr 46"], ["popia 72"]],
    });
  });

  const own = {
    logRetentionDays: [90, Number.POSITIVE_INFINITY],
    keyRotationDays: 365,
    admissionReplicas: 3,
    alertSeverity: 7,
    alertRoutes: false,
    backupLockDays: [7, Number.POSITIVE_INFINITY],
    backupCopies: 1,
    residency: [],
  };
  const alone: [Regime, object][] = [
    [Regime.PciDss, { logRetentionDays: [365, Number.POSITIVE_INFINITY], alertSeverity: 4, alertRoutes: true }],
    [Regime.Hipaa, { alertRoutes: true, backupLockDays: [30, Number.POSITIVE_INFINITY], backupCopies: 2 }],
    [Regime.Gdpr, { logRetentionDays: [90, 2192], alertRoutes: true, backupLockDays: [30, 2192], residency: ["gdpr"] }],
    [
      Regime.Popia,
      {
        logRetentionDays: [90, 2192],
        alertRoutes: true,
        backupLockDays: [7, 2192],
        backupCopies: 2,
        residency: ["popia"],
      },
    ],
    [Regime.Iso27001, { backupLockDays: [30, Number.POSITIVE_INFINITY], backupCopies: 2 }],
    [Regime.CisEks, {}],
  ];
  it("is tabled for each regime alone", () => {
    expect(alone.map(([regime]) => regime)).to.have.members([...regimeIds]);
    for (const [regime, stricter] of alone) {
      expect(valuesOf([regime]), regime).to.deep.equal({ ...own, ...stricter });
    }
  });

  it("lets data lie in the EU by GDPR, and in South Africa as well by POPIA", () => {
    const [gdpr, popia] = posture(defaultRegimes).residency;
    expect(gdpr!.value).to.deep.equal(european);
    expect(popia!.value).to.deep.equal(["af-south-1", ...european]);
    expect([gdpr!.area, popia!.area]).to.deep.equal(["the EU", "South Africa or the EU"]);
  });

  it("lists regimes once, in the order of reports", () => {
    expect(posture([Regime.Gdpr, Regime.PciDss, Regime.Gdpr]).regimes).to.deep.equal(["pci-dss", "gdpr"]);
  });

  it("names requirements that exist, as data whether it is in force or not", () => {
    const asked = Object.values(bounds).flatMap((range) => Object.values<{ asked: readonly object[] }>(range));
    const named = [
      ...parametersOf(regimeIds).flatMap(({ because }) => because),
      ...asked.flatMap((each) => each.asked as { regime: Regime; requirement: string }[]),
      ...residencyLimits.flatMap(({ because }) => because),
    ];
    expect(named).to.have.length.above(30);
    for (const { regime, requirement } of named) {
      expect(
        regimes[regime].requirements.map(({ id }) => id),
        regime,
      ).to.include(requirement);
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
        expect(after.alertSeverity.max.value).to.be.at.most(before.alertSeverity.max.value);
        expect(after.alertRoutes.required.value || !before.alertRoutes.required.value).to.equal(true);
        expect(after.backupLockDays.min.value).to.be.at.least(before.backupLockDays.min.value);
        expect(after.backupLockDays.max.value).to.be.at.most(before.backupLockDays.max.value);
        expect(after.backupCopies.min.value).to.be.at.least(before.backupCopies.min.value);
        expect(after.residency).to.include.deep.members(before.residency);
      }),
    );
  });

  it("gives reasons of regimes in force only, and a reason where a regime is stricter than Rampart", () => {
    fc.assert(
      fc.property(someRegimes, (some) => {
        const all = parametersOf(some);
        expect(all).to.have.length.at.least(9);
        for (const { because } of all) for (const { regime } of because) expect(some).to.include(regime);
        const mine = parametersOf([]);
        for (const [index, { value, because }] of all.entries()) {
          if (value !== mine[index]?.value) expect(because, String(index)).to.not.deep.equal([]);
        }
      }),
    );
  });

  it("leaves room between its bounds, for any regimes, and logs a value that CloudWatch accepts", () => {
    fc.assert(
      fc.property(someRegimes, (some) => {
        const { logRetentionDays, backupLockDays } = posture(some);
        const { min, max } = logRetentionDays;
        expect(roundUpRetention(min.value)).to.be.within(min.value, max.value);
        expect(backupLockDays.min.value).to.be.at.most(backupLockDays.max.value);
        const mistakes: Mistake[] = [];
        expect(resolvePosture(some, mistakes)).to.deep.equal(posture(some));
        expect(mistakes).to.deep.equal([]);
      }),
    );
  });

  it("leaves a region for any regimes together", () => {
    const [first, ...rest] = residencyLimits;
    expect(first!.value.filter((region) => rest.every(({ value }) => value.includes(region)))).to.deep.equal(european);
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

    it("are told with both sides", () => {
      expect(contradiction("logRetentionDays", { min: asks(365, "10.5.1"), max: asks(30, "9.9.9") })).to.equal(
        "logRetentionDays: pci-dss 10.5.1 asks for at least 365, pci-dss 9.9.9 allows at most 30",
      );
      expect(contradiction("days", { min: asks(2), max: asks(1, "1.1") })).to.equal(
        "days: Rampart asks for at least 2, pci-dss 1.1 allows at most 1",
      );
    });

    it("are none where both bounds meet, or where there is only one", () => {
      expect(contradiction("days", { min: asks(7), max: asks(7) })).to.equal(undefined);
      expect(contradiction("days", { min: asks(7) })).to.equal(undefined);
      expect(contradiction("days", { max: asks(7) })).to.equal(undefined);
    });

    const shortStorage = { own: 60, asked: [{ regime: Regime.Gdpr, requirement: "5(1)(e)", value: 20 }] };
    const torn = {
      ...bounds,
      logRetentionDays: { ...bounds.logRetentionDays, max: shortStorage },
      backupLockDays: { ...bounds.backupLockDays, max: shortStorage },
    };
    const logs = "logRetentionDays: pci-dss 10.5.1 asks for at least 365, gdpr 5(1)(e) allows at most 20";
    const locks = "backupLockDays: gdpr 32(1)(c) asks for at least 30, gdpr 5(1)(e) allows at most 20";

    it("are refused by whoever asks for a posture that must be sound", () => {
      expect(() => posture([Regime.PciDss, Regime.Gdpr], torn)).to.throw(RangeError, logs);
      expect(() => posture([Regime.Gdpr], { ...torn, logRetentionDays: bounds.logRetentionDays })).to.throw(locks);
    });

    it("are all mistakes in the choice of regimes for a user, and the rest is still measured", () => {
      const mistakes: Mistake[] = [];
      const found = resolvePosture([Regime.Gdpr, Regime.PciDss], mistakes, torn);
      expect(mistakes).to.deep.equal(
        [logs, locks].map((told) => ({
          path: "regimes",
          got: "pci-dss, gdpr",
          expected: `regimes that can be met together (${told})`,
        })),
      );
      expect(found.alertSeverity.max.value).to.equal(4);
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
