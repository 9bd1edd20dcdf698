import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";
import { type Evidence, runKeys } from "../../../catalogue";
import type { Subject } from "../../../policypacks/compliance/facts/subject";
import { policiesFor } from "../../../policypacks/compliance/policies";
import type { Heard } from "../../../policypacks/compliance/run/listen";
import { createSession } from "../../../policypacks/compliance/run/session";
import { broken, compliantStack, type Sample, samples, unknown } from "../../support/samples";
import { run } from "./harness";
import { startPack } from "./pack-process";

/** Everything that passes, and some that does not, without what the protocol of the tests leaves out. */
const stack: Sample[] = [
  ...compliantStack(),
  { ...broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true), name: "open" },
  { ...broken(samples.key(), "enableKeyRotation", unknown), name: "unknown" },
  { ...broken(samples.deployment(), "spec.template.spec.hostNetwork", true), name: "host" },
  { ...broken(samples.deployment(), "spec.template", unknown), name: "hidden" },
  { ...samples.logGroup(), name: "kept", ignoreChanges: ["kmsKeyId"] },
].map((sample) => {
  const { provider, parent, ...rest } = sample;
  void [provider, parent];
  return rest;
});

const kinds = (found: { policy: string; level: string; message: string; urn?: string }[]) =>
  found.map(({ policy, level, message, urn = "" }) => `${policy} ${level} ${urn} ${message}`).sort();

describe("compliance pack: what it hears in the place of what @pulumi/policy decodes", () => {
  it("comes to the same", async () => {
    const root = mkdtempSync(join(tmpdir(), "rampart-dispatch-"));
    const pack = await startPack(undefined, { RAMPART_CLI: "1" });
    try {
      const file = join(root, "evidence.json");
      const expected = await run(stack, { mode: "offline-preview" });
      await pack.configure();
      await pack.configureStack({
        [runKeys.root]: root,
        [runKeys.evidence]: file,
        [runKeys.mode]: "offline-preview",
      });
      const told = await Promise.all(stack.map((each) => pack.analyze(each)));
      const diagnostics = [...told.flatMap((each) => each.diagnostics), ...(await pack.analyzeStack(stack))];
      expect(kinds(diagnostics)).to.deep.equal(kinds(expected.violations));
      const evidence = JSON.parse(readFileSync(file, "utf8")) as Evidence;
      expect(evidence.findings).to.deep.equal(expected.evidence.findings);
      expect(evidence.controls).to.deep.equal(expected.evidence.controls);
    } finally {
      await pack.stop();
      rmSync(root, { recursive: true, force: true });
    }
  });

  it("names every policy once, as applicable or not, for a resource of any type", async () => {
    const pack = await startPack(undefined, { RAMPART_CLI: "1" });
    try {
      await pack.configure();
      const names = [...(await pack.info()).keys()].filter((name) => /^[A-Z]/.test(name));
      const { notApplicable } = await pack.analyze({
        type: "aws:sfn/stateMachine:StateMachine",
        name: "any",
        props: {},
      });
      expect([...notApplicable].sort()).to.deep.equal([...names].sort());
      const { notApplicable: ofPod } = await pack.analyze(samples.deployment());
      expect(ofPod).to.include("ENC-01").and.not.to.include("PSS-01");
    } finally {
      await pack.stop();
    }
  });
});

describe("compliance pack: which policies the server asks", () => {
  const heard: Heard = {};
  const session = createSession({ packFolder: __dirname, environment: {}, now: () => new Date(0) });
  const typeOf = (control: string) => {
    const policy = policiesFor(session, heard).find(({ name }) => name === control) as ResourceValidationPolicy;
    return (policy.validateResource as { __pulumiType?: string }).__pulumiType;
  };
  const hear = (type: string, props: Record<string, unknown> | undefined): void => {
    heard.subject = {
      urn: `urn:pulumi:dev::demo::${type}::one`,
      type,
      name: "one",
      get props() {
        if (props === undefined) throw new Error("somebody reads the properties");
        return props;
      },
      outputs: {},
      ignoreChanges: [],
      sources: () => ({ subjects: [], foreign: false }),
    } satisfies Subject;
  };

  it("attaches the one type of a control for good", () => {
    hear("aws:s3/bucket:Bucket", undefined);
    expect(typeOf("LOG-01")).to.equal("aws:eks/cluster:Cluster");
  });

  it("asks a policy about objects neither about anything else, nor to read it", () => {
    hear("aws:s3/bucket:Bucket", undefined);
    expect(typeOf("PSS-01")).to.equal("what PSS-01 is about");
  });

  it("asks only those that have something to say", () => {
    const { type, props } = samples.deployment();
    hear(type, props);
    expect(typeOf("PSS-01")).to.equal(undefined);
    hear("kubernetes:core/v1:ConfigMap", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one" } });
    expect(typeOf("PSS-01")).to.equal("what PSS-01 is about");
  });

  it("asks all where nobody listened", () => {
    delete heard.subject;
    expect(typeOf("PSS-01")).to.equal(undefined);
  });
});
