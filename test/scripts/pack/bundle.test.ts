import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { type Evidence, runKeys } from "../../../catalogue";
import { bundlePack } from "../../../scripts/pack/bundle";
import { type Diagnostic, startPack } from "../../policypacks/compliance/pack-process";
import { broken, type Sample, samples, unknown } from "../../support/samples";

const root = join(__dirname, "../../..");

/** Passes, failures and unknowns, of AWS and of Kubernetes, alone and together. */
const stack: Sample[] = [
  broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true),
  samples.key(),
  broken(samples.logGroup(), "retentionInDays", unknown),
  samples.namespace(),
  broken(samples.deployment(), "spec.template.spec.hostNetwork", true),
  samples.gateway(),
];

describe("the policy pack away from the tree", () => {
  let scratch: string;
  let bundle: string;
  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), "rampart-bundle-"));
    bundle = join(scratch, "bundle");
    await bundlePack(bundle);
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  const manifest = () =>
    JSON.parse(readFileSync(join(bundle, "package.json"), "utf8")) as Record<string, Record<string, string>>;

  /** What the pack in a folder says of the stack, under Pulumi's own runner. */
  async function judged(folder: string, name: string) {
    const pack = await startPack(folder, { RAMPART_CLI: "1" });
    try {
      const evidence = join(scratch, `${name}.json`);
      await pack.configure();
      await pack.configureStack({ [runKeys.root]: scratch, [runKeys.evidence]: evidence });
      const diagnostics: Diagnostic[] = [];
      const notApplicable: string[][] = [];
      for (const each of stack) {
        const answer = await pack.analyze(each);
        diagnostics.push(...answer.diagnostics);
        notApplicable.push(answer.notApplicable);
      }
      diagnostics.push(...(await pack.analyzeStack(stack)));
      const { controls, findings } = JSON.parse(readFileSync(evidence, "utf8")) as Evidence;
      return { info: [...(await pack.info())], diagnostics, notApplicable, controls, findings };
    } finally {
      await pack.stop();
    }
  }

  it("is one file, with what Pulumi reads of a pack and exact versions of what stays outside", () => {
    expect(readdirSync(bundle).sort()).to.deep.equal(["PulumiPolicy.yaml", "index.js", "package.json"]);
    expect(manifest()).to.include({ name: "@rampart/compliance", main: "index.js" });
    expect(manifest()["dependencies"]).to.deep.equal({ "@pulumi/policy": "1.21.0" });
  });

  it("judges the same as the source, bundled and in a fresh clone", async () => {
    for (const name of Object.keys(manifest()["dependencies"]!)) {
      const link = join(bundle, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, "node_modules", name), link);
    }
    const clone = join(scratch, "clone");
    mkdirSync(clone);
    for (const each of ["package.json", "catalogue", "policypacks"])
      cpSync(join(root, each), join(clone, each), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));

    const source = await judged(join(root, "policypacks/compliance"), "source");
    const policies = new Set(source.diagnostics.map(({ policy }) => policy));
    expect([...policies]).to.include.members(["NET-01", "PSS-01", "stack-mandatory"]);
    expect(await judged(bundle, "bundle")).to.deep.equal(source);
    expect(await judged(join(clone, "policypacks/compliance"), "clone")).to.deep.equal(source);
  }).timeout(240_000);
});
