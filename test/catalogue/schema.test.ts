import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { claims } from "./support/claims";
import { requirementIds } from "./support/requirement-ids";
import {
  charts,
  controlById,
  controls,
  type Mapping,
  objectRules,
  Regime,
  regimeIds,
  regimes,
  type Strength,
} from "../../catalogue";

const root = join(__dirname, "..", "..");

/** With which strengths each requirement is claimed. */
function strengthsIn(regime: Regime): Map<string, Strength[]> {
  const result = new Map<string, Strength[]>();
  const mappings = controls.flatMap((control) => control.mappings).filter((each) => each.regime === regime);
  for (const { requirement, strength } of mappings)
    result.set(requirement, [...(result.get(requirement) ?? []), strength]);
  return result;
}

/** What the tests of the pack and the labelled corpus say, file by file. */
function testTexts(): string[] {
  return ["policypacks", "corpus"].flatMap((folder) =>
    readdirSync(join(root, "test", folder), { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(test\.ts|yaml)$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
  );
}

/** Controls of which a regime asks for nothing: PCI DSS for no backups of data, neither for regions or tags. */
const silent = {
  [Regime.PciDss]: ["BCK-01", "BCK-02", "BCK-03", "BCK-04", "RES-01", "TAG-01"],
  [Regime.Hipaa]: ["RES-01", "TAG-01"],
};

describe("catalogue: schema", () => {
  describe("controls", () => {
    it("are these, with ids of their own", () => {
      expect(controls.map(({ id }) => id).join(" ")).to.equal(
        [
          "ENC-01 ENC-02 ENC-03 ENC-04 ENC-05 ENC-06 KEY-01 KEY-02 KEY-03 KEY-04",
          "TLS-01 TLS-02 TLS-03 TLS-04 NET-01 NET-02 NET-03 NET-04 NET-05 NET-06 NET-07 NET-08",
          "IAM-01 IAM-02 IAM-03 IAM-04 IAM-05 RBAC-01 RBAC-02 RBAC-03 RBAC-04",
          "LOG-01 LOG-02 LOG-03 LOG-04 MON-01 MON-02 MON-03 MON-04",
          "VUL-01 VUL-02 VUL-03 IMG-01 PSS-01 PSS-02 POL-01 POL-02 CFG-01 SEC-01 ENV-01",
          "BCK-01 BCK-02 BCK-03 BCK-04 RES-01 TAG-01 GOV-01",
        ].join(" "),
      );
    });

    it("are found by id", () => {
      expect(controlById("NET-01")).to.equal(controls[14]);
      expect(controlById("NET-99")).to.equal(undefined);
    });

    const texts = testTexts();

    for (const control of controls) {
      it(`${control.id} is complete`, () => {
        expect(control.id).to.match(/^[A-Z]{2,4}-\d{2}$/);
        for (const text of [control.title, control.why, control.remediation]) expect(text.trim()).to.not.equal("");
        expect(control.title, "a title is no sentence").to.not.match(/\.$/);
        for (const text of [control.why, control.remediation]) expect(text, "a sentence").to.match(/[.)]$/);
        // Development does without protection from deletion, on purpose.
        expect(control.level).to.equal(control.id === "BCK-04" ? "advisory" : "mandatory");
        expect(control.url).to.match(/^https:\/\//);
        expect(control.appliesTo).to.not.deep.equal([]);
        for (const type of control.appliesTo) expect(type).to.match(/^[a-z]+:[A-Za-z0-9./-]+:[A-Za-z0-9]+$/);
        expect(new Set(control.appliesTo).size).to.equal(control.appliesTo.length);
        // What several resources decide, none is asked about again when it is made.
        if (control.kind === "stack") expect(control.untilDeployment).to.equal(undefined);
        else expect(control.untilDeployment ?? ".").to.match(/\.$/);
      });

      it(`${control.id} maps each regime to requirements that exist, each once`, () => {
        expect([...new Set(control.mappings.map(({ regime }) => regime))]).to.include.members([
          ...(silent[Regime.PciDss].includes(control.id) ? [] : [Regime.PciDss]),
          ...(silent[Regime.Hipaa].includes(control.id) ? [] : [Regime.Hipaa]),
          Regime.Gdpr,
          Regime.Popia,
          Regime.Iso27001,
        ]);
        const key = ({ regime, requirement }: Mapping) => `${regime} ${requirement}`;
        expect(new Set(control.mappings.map(key)).size).to.equal(control.mappings.length);
        for (const mapping of control.mappings) {
          const known = regimes[mapping.regime].requirements.map(({ id }) => id);
          expect(known, key(mapping)).to.include(mapping.requirement);
          if (mapping.note !== undefined) expect(mapping.note).to.match(/\.$/);
        }
      });

      it(`${control.id} has a test of its policy`, () => {
        const naming = texts.some((text) => text.includes(control.id));
        expect(naming, `no file under test/policypacks or test/corpus names ${control.id}`).to.equal(true);
      });
    }

    it("claim what the table of all controls says, to the letter", () => {
      expect(Object.keys(claims)).to.deep.equal(controls.map(({ id }) => id));
      for (const { id, mappings } of controls) {
        const of = (regime: Regime) => mappings.filter((each) => each.regime === regime);
        const own = regimeIds.map((regime) =>
          of(regime)
            .map((each) => `${each.requirement} ${each.strength}`)
            .join(", "),
        );
        expect(own.join(" | "), id).to.equal(claims[id]);
      }
    });

    it("have these severities, kinds and governing inputs", () => {
      const facts = controls.map(({ id, severity, kind, governedBy }) =>
        [id, severity, kind, governedBy?.component, governedBy?.input, governedBy?.setting].filter(Boolean).join(" "),
      );
      expect(facts).to.deep.equal([
        "ENC-01 high resource",
        "ENC-02 high resource",
        "ENC-03 high stack",
        "ENC-04 high stack",
        "ENC-05 high stack",
        "ENC-06 medium resource",
        "KEY-01 medium resource rampart:index:CompliantCluster keys.rotationDays rampart:keys",
        "KEY-02 medium resource rampart:index:CompliantCluster keys.deletionWindowDays rampart:keys",
        "KEY-03 critical resource",
        "KEY-04 medium stack",
        "TLS-01 high stack rampart:index:CompliantCluster istio rampart:istio",
        "TLS-02 high resource rampart:index:CompliantCluster istio rampart:istio",
        "TLS-03 high resource",
        "TLS-04 medium resource",
        "NET-01 critical resource rampart:index:CompliantCluster endpoint.publicAccess rampart:endpoint",
        "NET-02 high stack",
        "NET-03 critical resource",
        "NET-04 high resource",
        "NET-05 high stack",
        "NET-06 high stack",
        "NET-07 medium stack rampart:index:CompliantCluster network.flowLogs rampart:network",
        "NET-08 high stack",
        "IAM-01 high resource",
        "IAM-02 critical stack rampart:index:CompliantCluster access.admins rampart:access",
        "IAM-03 high resource",
        "IAM-04 high resource",
        "IAM-05 high resource",
        "RBAC-01 high object",
        "RBAC-02 critical object",
        "RBAC-03 medium object",
        "RBAC-04 high stack rampart:index:CompliantCluster istio rampart:istio",
        "LOG-01 high resource",
        "LOG-02 high stack rampart:index:CompliantCluster logs.retentionDays rampart:logs",
        "LOG-03 high stack",
        "LOG-04 high stack rampart:index:CompliantCluster auditTrail.mode rampart:auditTrail",
        "MON-01 high stack rampart:index:CompliantCluster falco rampart:falco",
        "MON-02 high stack rampart:index:CompliantCluster alerts rampart:alerts",
        "MON-03 high stack rampart:index:CompliantCluster detection.mode rampart:detection",
        "MON-04 medium stack rampart:index:CompliantCluster istio rampart:istio",
        "VUL-01 high stack rampart:index:CompliantCluster registry.scanning rampart:registry",
        "VUL-02 high stack",
        "VUL-03 medium resource",
        "IMG-01 high object",
        "PSS-01 critical object",
        "PSS-02 high object rampart:index:Namespace podSecurity",
        "POL-01 high stack rampart:index:CompliantCluster gatekeeper.replicas rampart:gatekeeper",
        "POL-02 high stack rampart:index:CompliantCluster gatekeeper.enforcement rampart:gatekeeper",
        "CFG-01 medium object",
        "SEC-01 medium stack rampart:index:CompliantCluster externalSecrets rampart:externalSecrets",
        "ENV-01 medium stack",
        "BCK-01 high stack rampart:index:CompliantCluster velero rampart:velero",
        "BCK-02 high stack rampart:index:CompliantCluster backup.replica rampart:backup",
        "BCK-03 high stack rampart:index:CompliantCluster network.zones rampart:network",
        "BCK-04 medium resource rampart:index:CompliantCluster protect rampart:protect",
        "RES-01 high stack rampart:index:CompliantCluster region aws:region",
        "TAG-01 low stack rampart:index:CompliantCluster tags rampart:tags",
        "GOV-01 medium stack",
      ]);
    });

    it("print the limit of disk encryption beside the claim", () => {
      for (const id of ["ENC-02", "ENC-03", "ENC-04"]) {
        const notes = controlById(id)!.mappings.filter(({ requirement }) => requirement.startsWith("3.5.1."));
        for (const { note } of notes)
          expect(note).to.include("does not by itself make stored account numbers unreadable");
      }
    });
  });

  describe("regimes", () => {
    it("are all there, under their ids", () => {
      expect(Object.keys(regimes)).to.deep.equal([...regimeIds]);
      for (const id of regimeIds) expect(regimes[id].id).to.equal(id);
    });

    it("hold every id of their lists", () => {
      for (const id of regimeIds) {
        expect(
          regimes[id].requirements.map((each) => each.id),
          id,
        ).to.have.members(requirementIds[id]);
      }
    });

    for (const id of regimeIds) {
      it(`${id}: each requirement has an id of its own, a title, and a proof`, () => {
        const { requirements } = regimes[id];
        expect(new Set(requirements.map((each) => each.id)).size).to.equal(requirements.length);
        for (const each of requirements) {
          expect(each.title.trim(), each.id).to.match(/^[A-Z].*[^.]$/);
          expect(each.provenBy, each.id).to.not.deep.equal([]);
          expect(new Set(each.provenBy).size).to.equal(each.provenBy.length);
        }
      });

      it(`${id}: each requirement has a control, or a reason why it has none and what to do`, () => {
        const strengths = strengthsIn(id);
        for (const each of regimes[id].requirements) {
          if (strengths.has(each.id)) expect(each.notEvidenced, `${each.id} has a control`).to.equal(undefined);
          else expect(each.notEvidenced, each.id).to.match(/^(No control of this version|A plan cannot).+: .+\. .+\.$/);
        }
      });

      it(`${id}: what controls only support says what remains for the organisation, and nothing else does`, () => {
        const strengths = strengthsIn(id);
        for (const each of regimes[id].requirements) {
          const claimed = strengths.get(each.id) ?? [];
          if (claimed.length === 0 || claimed.some((strength) => strength !== "S"))
            expect(each.remains, each.id).to.equal(undefined);
          else expect(each.remains, each.id).to.match(/^[A-Z].+[^.]\.$/);
        }
      });

      it(`${id}: what a control reaches can be proven by a preview`, () => {
        const strengths = strengthsIn(id);
        for (const each of regimes[id].requirements.filter((one) => strengths.has(one.id))) {
          expect(each.provenBy[0], each.id).to.equal("preview");
        }
      });
    }

    const idsWhere = (regime: Regime, test: (each: (typeof regimes)[Regime]["requirements"][number]) => boolean) =>
      regimes[regime].requirements.filter(test).map(({ id }) => id);

    it("PCI DSS: service providers alone are bound by five", () => {
      expect(idsWhere(Regime.PciDss, ({ serviceProviderOnly }) => serviceProviderOnly === true)).to.have.members([
        "3.6.1.1",
        "10.7.1",
        "11.4.6",
        "11.5.1.1",
        "A1.1.3",
      ]);
    });

    it("HIPAA: specifications say what they are and what the proposal would make of them, and no standards do", () => {
      const addressable = idsWhere(Regime.Hipaa, ({ designation }) => designation === "addressable");
      expect(addressable).to.include.members(["164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.312(c)(2)"]);
      for (const { id, designation, proposed2025 } of regimes.hipaa.requirements) {
        const standards = ["164.308(a)(3)(i)", "164.308(a)(4)(i)"];
        const specification = id === "164.312(c)(2)" || (/\([ivx]+\)/.test(id) && !standards.includes(id));
        expect(designation !== undefined, id).to.equal(specification);
        const wanted = {
          addressable: /^It would become required, .+[^.]\.$/,
          required: /^It would stay required.*\.$/,
        };
        if (designation === undefined) expect(proposed2025, id).to.equal(undefined);
        else expect(proposed2025, id).to.match(wanted[designation]);
      }
    });

    it("other regimes carry no marks of PCI DSS, HIPAA or ISO", () => {
      for (const id of regimeIds) {
        for (const each of regimes[id].requirements) {
          if (id !== Regime.PciDss) expect(each.serviceProviderOnly).to.equal(undefined);
          if (id !== Regime.Hipaa) expect(each.designation ?? each.proposed2025).to.equal(undefined);
          if (id !== Regime.Iso27001) expect(each.aliases).to.equal(undefined);
        }
      }
    });

    it("ISO: the ids of 2013 lead to those of 2022", () => {
      const bridge: Record<string, string[]> = {
        "A.12.2.1": ["A.8.7"],
        "A.12.6.1": ["A.8.8"],
        "A.16.1.7": ["A.5.28"],
        "A.18.2.2": ["A.5.36"],
        "A.18.2.3": ["A.5.36", "A.8.8"],
        "A.13.1.1": ["A.8.20"],
        "A.13.1.2": ["A.8.21"],
        "A.13.1.3": ["A.8.22"],
        "A.12.4.3": ["A.8.15"],
        "A.12.3.1": ["A.8.13"],
        "A.17.1.1": ["A.5.29"],
      };
      for (const [old, current] of Object.entries(bridge)) {
        expect(
          idsWhere(Regime.Iso27001, ({ aliases }) => aliases?.includes(old) === true),
          old,
        ).to.deep.equal(current);
      }
    });
  });

  it("names only controls that exist, in rules and charts", () => {
    for (const { id, control } of objectRules) expect(controlById(control), id).to.not.equal(undefined);
    for (const { protectedPaths } of Object.values(charts)) {
      for (const { path, control } of protectedPaths) expect(controlById(control), path).to.not.equal(undefined);
    }
  });
});
