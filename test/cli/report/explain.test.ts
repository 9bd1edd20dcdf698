import { expect } from "chai";

import { controls, objectRules, regimes } from "../../../catalogue";
import type { Control, RegimeCatalogue, Requirement } from "../../../catalogue/contracts";
import { explain, type Explanation, type Library, nearestIds } from "../../../cli/report/explain";
import { explanationText } from "../../../cli/report/explain-terminal";
import { plain } from "../../../cli/report/paint";

const library = { controls, regimes, rules: objectRules };
const named = (found: Explanation[]) =>
  found.map((each) => (each.kind === "control" ? each.control.id : `${each.regime.id}:${each.requirement.id}`));
const text = (id: string) =>
  explain(id, library)
    .flatMap((each) => explanationText(each, { paint: plain }))
    .join("\n");
const strengths = { D: "direct", P: "one part", S: "supporting" };
/** The same on one line, so that it does not matter where lines end. */
const oneLine = (words: string) => words.replace(/\s+/g, " ");
const unwrapped = (id: string) => oneLine(text(id));

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
    const found = unwrapped("NET-01");
    for (const part of [
      net.title,
      net.why,
      net.remediation,
      net.url,
      "endpoint.publicAccess",
      "rampart:endpoint",
      "critical",
    ]) {
      expect(found).to.contain(part.replace(/\s+/g, " "));
    }
    for (const regime of [...new Set(net.mappings.map((mapping) => mapping.regime))]) {
      expect(found).to.contain(regimes[regime].name);
    }
    expect(found).to.contain("1.3.1");
  });

  it("prints the rules of a control that objects are judged by", () => {
    for (const { id, control, message, expression, parameters = [] } of objectRules) {
      for (const part of [id, message, expression, ...parameters])
        expect(unwrapped(control), id).to.contain(oneLine(part));
    }
    expect(text("NET-01")).not.to.contain("at admission");
  });

  it("names the controls of a requirement, with their strength", () => {
    expect(text("pci-dss:1.3.1")).to.match(/NET-03 +.*\(direct\)/);
    expect(text("pci-dss:1.3.1")).to.match(/NET-01 +.*\(one part\)/);
  });

  it("says why a requirement has no evidence", () => {
    const requirement = regimes.gdpr.requirements.find(({ notEvidenced }) => notEvidenced !== undefined)!;
    expect(unwrapped(`gdpr:${requirement.id}`)).to.contain(`none: ${requirement.notEvidenced!.replace(/\s+/g, " ")}`);
  });

  it("finds every control, and tells all of its claims with their limits", () => {
    for (const { id, title, why, remediation, url, mappings, appliesTo, governedBy } of controls) {
      expect(named(explain(id, library))).to.deep.equal([id]);
      const found = unwrapped(id);
      const input = governedBy === undefined ? [] : [`${governedBy.input} of ${governedBy.component}`];
      for (const part of [title, why, remediation, url, ...appliesTo, ...input])
        expect(found).to.contain(oneLine(part));
      for (const { regime, requirement, strength, note = "" } of mappings) {
        const about = regimes[regime].requirements.find((each) => each.id === requirement)!.title;
        const claim = `${requirement} ${about} (${strengths[strength]}) ${note}`;
        expect(found, id).to.contain(oneLine(claim).trim());
      }
    }
  });

  const every = Object.values(regimes).flatMap((regime) =>
    regime.requirements.map((requirement) => ({ regime, requirement })),
  );

  it("finds every requirement, and names its controls with their claims, or says why it has none and what to do", () => {
    for (const { regime, requirement } of every) {
      const id = `${regime.id}:${requirement.id}`;
      expect(named(explain(id, library))).to.deep.equal([id]);
      expect(named(explain(requirement.id, library)), requirement.id).to.include(id);
      const found = unwrapped(id);
      expect(found, id).to.contain(`${regime.name} ${requirement.id} ${requirement.title}`);
      const claimed = controls.flatMap(({ id: control, title, mappings }) =>
        mappings
          .filter((each) => each.regime === regime.id && each.requirement === requirement.id)
          .map(({ strength, note = "" }) => `${control} ${title} (${strengths[strength]}) ${note}`.trim()),
      );
      for (const claim of claimed) expect(found, id).to.contain(oneLine(claim));
      if (claimed.length > 0) expect(found, id).not.to.contain(" evidence none: ");
      else expect(found, id).to.contain(`evidence none: ${oneLine(requirement.notEvidenced!)}`);
      if (requirement.remains !== undefined) expect(found, id).to.contain(`besides ${requirement.remains}`);
    }
  });

  it("says of every requirement whom it binds and how, and what the proposal of 2025 would make of it", () => {
    for (const { regime, requirement } of every) {
      const found = unwrapped(`${regime.id}:${requirement.id}`);
      const { designation, proposed2025, serviceProviderOnly } = requirement;
      expect(found.includes("binds service providers only"), requirement.id).to.equal(serviceProviderOnly === true);
      if (designation === undefined) expect(found, requirement.id).not.to.match(/ kind (required|addressable)/);
      else expect(found).to.contain(`kind ${designation}; proposed in 2025: ${proposed2025}`);
    }
  });

  it("finds every id of the edition of 2013, and what became of it", () => {
    const aliases = new Set(every.flatMap(({ requirement }) => requirement.aliases ?? []));
    expect(aliases.size).to.be.greaterThan(40);
    for (const alias of aliases) {
      const became = every.filter(({ requirement }) => requirement.aliases?.includes(alias) === true);
      const found = explain(alias, library);
      expect(named(found), alias).to.deep.equal(became.map(({ requirement }) => `iso-27001:${requirement.id}`));
      expect(text(alias).split(`${alias} of the former edition`), alias).to.have.length(became.length + 1);
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

describe("explanations of a small catalogue", () => {
  const control: Control = {
    id: "X-01",
    title: "a control",
    why: "because",
    severity: "low",
    level: "advisory",
    kind: "resource",
    appliesTo: ["a:b:C", "a:b:D"],
    remediation: "do it",
    mappings: [
      { regime: "hipaa", requirement: "1", strength: "D" },
      { regime: "hipaa", requirement: "3", strength: "S", note: "a note" },
      { regime: "gdpr", requirement: "1", strength: "P" },
    ],
    url: "https://example.com",
  };
  const requirement: Requirement = { id: "1", title: "one", provenBy: ["preview"] };
  const without = (id: keyof typeof regimes): RegimeCatalogue => ({ ...regimes[id], requirements: [] });
  const library = (controls: Control[] = [control], more: Partial<Requirement> = {}): Library => ({
    controls,
    regimes: {
      "pci-dss": without("pci-dss"),
      gdpr: without("gdpr"),
      popia: without("popia"),
      "iso-27001": without("iso-27001"),
      "cis-eks": without("cis-eks"),
      hipaa: { ...regimes.hipaa, name: "H", version: "v", requirements: [{ ...requirement, ...more }] },
    },
    rules: [],
  });
  const lines = (id: string, from: Library) =>
    explain(id, from).flatMap((each) => explanationText(each, { paint: plain }));

  it("hold of a control what it maps to, regime by regime", () => {
    const plainLibrary = library();
    expect(explain("X-01", plainLibrary)).to.deep.equal([
      {
        kind: "control",
        control,
        rules: [],
        mappings: [
          { regime: regimes.gdpr.name, requirements: [{ id: "1", title: "", strength: "P" }] },
          {
            regime: "H",
            requirements: [
              { id: "1", title: "one", strength: "D" },
              { id: "3", title: "", strength: "S", note: "a note" },
            ],
          },
        ].sort((a, b) => order(plainLibrary, a.regime) - order(plainLibrary, b.regime)),
      },
    ]);
  });
  const order = (from: Library, name: string) => Object.values(from.regimes).findIndex((each) => each.name === name);

  it("hold of a requirement the controls that map to it, and their notes", () => {
    const noted = { ...control, id: "X-02", mappings: [{ ...control.mappings[0]!, note: "a note" }] };
    const foreign = { ...control, id: "X-03", mappings: [control.mappings[2]!] };
    expect(explain("1", library([control, noted, foreign]))).to.deep.equal([
      {
        kind: "requirement",
        regime: { id: "hipaa", name: "H", version: "v" },
        requirement,
        provenBy: ["preview"],
        controls: [
          { id: "X-01", title: "a control", strength: "D" },
          { id: "X-02", title: "a control", strength: "D", note: "a note" },
        ],
      },
    ]);
  });

  it("are written line by line for a requirement, with what little is said of it", () => {
    expect(lines("1", library())).to.deep.equal([
      "H 1  one",
      "  id          hipaa:1 (v)",
      "  proven by   preview (a preview shows it)",
      "  X-01        a control (direct)",
    ]);
    expect(lines("1", library([]))).to.deep.equal([
      "H 1  one",
      "  id          hipaa:1 (v)",
      "  proven by   preview (a preview shows it)",
      "  evidence    none: no control maps to it",
    ]);
  });

  it("are written line by line for a requirement of which all is said", () => {
    const noted = { ...control, mappings: [{ ...control.mappings[0]!, strength: "S" as const, note: "a note" }] };
    const all: Partial<Requirement> = {
      designation: "addressable",
      proposed2025: "required",
      serviceProviderOnly: true,
      remains: "Do the rest.",
      aliases: ["0"],
      provenBy: ["admission", "runtime", "inherited", "organisation"],
    };
    expect(lines("0", library([noted], all))).to.deep.equal([
      "H 1  one",
      "  id          hipaa:1 (v)",
      "  asked as    0 of the former edition",
      "  kind        addressable; proposed in 2025: required",
      "  binds       service providers only",
      "  proven by   admission (the API server refuses what breaks it), runtime (only operation shows it), inherited",
      "              (the cloud provider or the account provides it), organisation (people and paper)",
      "  X-01        a control (supporting)",
      "              a note",
      "  besides     Do the rest.",
    ]);
    expect(lines("0", library([noted], { ...all, proposed2025: undefined! }))).to.include("  kind        addressable");
    expect(lines("0", library([noted], { ...all, serviceProviderOnly: false })).join()).not.to.contain("binds");
  });

  it("are written line by line for a control", () => {
    const own = { ...control, mappings: [control.mappings[0]!] };
    const written = [
      "X-01  a control",
      "  level       advisory, severity low",
      "  why         because",
      "  judged on   a:b:C, a:b:D",
      "  to do       do it",
      "  more        https://example.com",
      "  H",
      "    1         one (direct)",
    ];
    expect(lines("X-01", library([own]))).to.deep.equal(written);
    const governed = (setting?: string) => ({
      ...own,
      governedBy: { component: "Cluster", input: "a.b", ...(setting !== undefined && { setting }) },
    });
    const withRow = (row: string) => [...written.slice(0, 5), row, ...written.slice(5)];
    expect(lines("X-01", library([governed()]))).to.deep.equal(withRow("  in Rampart  a.b of Cluster"));
    expect(lines("X-01", library([governed("c:d")]))).to.deep.equal(
      withRow("  in Rampart  a.b of Cluster, setting c:d"),
    );
  });

  it("write of a rule the level that asks for it, and the lists that it compares with", () => {
    const rule = {
      id: "some-rule",
      control: "X-01",
      expression: "true",
      message: "it is so",
      remediation: "Change it.",
    };
    const written = (more: object) =>
      lines("X-01", { ...library([control]), rules: [{ ...rule, ...more }] }).find((line) =>
        line.includes("some-rule"),
      );
    expect(written({})).to.match(/some-rule +it is so$/);
    expect(written({ standard: "restricted" })).to.match(/it is so \(restricted\)$/);
    expect(written({ parameters: ["registries", "exposed"] })).to.match(/it is so; compared with registries, exposed$/);
  });

  it("name the five nearest ids, those of one distance by name, and none too far", () => {
    const named = (...ids: string[]) => library(ids.map((id) => ({ ...control, id })));
    expect(nearestIds("X-0", named("X-06", "X-02", "X-03", "X-01", "X-05", "X-04"))).to.deep.equal([
      "X-01",
      "X-02",
      "X-03",
      "X-04",
      "X-05",
    ]);
    // Three of ten pairs are too few, four are enough.
    expect(nearestIds("abcyyyyyy", named("ABCXXXXXX", "ABCYXXXXX"))).to.deep.equal(["ABCYXXXXX"]);
  });
});
