import { expect } from "chai";

import { controls, podRules, regimes } from "../../../catalogue";
import { explain, type Explanation, nearestIds } from "../../../cli/report/explain";
import { explanationText } from "../../../cli/report/explain-terminal";
import { plain } from "../../../cli/report/paint";

const library = { controls, regimes, rules: podRules };
const named = (found: Explanation[]) =>
  found.map((each) => (each.kind === "control" ? each.control.id : `${each.regime.id}:${each.requirement.id}`));
const text = (id: string) =>
  explain(id, library)
    .flatMap((each) => explanationText(each, { paint: plain }))
    .join("\n");

describe("explain", () => {
  it("finds a control by its id, in any case", () => {
    expect(named(explain("NET-01", library))).to.deep.equal(["NET-01"]);
    expect(named(explain(" net-01", library))).to.deep.equal(["NET-01"]);
  });

  it("finds a requirement with and without its regime", () => {
    expect(named(explain("pci-dss:1.3.1", library))).to.deep.equal(["pci-dss:1.3.1"]);
    expect(named(explain("1.3.1", library))).to.deep.equal(["pci-dss:1.3.1"]);
    expect(named(explain("a.8.24", library))).to.deep.equal(["iso-27001:A.8.24"]);
  });

  it("finds an ISO requirement by the id of the former edition, and says so", () => {
    const [found] = explain("A.13.1.3", library);
    expect(named([found!])).to.deep.equal(["iso-27001:A.8.22"]);
    expect(found).to.have.property("alias", "A.13.1.3");
    expect(text("A.13.1.3")).to.contain("A.13.1.3 of the former edition");
  });

  it("shows every requirement of an id that is ambiguous", () => {
    // One former control went into two of the present ones.
    expect(named(explain("A.18.2.3", library))).to.deep.equal(["iso-27001:A.5.36", "iso-27001:A.8.8"]);
  });

  it("tells all of a control", () => {
    const net = controls.find(({ id }) => id === "NET-01")!;
    const unwrapped = text("NET-01").replace(/\s+/g, " ");
    for (const part of [
      net.title,
      net.why,
      net.remediation,
      net.url,
      "endpoint.publicAccess",
      "rampart:endpoint",
      "critical",
    ]) {
      expect(unwrapped).to.contain(part.replace(/\s+/g, " "));
    }
    for (const regime of [...new Set(net.mappings.map((mapping) => mapping.regime))]) {
      expect(unwrapped).to.contain(regimes[regime].name);
    }
    expect(unwrapped).to.contain("1.3.1");
  });

  it("prints the rules of a control that objects are judged by", () => {
    const rule = podRules[0]!;
    expect(text("PSS-01").replace(/\s+/g, " ")).to.contain(rule.expression.replace(/\s+/g, " "));
    expect(text("NET-01")).not.to.contain("at admission");
  });

  it("names the controls of a requirement, with their strength", () => {
    expect(text("pci-dss:1.3.1")).to.match(/NET-03 +.*\(direct\)/);
    expect(text("pci-dss:1.3.1")).to.match(/NET-01 +.*\(one part\)/);
  });

  it("says why a requirement has no evidence", () => {
    const requirement = regimes.gdpr.requirements.find(({ notEvidenced }) => notEvidenced !== undefined)!;
    const unwrapped = text(`gdpr:${requirement.id}`).replace(/\s+/g, " ");
    expect(unwrapped).to.contain(`none: ${requirement.notEvidenced!.replace(/\s+/g, " ")}`);
  });

  it("finds every control and every requirement of the catalogue", () => {
    for (const { id } of controls) expect(named(explain(id, library))).to.include(id);
    for (const regime of Object.values(regimes)) {
      for (const { id } of regime.requirements) {
        expect(named(explain(`${regime.id}:${id}`, library))).to.deep.equal([`${regime.id}:${id}`]);
      }
    }
  });

  it("finds nothing for an unknown id, and knows the nearest ones", () => {
    expect(explain("NET-99", library)).to.deep.equal([]);
    expect(nearestIds("NET-99", library)[0]).to.match(/^NET-0/);
    expect(nearestIds("A.8.240", library)).to.include("A.8.24");
    expect(nearestIds("pci-dss:1.3.9", library)[0]).to.match(/^pci-dss:1\.3\./);
    expect(nearestIds("qqqq", library)).to.deep.equal([]);
  });
});
