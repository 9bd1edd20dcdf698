import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { controls, evidenceSchema, podRules, regimeIds, regimes } from "../../catalogue";
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
    for (const { id, expression } of podRules) expect(files.get("controls/PSS-01.md"), id).to.include(expression);
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
      }
    }
  });

  it("say who is bound by a requirement, and what it was called before", () => {
    expect(files.get("controls/regime-pci-dss.md")).to.match(/\| 3\.6\.1\.1 \|.*Binds service providers only\. \|/);
    expect(files.get("controls/regime-iso-27001.md")).to.match(
      /\| A\.8\.24 \|.*In 2013: A\.10\.1\.1, A\.10\.1\.2\. \|/,
    );
    const hipaa = files.get("controls/regime-hipaa.md");
    expect(hipaa).to.match(
      /\| 164\.312\(a\)\(2\)\(iv\) \|.*Today addressable\. Proposal of 2025: It would become required/,
    );
    expect(hipaa).to.match(/\| 164\.308\(a\)\(7\)\(ii\)\(A\) \|.*Today required\. \|/);
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
          /\b(?:ENC|KEY|LOG|MON|NET|IAM|POL|PSS|VUL|BCK|RES|IMG|TLS)-\d\d\b/g,
        ),
      ]
        .filter(([id]) => !known.has(id))
        .map(([id]) => `${file}: ${id}`),
    );
    expect(unknown).to.deep.equal([]);
  });
});
