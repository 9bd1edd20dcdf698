import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { type ChartPin, charts } from "../../../catalogue";
import { installDefinitions, type MirrorArgs } from "../../../components/releases";
import { record } from "../../support/recorder";

const pin: ChartPin = { ...charts.gatekeeper, chart: "kinds", release: "own-kinds" };
const type = "kubernetes:helm.sh/v4:Chart";

async function installed(mirror: MirrorArgs) {
  const recording = await record(() => {
    const first = new kubernetes.core.v1.ConfigMap("first");
    const chart = installDefinitions("main", pin, mirror, { dependsOn: first, deletedWith: first });
    new kubernetes.core.v1.ConfigMap("later", {}, { dependsOn: chart });
  });
  return { chart: recording.one(type), recording };
}

describe("releases/definitions", () => {
  it("installs the chart of the pin object by object, under the pin's name", async () => {
    const { chart } = await installed({});
    expect(chart.name).to.equal("main-own-kinds");
    expect(chart.inputs).to.deep.equal({
      name: "own-kinds",
      chart: "kinds",
      version: pin.version,
      repositoryOpts: { repo: pin.repository },
      namespace: pin.namespace,
    });
  });

  it("leaves the definitions where they are when the stack goes, and keeps the options that it is given", async () => {
    const { chart, recording } = await installed({});
    const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
    expect(chart.options).to.deep.include({ retainOnDelete: true, deletedWith: first.urn });
    expect(chart.dependencies).to.deep.equal([first.urn]);
    expect(recording.one("kubernetes:core/v1:ConfigMap", "later").dependencies).to.include(chart.urn);
  });

  it("takes the chart from a mirror: a repository by name, a registry by the whole address", async () => {
    const from = async (charts: string) => (await installed({ charts })).chart.inputs;
    expect(await from("https://charts.example.com")).to.deep.include({
      chart: "kinds",
      repositoryOpts: { repo: "https://charts.example.com" },
    });
    const oci = await from("oci://registry.example.com/charts");
    expect(oci["chart"]).to.equal("oci://registry.example.com/charts/kinds");
    expect(oci).not.to.have.property("repositoryOpts");
  });
});
