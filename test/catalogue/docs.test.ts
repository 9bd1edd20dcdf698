import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { controls, evidenceSchema, objectRules, regimeIds, regimes, type RuleSet } from "../../catalogue";
import { controlPage } from "../../scripts/docs/control-page";
import { generatedDocs } from "../../scripts/docs/pages";

const docs = join(__dirname, "..", "..", "docs");
const renew = "run `npm run docs:controls` and commit what it writes";

describe("docs of the catalogue", () => {
  let files: Map<string, string>;
  before(async () => {
    files = await generatedDocs();
  });

  it("are not stale", () => {
    for (const [path, text] of files) {
      expect(readFileSync(join(docs, path), "utf8") === text, `docs/${path} is stale: ${renew}`).to.equal(true);
    }
  });

  it("hold no page of a control that is gone", () => {
    const written = readdirSync(join(docs, "controls")).map((name) => `controls/${name}`);
    expect(written.sort(), renew).to.deep.equal(
      [...files.keys()].filter((path) => path.startsWith("controls/")).sort(),
    );
  });

  it("say of each control why, what to do, where, and every claim with its limit", () => {
    for (const control of controls) {
      const text = files.get(`controls/${control.id}.md`)!;
      const parts = [control.title, control.why, control.remediation, control.url, ...control.appliesTo];
      for (const part of parts) expect(text, control.id).to.include(part);
      for (const { regime, requirement, note } of control.mappings) {
        const title = regimes[regime].requirements.find(({ id }) => id === requirement)!.title;
        expect(text, control.id).to.include(`| ${requirement} | ${title} |`);
        if (note !== undefined) expect(text).to.include(note);
      }
      if (control.governedBy !== undefined) expect(text).to.include(`\`${control.governedBy.input}\``);
    }
    for (const { id, control, message, expression, parameters = [] } of objectRules) {
      const text = files.get(`controls/${control}.md`);
      for (const part of [`### ${id}\n`, message, expression, ...parameters]) expect(text, id).to.include(part);
    }
  });

  it("say of each rule what it is about, which lists it compares with, and where admission only warns", () => {
    const rule = {
      id: "some-rule",
      control: "NET-01",
      expression: "x",
      message: "it is so",
      remediation: "Change it.",
    };
    const set = (more: Partial<RuleSet>): RuleSet => ({
      id: "set",
      subject: "object",
      kinds: [{ apiGroups: [""], kinds: ["Service", "Secret"] }],
      variables: [],
      rules: [rule],
      ...more,
    });
    const control = controls.find(({ id }) => id === "NET-01")!;
    const own = (more: Partial<RuleSet>) => controlPage(control, [set(more)]);
    expect(own({})).to.include(
      "### some-rule\n\nBeyond the Pod Security Standards, on Service, Secret. Refused: it is so. Change it.\n\n```\nx\n```",
    );
    expect(own({})).to.include("- Judges each resource by itself; and each Kubernetes object by rules in CEL,");
    expect(own({ subject: "pod-template" })).to.include("Beyond the Pod Security Standards, on pod templates.");
    expect(own({ rules: [{ ...rule, standard: "baseline", since: "1.34", until: "1.35" }] })).to.include(
      "Level baseline, on Service, Secret. Refused: it is so. Change it. From Kubernetes 1.34 on. Up to Kubernetes 1.35.",
    );
    expect(own({ rules: [{ ...rule, parameters: ["exposed"] }] })).to.include(
      "Change it. `exposed`: `namespace/name` of Services and Ingresses that may be reached from the internet.",
    );
    expect(own({ kinds: [{ apiGroups: [""], kinds: ["Service"], warnOnly: "Charts make some." }] })).to.include(
      "Change it. Of Service admission only warns: Charts make some.",
    );
    const other = own({ rules: [{ ...rule, control: "NET-02" }] });
    expect(other).to.not.include("## Rules");
    expect(other).to.include("- Judges each resource by itself\n");
  });

  it("say of a control that it may be unknown in a preview, and why", () => {
    for (const { id, untilDeployment } of controls) {
      const text = files.get(`controls/${id}.md`)!;
      if (untilDeployment === undefined) expect(text, id).to.not.include("May be unknown in a preview");
      else expect(text, id).to.include(`- May be unknown in a preview: ${untilDeployment}\n`);
    }
  });

  it("say which input decides a control, with its setting where there is one", () => {
    const [control] = controls;
    const page = (input: object) => controlPage({ ...control!, ...input });
    const governedBy = { component: "rampart:index:Namespace", input: "podSecurity" };
    expect(page({ governedBy: undefined })).to.include("No input of Rampart's own components decides it.");
    expect(page({ governedBy })).to.include("the input `podSecurity` of `rampart:index:Namespace`.\n");
    expect(page({ governedBy: { ...governedBy, setting: "rampart:x" } })).to.include(
      "of `rampart:index:Namespace`, in `Pulumi.<env>.yaml` the setting `rampart:x`.\n",
    );
  });

  it("say of each requirement what speaks to it, or why nothing does", () => {
    for (const id of regimeIds) {
      const text = files.get(`controls/regime-${id}.md`)!;
      for (const requirement of regimes[id].requirements) {
        expect(text).to.include(`| ${requirement.id} | ${requirement.title} |`);
        if (requirement.notEvidenced !== undefined) expect(text).to.include(requirement.notEvidenced);
        if (requirement.remains !== undefined) expect(text).to.include(`Supported only. ${requirement.remains}`);
      }
    }
  });

  it("say who is bound by a requirement, and what it was called before", () => {
    for (const { id, serviceProviderOnly } of regimes["pci-dss"].requirements) {
      const [, row = ""] = files.get("controls/regime-pci-dss.md")!.split(`\n| ${id} |`);
      expect(row.split("\n")[0]!.includes("Binds service providers only."), id).to.equal(serviceProviderOnly === true);
    }
    expect(files.get("controls/regime-iso-27001.md")).to.match(
      /\| A\.8\.24 \|.*In 2013: A\.10\.1\.1, A\.10\.1\.2\. \|/,
    );
    const hipaa = files.get("controls/regime-hipaa.md");
    expect(hipaa).to.match(
      /\| 164\.312\(a\)\(2\)\(iv\) \|.*Today addressable\. Proposal of 2025: It would become required/,
    );
    expect(hipaa).to.match(
      /\| 164\.308\(a\)\(7\)\(ii\)\(A\) \|.*Today required\. Proposal of 2025: It would stay required, with/,
    );
  });

  it("count in the index what is reached, and what is supported only", () => {
    const popia = regimes.popia.requirements;
    const without = popia.filter(({ notEvidenced }) => notEvidenced !== undefined).length;
    const supported = popia.filter(({ remains }) => remains !== undefined).length;
    expect(files.get("controls/index.md")).to.include(
      `| [POPIA](regime-popia.md) | ${regimes.popia.version} | ${popia.length} | ${popia.length - without} | ${supported} |`,
    );
  });

  it("lead from the index to every page", () => {
    const index = files.get("controls/index.md")!;
    for (const path of files.keys()) {
      if (path.startsWith("controls/") && path !== "controls/index.md") {
        expect(index).to.include(`](${path.slice("controls/".length)})`);
      }
    }
  });

  it("publish the schema of the evidence as it is", () => {
    expect(JSON.parse(files.get("evidence.schema.json")!)).to.deep.equal(evidenceSchema);
  });

  it("explain every member of the evidence in docs/evidence.md", () => {
    const text = readFileSync(join(docs, "evidence.md"), "utf8");
    const members = (schema: unknown): string[] => {
      if (typeof schema !== "object" || schema === null) return [];
      const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown };
      return Object.entries(properties ?? {})
        .flatMap(([name, each]) => [name, ...members(each)])
        .concat(members(items));
    };
    const names = new Set(members(evidenceSchema));
    expect(names.size).to.be.greaterThan(40);
    for (const name of names) expect(text, name).to.include(`\`${name}\``);
  });
});

describe("what is written for readers", () => {
  it("names no control that the catalogue does not have", () => {
    const known = new Set<string>(controls.map(({ id }) => id));
    const root = join(docs, "..");
    const files = ["components", "docs", "stacks", "cli"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    );
    const texts = [...files, "README.md", "index.ts"].filter((file) => /\.(ts|md|yaml)$/.test(file));
    expect(texts.length).to.be.greaterThan(100);
    const unknown = texts.flatMap((file) =>
      [
        ...readFileSync(join(root, file), "utf8").matchAll(
          /\b(?:ENC|KEY|LOG|MON|NET|IAM|RBAC|POL|PSS|CFG|SEC|ENV|VUL|BCK|RES|TAG|GOV|IMG|TLS)-\d\d\b/g,
        ),
      ]
        .filter(([id]) => !known.has(id))
        .map(([id]) => `${file}: ${id}`),
    );
    expect(unknown).to.deep.equal([]);
  });
});
