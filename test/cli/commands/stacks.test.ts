import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chooseStack, stacksOf } from "../../../cli/commands/stacks";
import { CliError } from "../../../cli/errors";

describe("stacks of a project", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "rampart-stacks-"));
    writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  });
  afterEach(() => rmSync(project, { recursive: true }));
  const settings = (...names: string[]) => names.forEach((name) => writeFileSync(join(project, name), ""));

  it("are those with a settings file, and nothing else", () => {
    settings("Pulumi.prod.yaml", "Pulumi.dev.yaml", "example.yaml", "Pulumi.dev.yaml.bak");
    expect(stacksOf(project)).to.deep.equal(["dev", "prod"]);
  });

  it("are looked for where Pulumi.yaml says", () => {
    settings("Pulumi.stray.yaml");
    mkdirSync(join(project, "config"));
    writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nstackConfigDir: config\n");
    expect(stacksOf(project)).to.deep.equal([]);
    settings("config/Pulumi.dev.yaml");
    expect(stacksOf(project)).to.deep.equal(["dev"]);
  });

  it("choose the one that was asked for, then PULUMI_STACK, then the only one", () => {
    settings("Pulumi.dev.yaml");
    expect(chooseStack(project, "asked", "env")).to.equal("asked");
    expect(chooseStack(project, undefined, "env")).to.equal("env");
    expect(chooseStack(project, undefined, "")).to.equal("dev");
  });

  it("are listed when none was named", () => {
    settings("Pulumi.dev.yaml", "Pulumi.prod.yaml");
    expect(() => chooseStack(project, undefined, undefined))
      .to.throw(CliError, "name a stack with --stack; there are dev, prod")
      .with.property("exitCode", 2);
  });

  it("may be none", () => {
    expect(() => chooseStack(project, undefined, undefined)).to.throw(
      CliError,
      "has no settings file Pulumi.<stack>.yaml",
    );
  });
});
