import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { controls, type Evidence, runKeys } from "../../../catalogue";
import { accountProvider, inAccount } from "../../support/account-samples";
import { broken, compliantStack, type Sample, samples, unknown, urnOf } from "../../support/samples";
import { type Diagnostic, type PackProcess, startPack } from "./pack-process";

/** The one test of what @pulumi/policy and Pulumi's runner really do; everything else runs in process. */
/** A key that its provider gives a region and tags. */
const key = inAccount(samples.key());

describe("compliance pack: under Pulumi's own runner", () => {
  let pack: PackProcess;
  let root: string;
  before(async () => {
    pack = await startPack(undefined, { RAMPART_CLI: "1" });
  });
  after(() => pack.stop());
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "rampart-process-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const file = () => join(root, "evidence.json");
  const evidence = () => JSON.parse(readFileSync(file(), "utf8")) as Evidence;
  const begin = async (options: Parameters<PackProcess["configure"]>[0] = {}, config: Record<string, string> = {}) => {
    await pack.configure(options);
    await pack.configureStack({ [runKeys.root]: root, [runKeys.evidence]: file(), ...config });
  };
  const judge = async (stack: Sample[]): Promise<Diagnostic[]> => {
    const found = await Promise.all(stack.map((each) => pack.analyze(each)));
    return [...found.flatMap(({ diagnostics }) => diagnostics), ...(await pack.analyzeStack(stack))];
  };

  it("offers a policy for each control of a resource or an object, and three for the stack", async () => {
    const own = controls.filter(({ kind }) => kind !== "stack").map(({ id, level }) => [id, level]);
    expect([...(await pack.info())].sort()).to.deep.equal(
      [...own, ["stack-mandatory", "mandatory"], ["stack-advisory", "advisory"], ["evidence", "mandatory"]].sort(),
    );
  });

  it("passes a compliant stack and writes the evidence, whole", async () => {
    await begin({}, { [runKeys.mode]: "offline-preview" });
    expect(await judge(compliantStack())).to.deep.equal([]);
    expect(evidence().summary.verdict).to.equal("pass");
    expect(evidence().run.mode).to.equal("offline-preview");
    expect(evidence().run.complete).to.equal(true);
    expect(evidence().versions["rampart"]).to.equal("0.1.0");
    expect(readdirSync(root)).to.deep.equal(["evidence.json"]);
  });

  it("never answers with the runtime's own advice about unknown values", async () => {
    await begin();
    const cluster = broken(
      broken(samples.cluster(), "encryptionConfig.provider.keyArn", unknown),
      "vpcConfig.endpointPublicAccess",
      true,
    );
    const { diagnostics } = await pack.analyze(cluster);
    expect(diagnostics.map(({ policy, level, urn }) => [policy, level, urn])).to.deep.equal([
      ["NET-01", "mandatory", urnOf(cluster)],
    ]);
    const rest = await pack.analyzeStack([cluster]);
    const lacking = [
      "TLS-01",
      "NET-06",
      "RBAC-04",
      "LOG-02",
      "MON-01",
      "MON-02",
      "MON-04",
      "POL-01",
      "POL-02",
      "SEC-01",
    ];
    expect(rest.map(({ message, policy, level }) => [message.split(" ")[0], policy, level])).to.deep.equal(
      ["ENC-01", ...lacking, "BCK-01", "BCK-03", "RES-01", "TAG-01"].map((id) => [id, "stack-mandatory", "mandatory"]),
    );
  });

  it("sees links in a stack, but not through a source that is not of the stack", async () => {
    const cluster = {
      ...broken(samples.cluster(), "encryptionConfig.provider.keyArn", unknown),
      sources: { encryptionConfig: ["data"] },
    };
    await begin();
    await judge([cluster, samples.key()]);
    expect(evidence().controls.find(({ id }) => id === "ENC-01")!.verdict).to.equal("pass");
    await begin();
    await judge([{ ...cluster, sources: { encryptionConfig: ["data", "elsewhere"] } }, samples.key()]);
    expect(evidence().controls.find(({ id }) => id === "ENC-01")!.verdict).to.equal("unknown");
  });

  it("hears of changes that are ignored, on a resource and in a stack", async () => {
    const ignoring = (sample: Sample, path: string) => ({ ...sample, ignoreChanges: [path] });
    await begin();
    await judge([
      ignoring(samples.cluster(), "vpcConfig.endpointPublicAccess"),
      ignoring(samples.logGroup(), "retentionInDays"),
    ]);
    const verdict = (control: string) => evidence().controls.find(({ id }) => id === control)!.verdict;
    expect(["NET-01", "LOG-01", "LOG-02"].map(verdict)).to.deep.equal(["unknown", "pass", "unknown"]);
  });

  it("unwraps secrets, judges the inputs, and shows neither", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: true };
    const sample = { ...broken(key, "enableKeyRotation", secret), outputs: { enableKeyRotation: false } };
    await begin();
    expect(await judge([accountProvider(), sample])).to.deep.equal([]);
    expect(evidence().controls.find(({ id }) => id === "KEY-01")!.verdict).to.equal("pass");
  });

  it("says [secret] for a text that the program marked, in what it reports and in the evidence", async () => {
    const open = "36.0.0.0/7";
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: open };
    const cluster = broken(
      broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true),
      "vpcConfig.publicAccessCidrs",
      [secret],
    );
    await begin();
    const told = (await judge([cluster])).filter(({ policy }) => policy === "NET-01");
    const message = "the endpoint is public and open to the internet (IPv4) through [secret]; expected";
    expect(told).to.have.length(1);
    expect(told[0]!.message).to.contain(message);
    const finding = evidence().findings.find(({ control }) => control === "NET-01")!;
    expect(finding.message).to.contain(message);
    expect(JSON.stringify(evidence())).not.to.contain(open);
  });

  it("records the levels that the engine has in force", async () => {
    await begin({ levels: { all: "advisory", "KEY-01": "disabled", "stack-mandatory": "disabled" } });
    const told = await judge([
      broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true),
      broken(samples.key(), "enableKeyRotation", false),
    ]);
    const level = (id: string) => evidence().controls.find((each) => each.id === id)!.level;
    expect(["NET-01", "KEY-01", "LOG-02"].map(level)).to.deep.equal(["advisory", "disabled", "disabled"]);
    expect(told.map(({ policy, level: at }) => `${policy} ${at}`)).to.deep.equal(["NET-01 advisory"]);
  });

  it("takes settings for the whole pack from the evidence policy", async () => {
    await begin({ settings: { levels: { "NET-01": "advisory" }, allowUnknown: ["LOG-01"] } });
    const cluster = broken(
      broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true),
      "enabledClusterLogTypes",
      unknown,
    );
    const told = (await judge([cluster])).filter(({ message }) => /^(NET|LOG)-01/.test(message));
    expect(told.map(({ policy, level }) => `${policy} ${level}`)).to.deep.equal(["stack-advisory advisory"]);
  });

  it("keeps its own levels for policies that Configure leaves out", async () => {
    await begin({ only: ["NET-01"], levels: { "NET-01": "advisory" } });
    await judge([samples.cluster()]);
    expect(
      evidence()
        .controls.filter(({ level }) => level !== "mandatory")
        .map(({ id }) => id),
    ).to.deep.equal(["BCK-04", "NET-01"]);
  });

  it("begins anew with each Configure, in either order with ConfigureStack", async () => {
    writeFileSync(join(root, "waivers.yaml"), "waivers: 7");
    await begin();
    const first = await judge([accountProvider(), key]);
    expect(first.map(({ message }) => message.split("\n")[0])).to.deep.equal([
      "GOV-01 waivers.yaml: waivers: got 7; expected a list",
    ]);
    rmSync(join(root, "waivers.yaml"));
    await pack.configureStack({ [runKeys.root]: root, [runKeys.evidence]: file() });
    await pack.configure();
    expect(await judge([accountProvider(), inAccount(samples.subnet())])).to.deep.equal([]);
    expect(evidence().resources.map(({ name }) => name)).to.deep.equal(["private-a", "account"]);
    await pack.analyzeStack([samples.key()]);
    expect(evidence().resources.map(({ name }) => name)).to.deep.equal(["data"]);
  });

  it("says why it could not write the evidence, as a mandatory violation", async () => {
    writeFileSync(join(root, "taken"), "");
    await begin({}, { [runKeys.evidence]: join(root, "taken", "evidence.json") });
    const told = await judge([accountProvider(), key]);
    expect(told.map(({ policy, level }) => `${policy} ${level}`)).to.deep.equal(["evidence mandatory"]);
    expect(told[0]!.message).to.match(/^The evidence was not written to .*taken.*: /);
    expect(existsSync(file())).to.equal(false);
  });
});

describe("compliance pack: under the plain Pulumi CLI", () => {
  it("writes below the root that the environment names", async () => {
    const root = mkdtempSync(join(tmpdir(), "rampart-process-"));
    const pack = await startPack(undefined, { RAMPART_PROJECT_ROOT: root });
    try {
      await pack.configure();
      // Keys in the stack's own configuration are nobody's word but the stack's.
      await pack.configureStack({ [runKeys.mode]: "manifests", [runKeys.evidence]: join(root, "elsewhere.json") });
      await pack.analyzeStack([samples.key()]);
      const written = JSON.parse(readFileSync(join(root, ".rampart", "evidence", "dev.json"), "utf8")) as Evidence;
      expect(written.run.mode).to.equal("preview");
    } finally {
      await pack.stop();
      rmSync(root, { recursive: true, force: true });
    }
  });
});
