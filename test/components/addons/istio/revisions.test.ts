import { expect } from "chai";
import fc from "fast-check";
import { istiod } from "../../../../catalogue/charts/istio";
import { resolveIstioArgs } from "../../../../components/addons/istio/settings";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { dependenciesOf } from "../../recorded";
import { mistakenPaths, recordIstio, releasesIn, releaseType } from "./recordings";

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
const label = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.string({ unit: fc.constantFrom(...letters, "-"), maxLength: 41 }),
    fc.constantFrom(...letters),
  )
  .map((parts) => parts.join(""));

describe("addons/istio/revisions", () => {
  let both: Recording;
  before(async () => {
    both = await recordIstio({
      dataplane: "ambient",
      revision: "1-30-3",
      revisionTags: ["canary"],
      previous: { revision: "1-29-6", version: "1.29.6", revisionTags: ["prod"] },
    });
  });
  const valuesOf = (release: string) => releasesIn(both)[release]!.inputs["values"] as Values;

  it("puts the new control plane beside the old one, each a release of its own at its own version", () => {
    const told = both
      .ofType(releaseType)
      .filter(({ inputs }) => inputs["chart"] === "istiod")
      .map(({ urn, inputs }) => [urn.split("::").at(-1), inputs["name"], inputs["version"]]);
    expect(told).to.have.deep.members([
      ["mesh-istiod-1-29-6", "istiod-1-29-6", "1.29.6"],
      ["mesh-istiod-1-30-3", "istiod-1-30-3", istiod.version],
    ]);
    expect(valuesOf("istiod-1-29-6")).to.deep.include({ revision: "1-29-6", revisionTags: ["prod"] });
    expect(valuesOf("istiod-1-30-3")).to.deep.include({ revision: "1-30-3", revisionTags: ["canary"] });
    const beside = { revision: "", revisionTags: [] };
    expect({ ...valuesOf("istiod-1-29-6"), ...beside }).to.deep.equal({ ...valuesOf("istiod-1-30-3"), ...beside });
  });

  it("has the old one validate until it is gone, and nodes follow the new one", () => {
    expect(valuesOf("istio-base")["defaultRevision"]).to.equal("1-29-6");
    expect(valuesOf("ztunnel")["revision"]).to.equal("1-30-3");
    const after = resolveIstioArgs({ revision: "1-30-3" });
    expect(after.base.ours["defaultRevision"]).to.equal("1-30-3");
  });

  it("lets the old one give up a tag before the new one takes it, and policies wait for both", () => {
    const old = `${releaseType}::mesh-istiod-1-29-6`;
    expect(dependenciesOf(releasesIn(both)["istiod-1-30-3"]!)).to.include(old);
    expect(dependenciesOf(releasesIn(both)["istiod-1-29-6"]!)).to.include(`${releaseType}::mesh-istio-base`);
    for (const type of ["security.istio.io/v1:PeerAuthentication", "telemetry.istio.io/v1:Telemetry"])
      expect(dependenciesOf(both.one(`kubernetes:${type}`))).to.include.members([
        old,
        `${releaseType}::mesh-istiod-1-30-3`,
      ]);
  });

  it("declares both", () => {
    const { releases } = both.one("rampart:index:Istio").inputs as { releases: Record<string, unknown>[] };
    expect(releases.map(({ release, version }) => `${String(release)} ${String(version)}`)).to.deep.equal([
      "istio-base 1.30.3",
      "istiod-1-29-6 1.29.6",
      "istiod-1-30-3 1.30.3",
      "istio-cni 1.30.3",
      "ztunnel 1.30.3",
    ]);
  });

  it("moves on from a control plane that had no revision, whose release stays what it was", () => {
    const { previous, base } = resolveIstioArgs({ revision: "1-30-3", previous: { version: "1.29.6" } });
    expect(previous!.pin).to.include({ release: "istiod", version: "1.29.6" });
    expect(previous!.ours["revision"]).to.equal("");
    expect(base.ours["defaultRevision"]).to.equal("default");
  });

  it("takes any name whose objects have room for it, and no other", () => {
    fc.assert(
      fc.property(label, (revision) => {
        fc.pre(revision !== "default");
        const { istiod: release } = resolveIstioArgs({ revision });
        // Helm has 53 characters for a release, Kubernetes 63 for a Service.
        expect(release.pin.release.length).to.be.at.most(53);
        expect(`istiod-revision-tag-${revision}`.length).to.be.at.most(63);
      }),
    );
    for (const revision of ["", "1.30.3", "Prod", "-a", "a-", "a_b", "a".repeat(44)])
      expect(
        mistakenPaths(() => resolveIstioArgs({ revision, revisionTags: [revision] })),
        revision,
      ).to.deep.equal(["revision", "revisionTags[0]"]);
  });

  it("refuses one name for two control planes, wherever it stands", () => {
    const twice = (args: Parameters<typeof resolveIstioArgs>[0]) => mistakenPaths(() => resolveIstioArgs(args));
    const version = "1.29.6";
    expect(twice({ previous: { version } })).to.deep.equal(["previous.revision"]);
    expect(twice({ revision: "a", revisionTags: ["a"] })).to.deep.equal(["revisionTags[0]"]);
    expect(twice({ revision: "a", revisionTags: ["t", "t"] })).to.deep.equal(["revisionTags[1]"]);
    expect(
      twice({ revision: "a", revisionTags: ["t"], previous: { version, revisionTags: ["u", "t", "a"] } }),
    ).to.deep.equal(["previous.revisionTags[1]", "previous.revisionTags[2]"]);
  });
});
