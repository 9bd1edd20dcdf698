import { expect } from "chai";
import { read } from "../../../../catalogue/contracts";
import { kubernetesVersions } from "../../../../components/cluster/managed-addons";
import {
  NodeAmiType,
  type NodeGroupArgs,
  nodeReleases,
  nodesShape,
  pinnedReleases,
  resolveNodes,
} from "../../../../components/cluster/nodes";
import { mistakesIn } from "../../part";

const asked = { zones: 3, kubernetesVersion: "1.35" };
const mistakesOf = (args: Record<string, NodeGroupArgs>, where: typeof asked & { existing?: boolean } = asked) =>
  mistakesIn((mistakes) => resolveNodes(args, where, mistakes));
const settingsOf = (group: NodeGroupArgs, where = asked) => resolveNodes({ a: group }, where, [])["a"]!;

describe("cluster/nodes/settings", () => {
  it("fill every default", () => {
    expect(resolveNodes({ a: {} }, asked, [])).to.deep.equal({
      a: {
        instanceTypes: ["m6i.large"],
        amiType: "BOTTLEROCKET_x86_64",
        release: { release: "1.66.0-1ad6b4a4", published: "2026-09-22" },
        capacityType: "ON_DEMAND",
        minSize: 3,
        desiredSize: 3,
        maxSize: 6,
        diskGiB: 50,
        labels: {},
        taints: [],
        maxUnavailablePercentage: 33,
        repair: true,
        zones: [0, 1, 2],
      },
    });
    expect(mistakesOf({ a: {} })).to.deep.equal({});
  });

  it("take instances of the image's architecture, and a node for each zone that the group spans", () => {
    for (const amiType of Object.values(NodeAmiType)) {
      const type = amiType.includes("ARM") ? "m7g.large" : "m6i.large";
      expect(settingsOf({ amiType }).instanceTypes, amiType).to.deep.equal([type]);
      expect(mistakesOf({ a: { amiType } }), amiType).to.deep.equal({});
    }
    expect(settingsOf({ zones: [2, 1] })).to.deep.include({ zones: [1, 2], minSize: 2, desiredSize: 2, maxSize: 4 });
    expect(settingsOf({ maxSize: 1 })).to.deep.include({ minSize: 1, desiredSize: 1, maxSize: 1 });
    expect(settingsOf({ desiredSize: 0 })).to.deep.include({ minSize: 0, desiredSize: 0, maxSize: 1 });
    expect(settingsOf({ minSize: 4, desiredSize: 5 })).to.deep.include({ minSize: 4, desiredSize: 5, maxSize: 10 });
  });

  it("pin a release of every family for every Kubernetes version, of that version and with its day", () => {
    expect(Object.keys(pinnedReleases)).to.deep.equal(kubernetesVersions);
    for (const [version, { al2023, bottlerocket }] of Object.entries(pinnedReleases)) {
      expect(al2023.release).to.match(new RegExp(`^${version.replace(".", "\\.")}\\.\\d+-\\d{8}$`));
      expect(al2023.release.split("-")[1]).to.equal(al2023.published!.replaceAll("-", ""));
      expect(bottlerocket.release).to.match(/^1\.\d+\.\d+-[0-9a-f]{8}$/);
      expect(bottlerocket.published).to.match(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it("say what each group runs, and since when it is published where that is known", () => {
    const amazon = { amiType: NodeAmiType.AmazonLinuxX86 };
    const groups = {
      pinned: {},
      amazon,
      older: { ...amazon, release: "1.35.6-20260714" },
      same: { release: "1.66.0-1ad6b4a4" },
      other: { release: "1.58.0-c5c37032" },
      latest: { release: "recommended" },
    };
    expect(mistakesOf(groups)).to.deep.equal({});
    expect(nodeReleases(resolveNodes(groups, asked, []))).to.deep.equal({
      pinned: { release: "1.66.0-1ad6b4a4", published: "2026-09-22" },
      amazon: { release: "1.35.8-20260930", published: "2026-09-30" },
      older: { release: "1.35.6-20260714", published: "2026-07-14" },
      same: { release: "1.66.0-1ad6b4a4", published: "2026-09-22" },
      other: { release: "1.58.0-c5c37032" },
      latest: { release: "recommended" },
    });
  });

  it("refuse a release of another family or Kubernetes version", () => {
    const amazon = { amiType: NodeAmiType.AmazonLinuxArm };
    const found = mistakesOf({
      ok: {},
      a: { ...amazon, release: "1.36.4-20260930" },
      b: { ...amazon, release: "1.66.0-1ad6b4a4" },
      c: { ...amazon, release: "latest" },
      f: { ...amazon, release: "1.35.6-20260231" },
      g: { ...amazon, release: "1.35.6-20261940" },
      d: { release: "1.35.6-20260714" },
      e: { release: "1.66.0" },
    });
    const linux = 'a release of Amazon Linux for Kubernetes 1.35, such as 1.35.8-20260930, or "recommended"';
    const bottlerocket = 'a release of Bottlerocket, such as 1.66.0-1ad6b4a4, or "recommended"';
    expect(found).to.deep.equal({
      "nodes.a.release": `got "1.36.4-20260930"; expected ${linux}`,
      "nodes.b.release": `got "1.66.0-1ad6b4a4"; expected ${linux}`,
      "nodes.c.release": `got "latest"; expected ${linux}`,
      "nodes.f.release": `got "1.35.6-20260231"; expected ${linux}`,
      "nodes.g.release": `got "1.35.6-20261940"; expected ${linux}`,
      "nodes.d.release": `got "1.35.6-20260714"; expected ${bottlerocket}`,
      "nodes.e.release": `got "1.66.0"; expected ${bottlerocket}`,
    });
  });

  it("note every mistake of every group, all at once", () => {
    const taint = { key: "dedicated", effect: "NO_SCHEDULE" as const };
    const found = mistakesOf({
      sizes: { minSize: 3, maxSize: 2 },
      arm: { amiType: "BOTTLEROCKET_ARM_64", instanceTypes: ["m7g.large", "m6i.large", "mac2.metal"] },
      labelled: { labels: { "k8s.io/x": "1", "a b": "1" } },
      tainted: { taints: [taint, { ...taint, effect: "NO_EXECUTE" }, { ...taint, value: "x" }] },
      zoned: { zones: [0, 3] },
      twice: { zones: [1, 1] },
      many: { taints: Array.from({ length: 51 }, (_, index) => ({ ...taint, key: `t${index}` })) },
    });
    expect(found).to.deep.equal({
      "nodes.sizes": "got minSize 3, desiredSize 3, maxSize 2; expected minSize <= desiredSize <= maxSize",
      "nodes.arm.instanceTypes[1]":
        'got "m6i.large"; expected an instance type of the architecture of amiType BOTTLEROCKET_ARM_64',
      "nodes.arm.instanceTypes[2]":
        'got "mac2.metal"; expected an instance type of the architecture of amiType BOTTLEROCKET_ARM_64; the name of this one does not tell it',
      "nodes.labelled.labels.k8s.io/x":
        'got "k8s.io/x"; expected a name that is not of kubernetes.io, k8s.io, eks.amazonaws.com, which Kubernetes and EKS keep for themselves',
      "nodes.labelled.labels.a b":
        'got "a b"; expected a name of at most 63 letters, digits and ._- from letter to letter, after a DNS name and a slash or alone',
      "nodes.tainted.taints[2]":
        'got "dedicated"; expected another key or effect: nodes.tainted.taints[0] has both already',
      "nodes.zoned.zones": "got [0,3]; expected zones from 0 to 2, because network.zones is 3",
      "nodes.twice.zones": "got [1,1]; expected each zone once",
      "nodes.many.taints": "got 51 taints; expected 50 at most, as EKS takes",
    });
  });

  it("leave a group for pods that tolerate nothing", () => {
    const tainted = (effect: "NO_SCHEDULE" | "NO_EXECUTE" | "PREFER_NO_SCHEDULE") => ({
      taints: [{ key: "a", effect }],
    });
    expect(mistakesOf({})).to.deep.equal({
      nodes: "got no node group; expected at least one: CoreDNS and the controllers need nodes",
    });
    expect(mistakesOf({ a: tainted("NO_SCHEDULE"), b: tainted("NO_EXECUTE") })).to.deep.equal({
      nodes:
        "got taints on every node group; expected one at least without NO_SCHEDULE and NO_EXECUTE: CoreDNS and the controllers tolerate no taint",
    });
    expect(mistakesOf({ a: tainted("NO_SCHEDULE"), b: tainted("PREFER_NO_SCHEDULE") })).to.deep.equal({});
    expect(mistakesOf({ a: tainted("NO_SCHEDULE"), b: {} })).to.deep.equal({});
  });

  it("begin with a node that takes what tolerates nothing", () => {
    const tainted = { taints: [{ key: "a", effect: "NO_SCHEDULE" as const }] };
    const nodes =
      "got minSize 0 in every node group without NO_SCHEDULE and NO_EXECUTE; expected one at least with minSize 1 or more: CoreDNS and the controllers need a node, and tolerate no taint";
    expect(mistakesOf({ a: { minSize: 0 } })).to.deep.equal({ nodes });
    expect(mistakesOf({ a: { desiredSize: 0 }, b: tainted })).to.deep.equal({ nodes });
    expect(mistakesOf({ a: { minSize: 0, desiredSize: 2 } })).to.deep.equal({ nodes });
    expect(mistakesOf({ a: { minSize: 0 }, b: { minSize: 1 } })).to.deep.equal({});
    expect(mistakesOf({ a: { minSize: 1 }, b: { ...tainted, minSize: 0 } })).to.deep.equal({});
  });

  it("draw no conclusion about all groups while one has a wrong name", () => {
    const found = mistakesIn((mistakes) => {
      mistakes.push({ path: "nodes.General", got: '"General"', expected: "another name" });
      resolveNodes({ a: { minSize: 0 } }, asked, mistakes);
    });
    expect(Object.keys(found)).to.deep.equal(["nodes.General"]);
  });

  it("count zones by the subnets of a network that exists", () => {
    expect(mistakesOf({ a: { zones: [2] } }, { ...asked, zones: 2, existing: true })).to.deep.equal({
      "nodes.a.zones": "got [2]; expected zones from 0 to 1, because there are 2 private subnets",
    });
  });

  it("are of a shape that says where each value is wrong", () => {
    const wrong = {
      "Bad--name": {},
      a: {
        amiType: "AL2_x86_64",
        release: "",
        labels: { tier: "a b" },
        taints: [{ key: "a/b/c", value: "", effect: "NoSchedule" }, { effect: "NO_EXECUTE" }],
        maxUnavailablePercentage: 0,
        repair: "yes",
        zones: [],
        instanceTypes: ["m6i"],
        diskGiB: 19,
        minSize: 451,
        disk: 3,
      },
    };
    const paths = read(nodesShape, wrong, "nodes").mistakes.map(({ path }) => path);
    expect(paths.sort()).to.deep.equal([
      "nodes.Bad--name",
      "nodes.a.amiType",
      "nodes.a.disk",
      "nodes.a.diskGiB",
      "nodes.a.instanceTypes[0]",
      "nodes.a.labels.tier",
      "nodes.a.maxUnavailablePercentage",
      "nodes.a.minSize",
      "nodes.a.release",
      "nodes.a.repair",
      "nodes.a.taints[0].effect",
      "nodes.a.taints[0].key",
      "nodes.a.taints[1].key",
      "nodes.a.zones",
    ]);
  });
});
