import Ajv from "ajv/dist/2020";
import { expect } from "chai";
import fc from "fast-check";
import {
  defaultRegimes,
  evidenceSchema,
  countWaivers,
  Level,
  loweredControls,
  Mode,
  Part,
  passedOnSomething,
  Provision,
  Regime,
  regimeIds,
  Strength,
  Verdict,
  verdictOrder,
  worst,
} from "../../../catalogue";
import { sampleEvidence } from "../support/evidence";
import { drop, type Json, put } from "../support/pods";

describe("catalogue/contracts: verdicts", () => {
  it("are ranked from worst to best, all of them", () => {
    expect(verdictOrder).to.deep.equal(["error", "fail", "unknown", "waived", "pass", "not-applicable"]);
    expect([...verdictOrder].sort()).to.deep.equal(Object.values(Verdict).sort());
  });

  it("sum up to the worst, and to not applicable where there is none", () => {
    expect(worst([])).to.equal("not-applicable");
    expect(worst(["pass", "not-applicable"])).to.equal("pass");
    expect(worst(["pass", "waived", "pass"])).to.equal("waived");
    expect(worst(["waived", "unknown"])).to.equal("unknown");
    expect(worst(["unknown", "fail"])).to.equal("fail");
    expect(worst(["fail", "error", "pass"])).to.equal("error");
  });

  it("never hide a worse one, in any order", () => {
    const verdicts = fc.array(fc.constantFrom(...verdictOrder), { minLength: 1 });
    fc.assert(
      fc.property(verdicts, verdicts, (some, more) => {
        const rank = (verdict: Verdict) => verdictOrder.indexOf(verdict);
        expect(some).to.include(worst(some));
        for (const each of some) expect(rank(worst(some))).to.be.at.most(rank(each));
        expect(worst([...some, ...more])).to.equal(worst([worst(more), worst(some)]));
      }),
    );
  });
});

describe("catalogue/contracts: what an evidence comes to", () => {
  const [control] = sampleEvidence.controls;
  const [waiver] = sampleEvidence.waivers;

  it("lists the controls that are weaker than the catalogue has them, and no others", () => {
    const pairs = Object.values(Level).flatMap((level) =>
      Object.values(Level).map((catalogueLevel) => ({ ...control!, level, catalogueLevel })),
    );
    const lowered = loweredControls(pairs).map(({ level, catalogueLevel }) => `${catalogueLevel} ${level}`);
    expect(lowered).to.deep.equal(["mandatory advisory", "mandatory disabled", "advisory disabled"]);
    expect(loweredControls([{ ...control!, level: "disabled" }])).to.deep.equal([
      { id: "NET-01", level: "disabled", catalogueLevel: "mandatory" },
    ]);
  });

  it("counts waivers by what became of them", () => {
    const statuses = ["used", "expired", "unused", "used", "used", "expired"] as const;
    expect(countWaivers(statuses.map((status) => ({ ...waiver!, status })))).to.deep.equal({
      matched: 3,
      expired: 2,
      unmatched: 1,
    });
  });

  it("takes a pass on no resource for none", () => {
    expect(passedOnSomething({ verdict: "pass", evaluated: 1 })).to.equal(true);
    expect(passedOnSomething({ verdict: "pass", evaluated: 0 })).to.equal(false);
    expect(passedOnSomething({ verdict: "waived", evaluated: 1 })).to.equal(false);
  });
});

describe("catalogue/contracts: regimes", () => {
  it("apply all but the benchmark by default", () => {
    expect(defaultRegimes).to.deep.equal(["pci-dss", "hipaa", "gdpr", "popia", "iso-27001"]);
    expect(regimeIds).to.deep.equal([...defaultRegimes, "cis-eks"]);
  });
});

describe("catalogue/contracts: the schema of the evidence", () => {
  const validate = new Ajv({ strict: true, allErrors: true }).compile(evidenceSchema);
  const errorsOf = (document: unknown) => {
    validate(document);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const changed = (change: (evidence: Json) => void) => {
    const evidence = structuredClone(sampleEvidence) as unknown as Json;
    change(evidence);
    return evidence;
  };

  it("accepts a sample with every member, and the same without the optional ones", () => {
    expect(errorsOf(sampleEvidence)).to.deep.equal([]);
    const optional = [
      "serviceProvider",
      "waiversHash",
      "waivers.0.approver",
      "waivers.0.ticket",
      "waivers.0.created",
      "waivers.0.note",
      "summary.waivers",
      "summary.lowered",
      "resources.0.parent",
      "findings.0.resource",
      "findings.0.file",
      "findings.0.repair",
      "controls.0.reason",
      "controls.0.unknownAllowed",
      "parts.0.reference",
      "parts.0.vouchedBy",
      "run.incomplete",
    ];
    for (const path of optional) expect(errorsOf(changed((each) => drop(each, path))), path).to.deep.equal([]);
    expect(errorsOf(changed((each) => put(each, "run.commit", null)))).to.deep.equal([]);
  });

  it("asks for every other member", () => {
    const optional =
      /^(serviceProvider|waiversHash|parent|resource|file|repair|reason|unknownAllowed|reference|vouchedBy|incomplete)$/;
    const added = /^(summary\.waivers|summary\.lowered|waivers\.0\.(approver|ticket|created|note))$/;
    const paths: string[] = [];
    const walk = (value: unknown, path: string) => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, each] of Object.entries(value)) {
        const at = path === "" ? key : `${path}.${key}`;
        if (!Array.isArray(value) && !path.startsWith("versions")) paths.push(at);
        walk(each, at);
      }
    };
    walk(sampleEvidence, "");
    const asked = paths.filter(
      (path) =>
        !added.test(path) &&
        (path === "parts.0.resource" ||
          path.startsWith("waivers.") ||
          path.startsWith("notEvidenced.") ||
          !optional.test(path.split(".").at(-1)!)),
    );
    expect(asked).to.have.length.greaterThan(40);
    for (const path of asked) {
      const errors = errorsOf(changed((each) => drop(each, path)));
      expect(errors.join(), path).to.include("must have required property");
    }
  });

  it("refuses a member that it does not know, at every level", () => {
    for (const path of [
      "extra",
      "resources.0.extra",
      "findings.0.extra",
      "findings.0.requirements.0.extra",
      "controls.0.extra",
      "parts.0.extra",
      "waivers.0.extra",
      "notEvidenced.0.extra",
      "summary.extra",
      "summary.findings.extra",
      "summary.regimes.0.extra",
      "summary.waivers.extra",
      "summary.lowered.0.extra",
      "run.extra",
    ]) {
      expect(errorsOf(changed((each) => put(each, path, 1))).join(), path).to.include(
        "must NOT have additional properties",
      );
    }
  });

  it("refuses values that no contract knows", () => {
    const wrong: [string, unknown][] = [
      ["schemaVersion", "2.0"],
      ["regimes.0", "sox"],
      ["findings.0.verdict", "ok"],
      ["findings.0.requirements.0.strength", "X"],
      ["controls.0.level", "warning"],
      ["controls.0.evaluated", -1],
      ["parts.0.part", "vpc"],
      ["parts.0.mode", "shared"],
      ["waivers.0.status", "new"],
      ["waivers.0.expires", "30.6.2027"],
      ["waiversHash", "abc"],
      ["run.mode", "dry"],
      ["run.commit", "main"],
      ["run.startedAt", "2027-03-10 15:30"],
      ["run.dirty", "no"],
      ["summary.resources", 1.5],
      ["versions.pulumi", 3],
    ];
    for (const [path, value] of wrong) {
      expect(errorsOf(changed((each) => put(each, path, value))), path).to.not.deep.equal([]);
    }
  });

  it("knows every value of the contracts", () => {
    const right: [string, readonly string[]][] = [
      ["findings.0.verdict", Object.values(Verdict)],
      ["findings.0.requirements.0.regime", Object.values(Regime)],
      ["findings.0.requirements.0.strength", Object.values(Strength)],
      ["controls.0.level", Object.values(Level)],
      ["parts.0.part", Object.values(Part)],
      ["parts.0.mode", Object.values(Provision)],
      ["waivers.0.status", ["used", "unused", "expired"]],
      ["run.mode", Object.values(Mode)],
    ];
    for (const [path, values] of right) {
      for (const value of values) {
        expect(errorsOf(changed((each) => put(each, path, value))), `${path} ${value}`).to.deep.equal([]);
      }
    }
  });
});
