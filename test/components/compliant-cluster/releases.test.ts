import { expect } from "chai";
import { addonTypes, charts, type ReleaseDeclaration } from "../../../catalogue";
import type { Registration } from "../../../cli/preview/types";
import { valueAt, type Values } from "../../../components/foundations/values";
import { isScalar } from "../../../components/releases/overrides";
import type { CompliantClusterArgs } from "../../../index";
import type { Recording } from "../../support/recorder";
import { keysOf, valueMistakes } from "../addons/chart-values";
import { recordCluster } from "../recorded";
import { modes } from "./modes";
import { pinOf } from "./order/requirements";

/** The chart's default is an empty map, but its template writes the value where the API wants a list. */
const otherTypes = { validatingWebhookCustomRules: "list" };
const release = "kubernetes:helm.sh/v3:Release";
const everything: CompliantClusterArgs = { ...modes["with stores, a registry of its own and an archive"]! };
const all: Record<string, CompliantClusterArgs> = {
  ...modes,
  "with every image and chart from a mirror": {
    ...everything,
    mirror: { charts: "oci://registry.example.com/charts", registries: { "*": "registry.example.com" } },
  },
};

const declared = (recording: Recording): ReleaseDeclaration[] =>
  addonTypes
    .flatMap((type) => recording.ofType(type))
    .flatMap(({ inputs }) => inputs["releases"] as ReleaseDeclaration[]);
const named = ({ inputs }: Registration) => `${String(inputs["namespace"])}/${String(inputs["name"])}`;

for (const [mode, args] of Object.entries(all)) {
  describe(`compliant-cluster: the releases of a cluster ${mode}`, () => {
    let recording: Recording;
    before(async () => (recording = await recordCluster(args)));

    it("set only values that their charts have, with fitting types", () => {
      for (const each of recording.ofType(release)) {
        const pin = pinOf(each)!;
        expect(valueMistakes(pin, each.inputs["values"] as Values, otherTypes), pin.release).to.deep.equal([]);
      }
    });

    it("are declared, each with what is in force", () => {
      const releases = recording.ofType(release);
      const declarations = declared(recording).filter(({ chart }) => chart !== charts.calicoCrds.chart);
      expect(declarations.map((each) => `${each.namespace}/${each.release}`).sort()).to.deep.equal(
        releases.map(named).sort(),
      );
      for (const each of releases) {
        const pin = pinOf(each)!;
        const { securityValues, version } = declarations.find(
          (one) => `${one.namespace}/${one.release}` === named(each),
        )!;
        expect(version, pin.release).to.equal(each.inputs["version"]);
        const inForce = Object.keys(pin.securityValues).map((path) => {
          const set = valueAt(each.inputs["values"] as Values, path);
          return [path, isScalar(set) ? set : (keysOf(pin).values[path]?.default ?? null)];
        });
        expect(securityValues, pin.release).to.deep.equal(Object.fromEntries(inForce));
      }
    });

    if (mode.includes("mirror"))
      it("come from nowhere else, but for what no value of a chart names", () => {
        for (const each of recording.ofType(release)) {
          const hosts = pinOf(each)!
            .images.filter(({ keys }) => keys.length > 0)
            .map(({ image }) => image.split("/")[0]!);
          const text = JSON.stringify(each.inputs["values"]);
          for (const host of new Set(hosts)) expect(text, named(each)).not.to.include(`"${host}/`);
          expect(String(each.inputs["chart"])).to.match(/^oci:\/\/registry\.example\.com\/charts\//);
        }
      });
  });
}

describe("compliant-cluster: the modes", () => {
  it("install every pinned chart", async () => {
    const installed = new Set<string>();
    for (const args of Object.values(modes))
      for (const { chart, release } of declared(await recordCluster(args))) installed.add(`${chart} ${release}`);
    const pinned = Object.values(charts).map(({ chart, release }) => `${chart} ${release}`);
    expect(pinned.filter((each) => !installed.has(each))).to.deep.equal([]);
  });
});
