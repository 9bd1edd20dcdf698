import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { accountClaims } from "./support/account-claims";
import { requirementIds } from "./support/requirement-ids";
import { charts, controlById, controls, podRules, Regime, regimeIds, regimes, type Mapping } from "../../catalogue";

const root = join(__dirname, "..", "..");

const reached = (regime: Regime) =>
  new Set(
    controls.flatMap(({ mappings }) =>
      mappings.filter((each) => each.regime === regime).map((each) => each.requirement),
    ),
  );

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What `{ regime: ids }` a control claims, with strengths: `3.5.1 S`. */
function claims(id: string): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const { regime, requirement, strength } of controlById(id)?.mappings ?? []) {
    (result[regime] ??= []).push(`${requirement} ${strength}`);
  }
  return result;
}

describe("catalogue: schema", () => {
  describe("controls", () => {
    it("are these, with ids of their own", () => {
      expect(controls.map(({ id }) => id).join(" ")).to.equal(
        [
          "ENC-01 ENC-02 ENC-03 ENC-04 ENC-05 ENC-06 KEY-01 KEY-02 KEY-03 KEY-04",
          "TLS-01 TLS-02 NET-01 NET-02 NET-03 NET-04 NET-05 NET-06 NET-07",
          "IAM-01 IAM-02 IAM-03 IAM-04 IAM-05 RBAC-04 LOG-01 LOG-02 LOG-03 LOG-04 MON-01 MON-02 MON-03 MON-04",
          "VUL-01 VUL-02 VUL-03 PSS-01 POL-01 SEC-01 BCK-01 BCK-02 BCK-03 BCK-04",
        ].join(" "),
      );
    });

    it("are found by id", () => {
      expect(controlById("NET-01")).to.equal(controls[12]);
      expect(controlById("NET-99")).to.equal(undefined);
    });

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
      });

      it(`${control.id} maps each regime to requirements that exist, each once`, () => {
        expect([...new Set(control.mappings.map(({ regime }) => regime))]).to.include.members([
          // PCI DSS asks for no backups of data, only of logs.
          ...(control.id.startsWith("BCK-") ? [] : [Regime.PciDss]),
          Regime.Hipaa,
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
        const tests = filesUnder(join(root, "test", "policypacks"));
        const naming = tests.filter((file) => readFileSync(file, "utf8").includes(control.id));
        expect(naming, `no file under test/policypacks names ${control.id}`).to.not.deep.equal([]);
      });
    }

    it("claim what the standard's table says, to the letter", () => {
      expect(claims("ENC-01")).to.deep.equal({
        "pci-dss": ["3.6.1.2 P", "8.3.2 P", "3.5.1 S"],
        hipaa: ["164.312(a)(2)(iv) D"],
        gdpr: ["32(1)(a) D"],
        popia: ["19(1)(b) D"],
        "iso-27001": ["A.8.24 D"],
        "cis-eks": ["5.3.1 P"],
      });
      for (const id of ["ENC-03", "ENC-04"]) {
        expect(claims(id), id).to.deep.equal({
          "pci-dss": ["3.5.1.2 P", "3.5.1.3 P", "3.6.1 S"],
          hipaa: ["164.312(a)(2)(iv) D"],
          gdpr: ["32(1)(a) D"],
          popia: ["19(1)(a) P", "19(1)(b) P"],
          "iso-27001": ["A.8.24 P"],
        });
      }
      expect(claims("KEY-01")).to.deep.equal({
        "pci-dss": ["3.7.4 P", "3.7.5 S"],
        hipaa: ["164.312(a)(2)(iv) S"],
        gdpr: ["32(1)(a) S"],
        popia: ["19(2)(d) S"],
        "iso-27001": ["A.8.24 P"],
      });
      expect(claims("NET-01")).to.deep.equal({
        "pci-dss": ["1.3.1 P", "1.4.2 P", "1.4.4 S", "2.2.7 S"],
        hipaa: ["164.312(e)(1) S", "164.312(a)(1) S"],
        gdpr: ["32(1)(b) P", "25(2) S"],
        popia: ["19(1)(b) P"],
        "iso-27001": ["A.8.20 P", "A.8.22 P"],
        "cis-eks": ["5.4.1 P", "5.4.2 P"],
      });
      expect(claims("NET-02")).to.deep.equal({
        "pci-dss": ["1.4.4 P", "1.4.5 P", "1.3.1 S"],
        hipaa: ["164.312(e)(1) S"],
        gdpr: ["32(1)(b) P"],
        popia: ["19(1)(b) P"],
        "iso-27001": ["A.8.22 P"],
        "cis-eks": ["5.4.3 P"],
      });
      expect(claims("NET-03")).to.deep.equal({
        "pci-dss": ["1.3.1 D", "1.3.2 P", "1.2.5 S", "1.4.2 P"],
        hipaa: ["164.312(e)(1) S"],
        gdpr: ["32(1)(b) P"],
        popia: ["19(1)(b) P"],
        "iso-27001": ["A.8.20 P", "A.8.12 S"],
      });
      expect(claims("NET-05")).to.deep.equal({
        "pci-dss": ["1.3.1 P", "1.3.2 P", "1.2.1 S", "11.4.5 S", "A1.1.3 S"],
        hipaa: ["164.308(a)(4)(ii)(A) S", "164.312(a)(1) S"],
        gdpr: ["32(1)(b) P", "25(2) P"],
        popia: ["19(1)(b) P"],
        "iso-27001": ["A.8.22 D", "A.8.12 S"],
        "cis-eks": ["4.3.2 P", "5.4.4 P"],
      });
      expect(claims("IAM-01")).to.deep.equal({
        "pci-dss": ["7.2.1 S", "7.3.1 P", "8.2.1 S"],
        hipaa: ["164.312(a)(1) P", "164.312(d) S"],
        gdpr: ["32(1)(b) P"],
        popia: ["19(1)(b) P"],
        "iso-27001": ["A.5.15 P", "A.5.18 P", "A.8.2 P", "A.8.5 S"],
        "cis-eks": ["4.1.7 P", "5.5.1 P"],
      });
      expect(claims("IAM-05")).to.deep.equal({
        "pci-dss": ["2.2.6 P", "7.2.5 S"],
        hipaa: ["164.312(a)(1) S"],
        gdpr: ["32(1)(b) S"],
        popia: ["19(1)(b) S"],
        "iso-27001": ["A.8.9 P"],
      });
      expect(claims("LOG-01")).to.deep.equal({
        "pci-dss": ["10.2.1 D", "10.2.1.2 P", "10.2.1.4 P", "10.2.1.5 P", "10.2.1.7 P", "10.2.2 P"],
        hipaa: ["164.312(b) D", "164.308(a)(1)(ii)(D) S", "164.308(a)(5)(ii)(C) S"],
        gdpr: ["32(1)(d) S", "33 S", "5(2) S"],
        popia: ["19(2)(c) P", "22 S"],
        "iso-27001": ["A.8.15 D"],
        "cis-eks": ["2.1.1 P"],
      });
      expect(claims("LOG-02")).to.deep.equal({
        "pci-dss": ["10.5.1 D", "5.3.4 S"],
        hipaa: ["164.312(b) P"],
        gdpr: ["5(1)(e) P"],
        popia: ["14 S"],
        "iso-27001": ["A.8.15 P", "A.5.33 P", "A.5.28 P"],
        "cis-eks": ["2.1.1 P"],
      });
      const podSecurity = ["4.2.1 P", "4.2.2 P", "4.2.3 P", "4.2.4 P", "4.2.5 P"];
      expect(claims("PSS-01")).to.deep.equal({
        "pci-dss": ["2.2.4 P", "2.2.6 P", "7.2.5 S"],
        hipaa: ["164.312(a)(1) S"],
        gdpr: ["25(2) P", "32(1)(b) P"],
        popia: ["19(1)(b) P"],
        "iso-27001": ["A.8.9 P", "A.8.18 S"],
        "cis-eks": podSecurity,
      });
      expect(claims("POL-01")).to.deep.equal({
        "pci-dss": ["2.2.1 S", "10.7.2 S"],
        hipaa: ["164.308(a)(8) S"],
        gdpr: ["32(1)(d) P", "24 S"],
        popia: ["19(2)(c) P"],
        "iso-27001": ["A.5.36 P", "A.8.9 P"],
        "cis-eks": podSecurity,
      });
    });

    it("of the AWS half and of the add-ons claim what the table says, to the letter", () => {
      for (const [id, expected] of Object.entries(accountClaims)) {
        const own = claims(id);
        expect(regimeIds.map((regime) => (own[regime] ?? []).join(", ")).join(" | "), id).to.equal(expected);
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
        "NET-01 critical resource rampart:index:CompliantCluster endpoint.publicAccess rampart:endpoint",
        "NET-02 high stack",
        "NET-03 critical resource",
        "NET-04 high resource",
        "NET-05 high stack",
        "NET-06 high stack",
        "NET-07 medium stack rampart:index:CompliantCluster network.flowLogs rampart:network",
        "IAM-01 high resource",
        "IAM-02 critical stack rampart:index:CompliantCluster access.admins rampart:access",
        "IAM-03 high resource",
        "IAM-04 high resource",
        "IAM-05 high resource",
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
        "PSS-01 critical object",
        "POL-01 high stack rampart:index:CompliantCluster gatekeeper.replicas rampart:gatekeeper",
        "SEC-01 medium stack rampart:index:CompliantCluster externalSecrets rampart:externalSecrets",
        "BCK-01 high stack rampart:index:CompliantCluster velero rampart:velero",
        "BCK-02 high stack rampart:index:CompliantCluster backup.replica rampart:backup",
        "BCK-03 high stack rampart:index:CompliantCluster network.zones rampart:network",
        "BCK-04 medium resource rampart:index:CompliantCluster protect rampart:protect",
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
        const withControl = reached(id);
        for (const each of regimes[id].requirements) {
          if (withControl.has(each.id)) expect(each.notEvidenced, `${each.id} has a control`).to.equal(undefined);
          else expect(each.notEvidenced, each.id).to.match(/^(No control of this version|A plan cannot).+: .+\. .+\.$/);
        }
      });

      it(`${id}: what a control reaches can be proven by a preview`, () => {
        const withControl = reached(id);
        for (const each of regimes[id].requirements.filter((one) => withControl.has(one.id))) {
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

    it("HIPAA: addressable specifications say what the proposal would make of them, and no others do", () => {
      const addressable = idsWhere(Regime.Hipaa, ({ designation }) => designation === "addressable");
      expect(addressable).to.include.members(["164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.312(c)(2)"]);
      expect(idsWhere(Regime.Hipaa, ({ proposed2025 }) => proposed2025 !== undefined)).to.deep.equal(addressable);
      for (const { id, designation } of regimes.hipaa.requirements) {
        const standards = ["164.308(a)(3)(i)", "164.308(a)(4)(i)"];
        const specification = id === "164.312(c)(2)" || (/\([ivx]+\)/.test(id) && !standards.includes(id));
        expect(designation !== undefined, id).to.equal(specification);
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
    for (const { id, control } of podRules) expect(controlById(control), id).to.not.equal(undefined);
    for (const { protectedPaths } of Object.values(charts)) {
      for (const { path, control } of protectedPaths) expect(controlById(control), path).to.not.equal(undefined);
    }
  });
});
