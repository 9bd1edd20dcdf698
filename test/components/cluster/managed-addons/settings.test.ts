import { expect } from "chai";
import { read } from "../../../../catalogue/contracts";
import {
  AddonName,
  addonVersions,
  addonVersionsShape,
  kubernetesVersions,
  managedAddonShape,
  resolveManagedAddons,
} from "../../../../components/cluster/managed-addons";
import { mistakesIn } from "../../part";

describe("cluster/addons/settings", () => {
  it("fill every default", () => {
    for (const kubernetesVersion of kubernetesVersions) {
      expect(resolveManagedAddons({}, { kubernetesVersion }, [])).to.deep.equal({
        versions: addonVersions[kubernetesVersion],
        networkPolicy: "calico",
        metricsServer: true,
        nodeMonitoring: true,
      });
    }
  });

  it("pin a build of every add-on for every Kubernetes version, and kube-proxy's of that version", () => {
    expect(kubernetesVersions).to.deep.equal(["1.35", "1.36"]);
    for (const [version, builds] of Object.entries(addonVersions)) {
      expect(Object.keys(builds).sort()).to.deep.equal(Object.values(AddonName).sort());
      expect(read(addonVersionsShape, builds).mistakes).to.deep.equal([]);
      expect(builds["kube-proxy"].startsWith(`v${version}.`)).to.equal(true);
    }
  });

  it("take single builds instead of the pinned ones", () => {
    const versions = { coredns: "v1.14.6-eksbuild.4" };
    const settings = resolveManagedAddons({ networkPolicy: "calico" }, { kubernetesVersion: "1.35", versions }, []);
    expect(settings.versions).to.deep.equal({ ...addonVersions["1.35"], ...versions });
    expect(settings.networkPolicy).to.equal("calico");
  });

  it("refuse the build of an add-on that is off", () => {
    const versions = {
      coredns: "v1.14.6-eksbuild.4",
      "metrics-server": "v0.9.0-eksbuild.12",
      "eks-node-monitoring-agent": "v1.7.2-eksbuild.1",
    };
    const found = (metricsServer: boolean, nodeMonitoring: boolean) =>
      mistakesIn((mistakes) =>
        resolveManagedAddons({ metricsServer, nodeMonitoring }, { kubernetesVersion: "1.35", versions }, mistakes),
      );
    expect(found(true, true)).to.deep.equal({});
    expect(found(false, false)).to.deep.equal({
      "addonVersions.metrics-server": 'got "v0.9.0-eksbuild.12"; expected nothing while addons.metricsServer is false',
      "addonVersions.eks-node-monitoring-agent":
        'got "v1.7.2-eksbuild.1"; expected nothing while addons.nodeMonitoring is false',
    });
  });

  it("refuse a kube-proxy of another Kubernetes version", () => {
    const found = (build: string) =>
      mistakesIn((mistakes) =>
        resolveManagedAddons({}, { kubernetesVersion: "1.35", versions: { "kube-proxy": build } }, mistakes),
      );
    expect(found("v1.35.0-eksbuild.1")).to.deep.equal({});
    expect(found("v1.36.0-eksbuild.25")).to.deep.equal({
      "addonVersions.kube-proxy":
        'got "v1.36.0-eksbuild.25"; expected a build for Kubernetes 1.35, such as v1.35.3-eksbuild.29',
    });
  });

  it("are of a shape that says where each value is wrong", () => {
    const paths = (mistakes: { path: string }[]) => mistakes.map(({ path }) => path).sort();
    const args = { networkPolicy: "cilium", metricsServer: "yes", nodeMonitoring: 1, versions: {} };
    expect(paths(read(managedAddonShape, args, "addons").mistakes)).to.deep.equal([
      "addons.metricsServer",
      "addons.networkPolicy",
      "addons.nodeMonitoring",
      "addons.versions",
    ]);
    const builds = { coredns: "latest", weave: "v1.0.0-eksbuild.1", "vpc-cni": "v1.22.4" };
    expect(paths(read(addonVersionsShape, builds, "addonVersions").mistakes)).to.deep.equal([
      "addonVersions.coredns",
      "addonVersions.vpc-cni",
      "addonVersions.weave",
    ]);
  });
});
