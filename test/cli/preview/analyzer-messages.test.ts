import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { expect } from "chai";
import { analyzeRequest, analyzeStackRequest } from "../../../cli/preview/analyzer-messages";
import type { Registration } from "../../../cli/preview/types";
import { unknown } from "../../../cli/preview/wire";

const providerUrn = "urn:pulumi:s::p::pulumi:providers:aws::main";

const registration = (name: string, more: Partial<Registration> = {}): Registration => ({
  urn: `urn:pulumi:s::p::aws:s3/bucket:Bucket::${name}`,
  type: "aws:s3/bucket:Bucket",
  name,
  custom: true,
  remote: false,
  external: false,
  inputs: { bucket: name },
  outputs: { bucket: name, id: unknown },
  provider: `${providerUrn}::${unknown}`,
  providers: {},
  dependencies: [],
  propertyDependencies: {},
  options: { ignoreChanges: ["tags"], replaceOnChanges: [], aliases: ["urn:old"], additionalSecretOutputs: ["id"] },
  ...more,
});
const provider = registration("main", {
  urn: providerUrn,
  type: "pulumi:providers:aws",
  inputs: { region: "eu-west-1" },
  provider: "",
});

describe("requests to a policy pack", () => {
  it("about a resource hold its inputs, its options and its provider", () => {
    const timed = registration("data", { parent: "urn:parent" });
    timed.options.customTimeouts = { create: "1h30m", delete: "10s" };
    const request = messages.AnalyzeRequest.deserializeBinary(analyzeRequest(timed, provider));
    expect([request.getUrn(), request.getType(), request.getName()]).to.deep.equal([timed.urn, timed.type, "data"]);
    expect(request.getProperties()!.toJavaScript()).to.deep.equal({ bucket: "data" });
    expect(request.getOptions()!.toObject()).to.deep.include({
      ignorechangesList: ["tags"],
      aliasesList: ["urn:old"],
      additionalsecretoutputsList: ["id"],
      parent: "urn:parent",
      customtimeouts: { create: 5400, read: 0, update: 0, pb_delete: 10 },
    });
    expect(request.getProvider()!.getUrn()).to.equal(providerUrn);
    expect(request.getProvider()!.getProperties()!.toJavaScript()).to.deep.equal({ region: "eu-west-1" });
    expect(messages.AnalyzeRequest.deserializeBinary(analyzeRequest(timed)).getProvider()).to.equal(undefined);
  });

  it("about a stack hold every resource with its outputs and what it depends on, in their order", () => {
    const second = registration("second", {
      parent: "urn:parent",
      dependencies: [providerUrn],
      propertyDependencies: { bucket: [providerUrn, "urn:other"] },
    });
    const bytes = analyzeStackRequest([provider, registration("first"), second]);
    const resources = messages.AnalyzeStackRequest.deserializeBinary(bytes).getResourcesList();
    expect(resources.map((each) => each.getName())).to.deep.equal(["main", "first", "second"]);
    expect(resources.map((each) => each.getProvider()?.getUrn())).to.deep.equal([undefined, providerUrn, providerUrn]);
    const last = resources[2]!;
    expect(last.getProperties()!.toJavaScript()).to.deep.equal({ bucket: "second", id: unknown });
    expect([last.getParent(), last.getDependenciesList()]).to.deep.equal(["urn:parent", [providerUrn]]);
    const urns = last.getPropertydependenciesMap().get("bucket")!.getUrnsList();
    expect(urns).to.deep.equal([providerUrn, "urn:other"]);
  });

  it("hold no input of a chart, which no engine shows a pack, and no resource where there is none", () => {
    const chart = registration("web", { type: "kubernetes:helm.sh/v4:Chart" });
    const [found] = messages.AnalyzeStackRequest.deserializeBinary(analyzeStackRequest([chart])).getResourcesList();
    expect(found!.getProperties()!.toJavaScript()).to.deep.equal({});
    const request = messages.AnalyzeRequest.deserializeBinary(analyzeRequest(chart));
    expect(request.getProperties()!.toJavaScript()).to.deep.equal({});
    expect(messages.AnalyzeStackRequest.deserializeBinary(analyzeStackRequest([])).getResourcesList()).to.deep.equal(
      [],
    );
  });
});
