import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { controlById, regimes } from "../../../catalogue";
import {
  checkRules,
  falcoItems,
  falcoRules,
  type FalcoRuleSettings,
  falcoRunbook,
  FalcoSource,
  rulesText,
} from "../../../catalogue/falco";
import { full, rulesOf } from "./settings";

const nothing: FalcoRuleSettings = {
  regulatedNamespaces: [],
  dataMounts: [],
  allowedNetworks: [],
  allowedPorts: [],
  automationUsers: [],
  breakGlassUsers: [],
};
const root = join(__dirname, "../../..");
const sources = Object.values(FalcoSource);

describe("catalogue/falco/rules", () => {
  for (const source of sources)
    for (const [name, settings] of Object.entries({ nothing, full }))
      it(`are sound for ${source}, with ${name} set`, () => {
        expect(checkRules(falcoItems(source, settings), { instance: source })).to.deep.equal([]);
      });

  it("become a text that YAML reads as the same entries", () => {
    for (const source of sources) {
      const items = falcoItems(source, full);
      expect(parse(rulesText(items))).to.deep.equal(items);
      expect(rulesText(items)).to.match(/^\[\n {2}\{\n/);
    }
  });

  it("state what they need of Falco: the engine and the plugins that are pinned", () => {
    expect(falcoItems(FalcoSource.Syscall, nothing).slice(0, 2)).to.deep.equal([
      { required_engine_version: "0.62.0" },
      { required_plugin_versions: [{ name: "container", version: "0.7.1" }] },
    ]);
    expect(falcoItems(FalcoSource.Audit, nothing)[1]).to.deep.equal({
      required_plugin_versions: [
        { name: "k8saudit-eks", version: "0.12.0" },
        { name: "json", version: "0.7.0" },
      ],
    });
  });

  it("are all there where the cluster has what they watch, and else those that need nothing", () => {
    const named = (settings: FalcoRuleSettings) => sources.flatMap((source) => rulesOf(falcoItems(source, settings)));
    expect(named(full)).to.have.members(falcoRules.map(({ name }) => name));
    expect(named(nothing)).to.have.members([
      "Shell started by a server",
      "Package manager in a container",
      "Program that changes privileges",
      "Process becomes root",
      "File made to run as its owner",
      "Process enters other namespaces",
      "Session opened in a pod",
      "Port of a pod forwarded",
      "Debugging container added to a pod",
      "Secrets read by a person",
    ]);
  });

  it("have tags that are controls of the catalogue, requirements of its regimes, or tactics", () => {
    const known = Object.values(regimes).flatMap(({ id, requirements }) =>
      requirements.map((each) => `${id.toUpperCase().replace(/-/g, "_")}_${each.id}`),
    );
    for (const { name, tags } of falcoRules) {
      expect(tags, name).to.include("MON-01");
      for (const tag of tags.filter((each) => !each.startsWith("mitre_")))
        expect(known.includes(tag) || controlById(tag) !== undefined, `${name}: ${tag}`).to.equal(true);
    }
  });

  it("name a runbook that exists, names them, and is named in their alerts", () => {
    for (const rule of falcoRules) {
      const page = falcoRunbook(rule);
      expect(existsSync(join(root, page)), page).to.equal(true);
      expect(readFileSync(join(root, page), "utf8"), page).to.include(`\`${rule.name}\``);
      const item = falcoItems(rule.source, full).find((each) => each["rule"] === rule.name);
      expect(item?.["output"]).to.equal(`${rule.output} runbook=${page}`);
    }
  });

  it("have runbooks that say how to triage, contain, record and notify, with queries for exactly their rules", () => {
    for (const page of new Set(falcoRules.map(falcoRunbook))) {
      const text = readFileSync(join(root, page), "utf8");
      const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      expect(headings, page).to.deep.equal(["Triage", "Contain", "Record", "Notify", "When it ends"]);
      const asked = [...text.matchAll(/\$\.rule = "([^"]+)"/g)].map(([, name]) => name);
      const own = falcoRules.filter((rule) => falcoRunbook(rule) === page).map(({ name }) => name);
      expect(asked, page).to.have.members(own);
      const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!);
      expect(links, page).to.include("notification.md");
      expect(links.filter((link) => !existsSync(join(root, "docs/runbooks", link)))).to.deep.equal([]);
    }
  });

  it("quote what users write", () => {
    const items = falcoItems(FalcoSource.Audit, { ...nothing, automationUsers: ['a"b', 'c"*'] });
    expect(items).to.deep.include({ list: "rampart_automation_users", items: ['"a\\"b"'] });
    expect(items).to.deep.include({
      macro: "rampart_automation",
      condition: '(ka.user.name in (rampart_automation_users) or ka.user.name glob "c\\"*")',
    });
  });
});
