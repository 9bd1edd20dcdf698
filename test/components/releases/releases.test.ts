import * as kubernetes from "@pulumi/kubernetes";
import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { charts, type ChartPin, type Mistake, read } from "../../../catalogue";
import {
  declareRelease,
  installChart,
  type MirrorArgs,
  mirrorShape,
  type ReleaseSettings,
  resolveRelease,
} from "../../../components/releases";
import type { Values } from "../../../components/foundations/values";
import { record } from "../../support/recorder";

const pin: ChartPin = {
  ...charts.gatekeeper,
  release: "door",
  images: [
    {
      image: "docker.io/team/web:1.2.3",
      keys: [
        { path: "web.image", holds: "reference" },
        { path: "web.repository", holds: "image" },
        { path: "hub", holds: "folder" },
      ],
    },
    { image: "quay.io/team/agent:v2", keys: [{ path: "agent.registry", holds: "registry" }] },
    { image: "ghcr.io/team/silent:v2", keys: [] },
  ],
  securityValues: {
    replicas: { default: 1 },
    "webhook.failurePolicy": { default: "Ignore", control: "POL-01", oneOf: ["Fail"] },
    "webhook.port": { default: 8443 },
    floor: { default: null },
  },
  protectedPaths: [{ path: "webhook.failurePolicy", control: "POL-01" }],
};

function settingsOf(ours: Values, values: Values = {}, mirror: MirrorArgs = {}): [ReleaseSettings, Mistake[]] {
  const mistakes: Mistake[] = [];
  return [resolveRelease(pin, ours, { values, mirror }, "values", mistakes), mistakes];
}

async function installed(settings: ReleaseSettings, wired?: Values) {
  const recording = await record(() => void installChart("main", settings, {}, wired));
  const { name, inputs } = recording.one("kubernetes:helm.sh/v3:Release");
  return { name, inputs, values: inputs["values"] };
}

describe("releases", () => {
  it("declares the pin and the effective security values, the chart's own where nothing is set", () => {
    const [settings] = settingsOf({ replicas: 2, webhook: { failurePolicy: "Fail" }, secret: "s" }, { replicas: 3 });
    expect(declareRelease(settings)).to.deep.equal({
      chart: "gatekeeper",
      release: "door",
      version: pin.version,
      namespace: "gatekeeper-system",
      securityValues: { replicas: 3, "webhook.failurePolicy": "Fail", "webhook.port": 8443, floor: null },
    });
  });

  it("refuses a protected path however it is reached", () => {
    const paths = (overrides: Values) => settingsOf({}, overrides)[1].map(({ path }) => path);
    const guarded = "values.webhook.failurePolicy";
    expect(paths({ webhook: { failurePolicy: "Ignore" } })).to.deep.equal([guarded]);
    expect(paths({ webhook: { failurePolicy: "Fail" } })).to.deep.equal([guarded]);
    expect(paths({ webhook: null })).to.deep.equal([guarded, "values.webhook.port"]);
    expect(paths({ webhook: { failurePolicy: { nested: 1 } } })).to.deep.equal([guarded]);
    expect(paths({ webhook: { timeout: 5 }, other: true })).to.deep.equal([]);
  });

  it("refuses a value that a policy could not judge", () => {
    expect(settingsOf({}, { replicas: output(3) })[1]).to.have.length(1);
    expect(settingsOf({}, { replicas: [3] })[1]).to.deep.equal([
      { path: "values.replicas", got: "[3]", expected: "a plain text, number or flag: policies judge this value" },
    ]);
    expect(settingsOf({}, { replicas: 5 })[1]).to.deep.equal([]);
  });

  it("installs the chart of the pin under the pin's name, values of the user over wired ones over ours", async () => {
    const [settings] = settingsOf({ a: 1, b: 1, c: { d: 1 } }, { a: 3 });
    const { name, inputs } = await installed(settings, { a: 2, b: 2 });
    expect(name).to.equal("main-door");
    expect(inputs).to.deep.include({
      name: "door",
      chart: "gatekeeper",
      repositoryOpts: { repo: pin.repository },
      version: pin.version,
      namespace: "gatekeeper-system",
      values: { a: 3, b: 2, c: { d: 1 } },
      atomic: true,
      cleanupOnFail: true,
      timeout: 900,
      maxHistory: 5,
    });
    expect(inputs).not.to.have.property("createNamespace");
  });

  it("takes charts from a mirror: a repository by name, a registry by the whole address", async () => {
    const from = async (mirror: MirrorArgs) => (await installed(settingsOf({}, {}, mirror)[0])).inputs;
    expect(await from({ charts: "https://charts.example.com" })).to.deep.include({
      chart: "gatekeeper",
      repositoryOpts: { repo: "https://charts.example.com" },
    });
    const oci = await from({ charts: "oci://registry.example.com/charts" });
    expect(oci["chart"]).to.equal("oci://registry.example.com/charts/gatekeeper");
    expect(oci).not.to.have.property("repositoryOpts");
  });

  it("takes images from a mirror by every key that names one, and leaves alone what the user names", async () => {
    const mirrored = async (registries: Record<string, string>, values: Values = {}) =>
      (await installed(settingsOf({ replicas: 1 }, values, { registries })[0])).values;
    expect(await mirrored({ "docker.io": "r/hub" })).to.deep.equal({
      replicas: 1,
      web: { image: "r/hub/team/web:1.2.3", repository: "r/hub/team/web" },
      hub: "r/hub/team",
    });
    expect(await mirrored({ "*": "r", "docker.io": "d" }, { hub: "mine" })).to.deep.equal({
      replicas: 1,
      web: { image: "d/team/web:1.2.3", repository: "d/team/web" },
      hub: "mine",
      agent: { registry: "r" },
    });
    expect(await mirrored({ "ghcr.io": "g" })).to.deep.equal({ replicas: 1 });
  });

  it("takes a registry that is known only later", async () => {
    const recording = await record(() => {
      const map = new kubernetes.core.v1.ConfigMap("made", { metadata: { name: "registry.example.com" } });
      const registries = { "quay.io": map.metadata.name };
      installChart("main", settingsOf({}, {}, { registries })[0], {});
    });
    const release = recording.one("kubernetes:helm.sh/v3:Release");
    expect(release.inputs["values"]).to.deep.equal({ agent: { registry: "registry.example.com" } });
    expect(release.propertyDependencies["values"]).to.have.length(1);
  });

  it("refuses a mirror that is none", () => {
    expect(
      read(mirrorShape, { charts: "charts.example.com", registries: { "quay.io": 1 } }, "mirror").mistakes,
    ).to.deep.equal([
      {
        path: "mirror.charts",
        got: '"charts.example.com"',
        expected: "the address of a chart repository: https://… or oci://…",
      },
      { path: "mirror.registries.quay.io", got: "1", expected: "a text" },
    ]);
    const sound = { charts: "oci://r.example.com/charts", registries: { "*": "r" } };
    expect(read(mirrorShape, sound, "mirror").mistakes).to.deep.equal([]);
  });
});
