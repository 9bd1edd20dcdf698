import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { type Mistake, posture, read, Regime, regimeIds } from "../../../../catalogue";
import {
  checkedRegion,
  type ResidencyArgs,
  residencyMistakes,
  residencyShape,
  type ResidencySettings,
  resolveResidency,
} from "../../../../components/cluster/residency";
import { secondRegions } from "../../../../components/foundations/regions";
import { mistakesIn } from "../../part";

const known = Object.keys(secondRegions);
const both = [Regime.Gdpr, Regime.Popia];
const eu = "eu-central-1, eu-west-1, eu-west-3, eu-north-1, eu-south-1, eu-south-2, eusc-de-east-1";
const gdprWay = `a region of the EU (${eu}), or residency.basis.gdpr with the ground for the transfer (gdpr 44, gdpr 45, gdpr 46)`;
const popiaWay = `a region of South Africa or the EU (af-south-1, ${eu}), or residency.basis.popia with the ground for the transfer (popia 72)`;

function resolve(args: ResidencyArgs, regimes: Regime[], region?: string, mistakes: Mistake[] = []): ResidencySettings {
  const asked = { name: "main", posture: posture(regimes), ...(region === undefined ? {} : { region }) };
  return resolveResidency(args, asked, mistakes);
}

function mistakesOf(args: ResidencyArgs, regimes: Regime[], region?: string): Record<string, string> {
  return mistakesIn((mistakes) => resolve(args, regimes, region, mistakes));
}

/** What comes of a region that only the provider knows. */
function check(region: string, settings: ResidencySettings): Promise<string> {
  return (checkedRegion(pulumi.output(region), settings) as unknown as { promise(): Promise<string> }).promise();
}

describe("cluster/residency", () => {
  it("lets data lie in the EU by default, where GDPR and POPIA are in force", () => {
    for (const region of eu.split(", ")) expect(mistakesOf({}, [...regimeIds], region), region).to.deep.equal({});
  });

  it("tells every limit that a region breaks, and the way out of each, in one mistake", () => {
    expect(mistakesOf({}, both, "us-east-1")).to.deep.equal({
      region: `got "us-east-1"; expected ${gdprWay}; and ${popiaWay}`,
    });
    expect(mistakesOf({}, both, "af-south-1")).to.deep.equal({ region: `got "af-south-1"; expected ${gdprWay}` });
    expect(mistakesOf({}, [Regime.Popia], "eu-west-2")).to.deep.equal({
      region: `got "eu-west-2"; expected ${popiaWay}`,
    });
  });

  it("takes London and Zurich for what they are: outside the EU", () => {
    for (const region of ["eu-west-2", "eu-central-2"]) {
      expect(mistakesOf({}, [Regime.Gdpr], region), region).to.have.all.keys("region");
    }
  });

  it("limits nothing where no regime in force does", () => {
    fc.assert(
      fc.property(
        fc.subarray(regimeIds.filter((id) => !both.includes(id as "gdpr"))),
        fc.constantFrom(...known),
        (regimes, region) => {
          expect(mistakesOf({}, regimes, region)).to.deep.equal({});
        },
      ),
    );
  });

  it("lifts with a ground the limit of that regime, and no other", () => {
    const basis = { gdpr: "standard contractual clauses, register entry 12" };
    expect(mistakesOf({ basis }, both, "af-south-1")).to.deep.equal({});
    expect(mistakesOf({ basis }, both, "us-east-1")).to.deep.equal({ region: `got "us-east-1"; expected ${popiaWay}` });
    expect(mistakesOf({ basis: { ...basis, popia: "consent, form 3" } }, both, "us-east-1")).to.deep.equal({});
    const settings = resolve({ basis }, both, "eu-west-1");
    expect(settings.basis).to.deep.equal(basis);
    expect(settings.limits.map(({ regime }) => regime)).to.deep.equal(["popia"]);
    expect(settings.region).to.equal("eu-west-1");
  });

  it("refuses a ground that lifts nothing", () => {
    expect(mistakesOf({ basis: { hipaa: "a contract", gdpr: "clauses" } }, [Regime.Gdpr, Regime.Hipaa])).to.deep.equal({
      "residency.basis.hipaa":
        'got "a contract"; expected nothing: of the regimes in force only those limit where data lies: gdpr',
    });
    expect(mistakesOf({ basis: { gdpr: "clauses" } }, [Regime.PciDss])).to.deep.equal({
      "residency.basis.gdpr": 'got "clauses"; expected nothing: no regime in force limits where data lies',
    });
    expect(mistakesOf({ basis: { popia: "x", gdrp: "typo" } }, both)).to.deep.equal({
      "residency.basis.gdrp":
        'got "typo"; expected nothing: of the regimes in force only those limit where data lies: gdpr, popia',
    });
  });

  it("is not fooled by names that every object has", () => {
    expect(mistakesOf({ basis: {} }, both, "us-east-1")).to.have.all.keys("region");
    expect(mistakesOf({}, both, "constructor")).to.have.all.keys("region");
  });

  it("asks nothing of a region that is not known yet", () => {
    expect(mistakesOf({}, both)).to.deep.equal({});
    expect(resolve({}, both)).to.not.have.property("region");
  });

  it("never allows more when a regime is added, and never less when a ground is", () => {
    const someRegimes = fc.subarray([...regimeIds]);
    fc.assert(
      fc.property(someRegimes, fc.constantFrom(...regimeIds), fc.constantFrom(...known), (some, added, region) => {
        const allowed = (regimes: Regime[], basis: Record<string, string> = {}) =>
          residencyMistakes("region", region, resolve({ basis }, regimes)).length === 0;
        const more = [...some, added];
        if (allowed(more)) expect(allowed(some)).to.equal(true);
        expect(allowed(more, { gdpr: "a", popia: "b" })).to.equal(true);
        if (allowed(more)) expect(allowed(more, { gdpr: "a" })).to.equal(true);
      }),
    );
  });

  it("reads grounds as texts by regime", () => {
    expect(read(residencyShape, { basis: { gdpr: "clauses" } }).mistakes).to.deep.equal([]);
    expect(read(residencyShape, { basis: { gdpr: " " }, bases: {} }, "residency").mistakes).to.deep.equal([
      { path: "residency.bases", got: "an unknown key", expected: "`basis`" },
      {
        path: "residency.basis.gdpr",
        got: '" "',
        expected: "the ground for the transfer: which instrument, and where it is filed",
      },
    ]);
  });

  describe("of a region that only the provider knows", () => {
    /** The error's text; undefined when there is none. */
    const refusal = (region: string, settings: ResidencySettings) =>
      check(region, settings).then(
        () => undefined,
        (error: Error) => error.message,
      );

    it("hands on one where data may lie", async () => {
      expect(await check("eu-west-3", resolve({}, both))).to.equal("eu-west-3");
      expect(await check("eu-west-3", resolve({}, both, "eu-west-3"))).to.equal("eu-west-3");
      expect(await check("us-east-1", resolve({ basis: { gdpr: "a", popia: "b" } }, both))).to.equal("us-east-1");
    });

    it("refuses with the same text", async () => {
      expect(await refusal("us-east-1", resolve({}, both))).to.equal(
        `region: got "us-east-1"; expected ${gdprWay}; and ${popiaWay}`,
      );
    });

    it("refuses one that is not the region that was claimed", async () => {
      expect(await refusal("us-east-1", resolve({}, [Regime.PciDss], "eu-central-1"))).to.equal(
        'region: got "eu-central-1"; expected "us-east-1", where the provider deploys',
      );
    });
  });
});
