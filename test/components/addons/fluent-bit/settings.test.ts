import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type Mistake, read } from "../../../../catalogue";
import { fluentBit as pin } from "../../../../catalogue/charts/fluent-bit";
import { type FluentBitArgs, fluentBitShape, resolveFluentBitAddon } from "../../../../components/addons/fluent-bit";
import { resolveFluentBitArgs } from "../../../../components/addons/fluent-bit/settings";

/** Path and reason of every mistake in some arguments; an empty list when there is none. */
function mistakesOf(args: unknown): string[] {
  try {
    resolveFluentBitArgs(args as FluentBitArgs);
    return [];
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    return error.errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
  }
}

const pathsOf = (args: unknown) => mistakesOf(args).map((each) => each.split(": ")[0]);
const key = "arn:aws:kms:eu-central-1:123456789012:key/00000000-1111-2222-3333-444444444444";
const good = { cluster: { name: "main" }, keyArn: key, retentionDays: 365 };

describe("addons/fluent-bit/settings", () => {
  it("fills the defaults", () => {
    const settings = resolveFluentBitArgs(good);
    expect(settings.sources).to.deep.equal(["application", "platform", "node"]);
    expect(settings).to.deep.include({ key: { arn: key }, retentionInDays: 365 });
    expect(settings.archive).to.equal(undefined);
    expect(resolveFluentBitArgs({ ...good, nodeLogs: false }).sources).to.deep.equal(["application", "platform"]);
  });

  it("asks for a cluster's name that is known, because the groups are named after it", () => {
    expect(mistakesOf({ ...good, cluster: { name: pulumi.output("main") } })[0]).to.match(
      /^cluster\.name: got a value that is known later; expected a name that is known beforehand/,
    );
    expect(pathsOf({ ...good, cluster: { name: "Main*" } })).to.deep.equal(["cluster.name"]);
  });

  it("asks for a retention that CloudWatch Logs offers; 0 would be for ever", () => {
    for (const retentionDays of [0, 364, 1.5, undefined])
      expect(pathsOf({ ...good, retentionDays }), String(retentionDays)).to.deep.equal(["retentionDays"]);
  });

  it("asks for keys by ARN, and for a bucket by its name", () => {
    expect(pathsOf({ ...good, keyArn: "alias/logs" })).to.deep.equal(["keyArn"]);
    expect(
      pathsOf({ ...good, archive: { bucketName: "arn:aws:s3:::archive", keyArn: "alias/archive" } }),
    ).to.deep.equal(["archive.bucketName", "archive.keyArn"]);
    expect(pathsOf({ ...good, archive: { bucketName: "archive" } })).to.deep.equal(["archive.keyArn"]);
    const later = { bucketName: pulumi.output("archive"), keyArn: pulumi.output(key) };
    expect(mistakesOf({ ...good, keyArn: pulumi.output(key), archive: later })).to.deep.equal([]);
  });

  it("refuses values that change what is read, or where it goes, each with its control", () => {
    const values = {
      config: { outputs: "[OUTPUT]\n    Name null\n", inputs: "" },
      kind: "Deployment",
      env: [],
      securityContext: { privileged: true },
      resources: { limits: { memory: "1Gi" } },
    };
    const found = mistakesOf({ ...good, values });
    const controls = found.map((each) => [each.split(": ")[0], /carries ([A-Z]+-\d+)/.exec(each)?.[1]]);
    expect(Object.fromEntries(controls)).to.deep.equal({
      "values.config.outputs": "ENC-06",
      "values.config.inputs": "LOG-02",
      "values.kind": "LOG-02",
      "values.env": "ENC-06",
      "values.securityContext": "PSS-01",
    });
    expect(mistakesOf({ ...good, values: { resources: values.resources } })).to.deep.equal([]);
    for (const part of ["service", "inputs", "filters", "outputs"])
      expect(pin.protectedPaths.map(({ path }) => path)).to.include(`config.${part}`);
  });

  it("tells every mistake at once, those of the form and those of the sense", () => {
    const bad = {
      cluster: { name: "Main", tags: 1 },
      keyArn: "alias/logs",
      retentionDays: 2,
      nodeLogs: "yes",
      bufferMebibytes: 10,
      archive: { bucketName: "Archive", keyArn: "alias/archive", key },
      values: { existingConfigMap: "mine" },
      mirror: { charts: "ftp://charts" },
    };
    expect(pathsOf(bad)).to.have.members([
      "cluster.name",
      "cluster.tags",
      "keyArn",
      "retentionDays",
      "nodeLogs",
      "bufferMebibytes",
      "archive.bucketName",
      "archive.key",
      "archive.keyArn",
      "values.existingConfigMap",
      "mirror.charts",
    ]);
    expect(pathsOf({})).to.have.members(["cluster", "keyArn", "retentionDays"]);
  });

  it("says where the arguments stand, for whoever passes them on", () => {
    const mistakes: Mistake[] = [];
    const archive = { bucketName: "Archive", keyArn: key };
    resolveFluentBitAddon({ archive, values: { kind: "Deployment" } }, "main", "logging", mistakes);
    expect(mistakes.map(({ path }) => path)).to.deep.equal(["logging.archive.bucketName", "logging.values.kind"]);
    expect(read(fluentBitShape, { archive, nodeLog: true }, "logging").mistakes?.map(({ path }) => path)).to.deep.equal(
      ["logging.nodeLog"],
    );
  });
});
