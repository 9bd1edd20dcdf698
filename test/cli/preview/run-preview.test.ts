import { expect } from "chai";
import { readdirSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "../../../cli/errors";
import { runPreview } from "../../../cli/preview/run-preview";
import type { PreviewResult, Registration } from "../../../cli/preview/types";
import { asSecret, secretPlaceholder, unknown } from "../../../cli/preview/wire";
import { record } from "../../support/recorder";

const fixtures = join(__dirname, "..", "..", "fixtures");
const project = (name: string) => join(fixtures, "projects", name);
const pack = (name: string) => join(fixtures, "packs", name);
const preview = (name: string, by = "foreign", more: { fixtures?: string; policyPackConfig?: string } = {}) =>
  runPreview({ cwd: project(name), stack: "dev", policyPack: pack(by), ...more });
const scratch = () => readdirSync(tmpdir()).filter((name) => name.startsWith("rampart-"));
const temporary = process.env["TMPDIR"];

describe("a preview in processes of its own", () => {
  before(() => (process.env["TMPDIR"] = mkdtempSync(join(tmpdir(), "run-preview-"))));
  after(() => {
    rmSync(tmpdir(), { recursive: true });
    if (temporary === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = temporary;
  });

  describe("of a project that uses none of our components, by a pack of another maker", () => {
    const seen: Registration[] = [];
    const phases: string[] = [];
    let result: PreviewResult;
    before(async () => {
      const options = { cwd: project("plain"), stack: "dev", policyPack: pack("foreign") };
      result = await runPreview(options, {
        registered: (each) => seen.push(each),
        phase: (name) => phases.push(name),
      });
    });

    it("registers what the same program registers in process", async () => {
      const program = () => (require("../../fixtures/projects/plain/index.ts") as () => Promise<unknown>)(); // eslint-disable-line @typescript-eslint/no-require-imports -- the program runs when it is loaded
      const recording = await record(program, {
        project: "plain",
        stack: "dev",
        config: { "aws:region": "eu-west-1" },
      });
      expect(result.registrations).to.deep.equal(recording.registrations);
      expect(result.registrations).to.have.length(7);
    });

    it("tells the listener of each resource and phase", () => {
      expect(seen.map(({ urn }) => urn).sort()).to.deep.equal(result.registrations.map(({ urn }) => urn));
      expect(phases).to.deep.equal(["starting", "running", "judging"]);
    });

    it("reports what the pack found, resources first, without the policy's description", () => {
      expect(result.diagnostics).to.deep.equal([
        {
          policy: "bucket-owner",
          level: "mandatory",
          message: "the owner is not platform",
          urn: "urn:pulumi:dev::plain::aws:s3/bucket:Bucket::bucket",
        },
        { policy: "counts", level: "advisory", message: "5 resources; the bucket depends on the key: true" },
      ]);
    });

    it("is not complete, because no evidence was written, and not broken", () => {
      const { evidence } = result;
      expect(result).to.not.have.property("broken");
      expect(evidence.run).to.deep.include({ complete: false, mode: "offline-preview" });
      expect(evidence.run.incomplete).to.contain("writes no evidence");
      expect(evidence.summary.verdict).to.equal("unknown");
      expect(evidence.resources.map(({ urn }) => urn)).to.deep.equal(result.registrations.map(({ urn }) => urn));
    });
  });

  const brokenPrograms: [string, RegExp][] = [
    ["throws", /^the program failed: the size must be a number \(in refuse\.ts\)$/],
    [
      "duplicate",
      /^the program failed: two resources are called "key" \(urn:pulumi:dev::duplicate::aws:kms\/key:Key::key\)/,
    ],
    ["no-fixture", /^the program failed: offline preview: no fixture for aws:ec2\/getAmi:getAmi\(.*--fixtures$/],
    ["cycle", /dependency cycle.*: aws:kms\/alias:Alias store-alias, aws:kms\/key:Key key$/],
    ["exits", /process ended with exit code 7, as process\.exit\(\) does, before the program's end/],
  ];
  for (const [name, sentence] of brokenPrograms) {
    it(`says in a sentence why a program broke: ${name}`, async () => {
      const result = await preview(name);
      expect(result.broken).to.match(sentence);
      expect(result.broken).to.not.contain("\n");
      expect(result.evidence.run).to.deep.include({ complete: false, incomplete: result.broken });
      expect(result.evidence.summary.verdict).to.equal("error");
      expect(scratch()).to.deep.equal([]);
    });
  }

  it("takes the answers of a fixtures file", async () => {
    const result = await preview("no-fixture", "foreign", { fixtures: join(project("no-fixture"), "fixtures.yaml") });
    expect(result).to.not.have.property("broken");
    const instance = result.registrations.find(({ type }) => type === "aws:ec2/instance:Instance");
    expect(instance?.inputs["ami"]).to.equal("ami-0123456789abcdef0");
  });

  it("runs without the passphrase of secure settings, and says which they are", async () => {
    const result = await preview("secure");
    expect(result).to.not.have.property("broken");
    expect(result.unknownSettings).to.deep.equal(["secure:database", "secure:token"]);
    const parameter = result.registrations.find(({ type }) => type === "aws:ssm/parameter:Parameter");
    expect(parameter?.inputs["value"]).to.deep.equal(asSecret(unknown));
    expect(JSON.stringify(result.evidence)).to.not.contain(secretPlaceholder);
  });

  it("loads a pack that is TypeScript", async () => {
    const { diagnostics } = await preview("plain", "typescript");
    expect(diagnostics.map(({ policy, message }) => [policy, message])).to.deep.equal([["no-keys", "a key"]]);
  });

  const brokenPacks: [string, string][] = [
    ["throws-at-load", "could not be loaded: the list of owners is missing"],
    ["throws-in-policy", "policy careless of throws-in-policy@v1.2.3 failed: nothing to read (urn:"],
  ];
  for (const [name, sentence] of brokenPacks) {
    it(`says in a sentence why a pack broke: ${name}`, async () => {
      const result = await preview("plain", name);
      expect(result.broken).to.contain(sentence);
      expect(result.broken).to.not.contain("\n");
      expect(result.registrations).to.have.length(7);
      expect(result.evidence.run.complete).to.equal(false);
    });
  }

  it("hands the configuration to the pack, and refuses one that names unknown policies", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pack-config-"));
    const policyPackConfig = join(folder, "config.json");
    try {
      writeFileSync(policyPackConfig, '{ "bucket-owner": { "owner": "team" }, "counts": "disabled" }');
      expect((await preview("plain", "foreign", { policyPackConfig })).diagnostics).to.deep.equal([]);
      writeFileSync(policyPackConfig, '{ "bucket": "advisory" }');
      const error = await preview("plain", "foreign", { policyPackConfig }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(CliError).with.property("exitCode", 2);
      expect(String(error)).to.contain("expected all, or one of bucket-owner, counts");
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(scratch()).to.deep.equal([]);
  });
});
