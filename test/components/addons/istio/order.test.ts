import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import type { Recording } from "../../../support/recorder";
import { allBefore, dependenciesOf } from "../../recorded";
import { childrenOf, meshPolicies, recordIstio, releasesIn, releaseType } from "./recordings";

const releaseUrn = (name: string) => `${releaseType}::mesh-${name}`;
const namespaceUrn = (name: string) => `kubernetes:core/v1:Namespace::mesh-${name}`;
const policyUrn = (name: string) => `kubernetes:networking.k8s.io/v1:NetworkPolicy::mesh-${name}`;
const first = "kubernetes:core/v1:ConfigMap::first";
const system = [
  namespaceUrn("istio-system"),
  policyUrn("istio-system-default-deny"),
  policyUrn("istio-system-allow-istiod"),
];
const agents = [namespaceUrn("istio-cni"), policyUrn("istio-cni-default-deny"), policyUrn("istio-cni-allow-istio-cni")];

describe("addons/istio/order", () => {
  let sidecar: Recording;
  let ambient: Recording;
  before(async () => {
    sidecar = await recordIstio();
    ambient = await recordIstio({ dataplane: "ambient" });
  });

  it("installs istiod after base, the plugin beside both, ztunnel after all three", () => {
    const dependencies = (recording: Recording, release: string) => dependenciesOf(releasesIn(recording)[release]!);
    expect(dependencies(sidecar, "istio-base")).to.deep.equal([first, ...system].sort());
    expect(dependencies(sidecar, "istiod")).to.deep.equal([first, releaseUrn("istio-base"), ...system].sort());
    expect(dependencies(sidecar, "istio-cni")).to.deep.equal([first, ...agents].sort());
    expect(dependencies(ambient, "ztunnel")).to.deep.equal(
      [first, releaseUrn("istiod"), releaseUrn("istio-cni"), ...agents, policyUrn("istio-cni-allow-ztunnel")].sort(),
    );
    const beforePlugin = allBefore(sidecar, releasesIn(sidecar)["istio-cni"]!);
    expect(beforePlugin).to.not.include(releasesIn(sidecar)["istio-base"]!.urn);
  });

  it("makes its policies after the charts that bring their kinds and validate them, and no later", () => {
    for (const type of meshPolicies) {
      const { dependencies } = sidecar.one(type);
      const releases = releasesIn(sidecar);
      expect(dependencies).to.include.members([releases["istio-base"]!.urn, releases["istiod"]!.urn]);
      expect(dependencies).to.not.include(releases["istio-cni"]!.urn);
    }
  });

  it("tells who uses it to wait for all that it made, and its namespaces apart", () => {
    for (const each of [sidecar, ambient]) {
      const made = childrenOf(each, "rampart:index:Istio");
      expect(each.outputs["ready"]).to.have.members(made);
      expect(each.outputs["namespaces"]).to.have.members(
        made.filter((urn) => /:Namespace::|NetworkPolicy::/.test(urn)),
      );
    }
    expect(sidecar.outputs["own"]).to.deep.equal(["istio-system", "default"]);
  });

  it("hands its dependencies, its provider and what it is deleted with to everything that it makes", () => {
    const [wanted, cluster] = ["first", "cluster"].map((each) => ambient.one("kubernetes:core/v1:ConfigMap", each).urn);
    const provider = `${ambient.one("pulumi:providers:kubernetes").urn}::${unknown}`;
    const component = ambient.one("rampart:index:Istio");
    const made = ambient.registrations.filter(({ parent }) => parent === component.urn);
    expect(made).to.have.length(2 + 5 + 4 + 3);
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(wanted);
      expect(each.options.deletedWith, each.urn).to.equal(cluster);
      expect(each.provider, each.urn).to.equal(provider);
    }
  });
});
