import { expect } from "chai";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";
import { run } from "../../harness";

describe("VUL-01 scanning of images", () => {
  const repository = samples.repository();
  const scan = (value: unknown) => broken(repository, "imageScanningConfiguration.scanOnPush", value);
  const everything = [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }];
  const registry = (props: Record<string, unknown> = {}): Sample => ({
    type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    name: "registry",
    props: { scanType: "ENHANCED", rules: everything, ...props },
  });
  const inRegion = (each: Sample) => (each.props["region"] === undefined ? broken(each, "region", "eu-west-1") : each);
  const enabler = (resourceTypes: unknown): Sample => ({
    type: "aws:inspector2/enabler:Enabler",
    name: "inspector",
    props: { accountIds: ["111122223333"], resourceTypes },
  });
  cases("VUL-01", [
    ["by the repository", [repository], "pass"],
    ["not at all", [scan(false)], "fail", "scanOnPush is false; expected true"],
    ["not by default", [scan(undefined)], "fail"],
    ["unknown", [scan(unknown)], "unknown"],
    ["a text", [scan("true")], "fail"],
    ["of the wrong type", [broken(repository, "imageScanningConfiguration", true)], "fail"],
    ["by the registry", [scan(false), registry()], "pass"],
    ["by the registry, on arrival", [scan(false), registry({ scanType: "BASIC" })], "pass"],
    [
      "by the registry, when asked",
      [registry({ rules: [{ ...everything[0], scanFrequency: "MANUAL" }] })],
      "fail",
      'is "MANUAL"',
    ],
    [
      "by the registry, some",
      [registry({ rules: [{ ...everything[0], repositoryFilters: [{ filter: "prod*" }] }] })],
      "fail",
      "leaves repositories out",
    ],
    [
      "by the registry, unknown ones",
      [registry({ rules: [{ ...everything[0], repositoryFilters: unknown }] })],
      "unknown",
    ],
    ["by the registry, no rule", [scan(false), registry({ rules: [] })], "fail"],
    ["by the registry, unknown rules", [scan(false), registry({ rules: unknown })], "unknown"],
    ["by the registry, rules of the wrong type", [registry({ rules: "all" })], "fail", "wrong type"],
    ["by the registry, unknown type", [scan(false), registry({ scanType: unknown })], "unknown"],
    ["by the registry of another region", [scan(false), registry({ region: "us-east-1" })].map(inRegion), "fail"],
    ["by the registry of its region", [scan(false), registry({ region: "eu-west-1" })].map(inRegion), "pass"],
    ["by the registry of its provider or another", [scan(false), registry({ region: "eu-west-1" })], "unknown"],
    ["by the registry of another provider", [scan(false), { ...registry(), provider: "far" }], "unknown"],
    [
      "by the registry of another provider, which scans nothing",
      [scan(false), { ...registry({ rules: [] }), provider: "far" }],
      "fail",
    ],
    ["Inspector looks at images", [repository, enabler(["ECR", "EC2"])], "pass"],
    ["Inspector looks at machines alone", [repository, enabler(["EC2"])], "fail", "resourceTypes lacks ECR"],
    ["Inspector looks at what is unknown", [repository, enabler(unknown)], "unknown"],
    ["no registry", [samples.key()], "not-applicable"],
  ]);
});

describe("VUL-02 versions of clusters and nodes", () => {
  const [cluster, group, template] = [samples.cluster(), samples.nodeGroup(), samples.launchTemplate()];
  const set = (property: string, value: unknown) => [broken(cluster, property, value)];
  const nodes = (property: string, value: unknown) => [broken(group, property, value), template];
  const unpinned = broken(group, "releaseVersion", undefined);
  const image = (value: unknown) => broken(template, "imageId", value);
  const linked = {
    ...broken(unpinned, "launchTemplate", { id: unknown }),
    sources: { launchTemplate: ["workers-template"] },
  };
  cases("VUL-02", [
    ["supported and pinned", [cluster, group], "pass"],
    ["the oldest supported one", set("version", "1.34"), "pass"],
    [
      "one that is not supported any more",
      set("version", "1.29"),
      "fail",
      'version is "1.29"; expected "1.34" or "1.35" or "1.36"',
    ],
    ["no version", set("version", undefined), "fail", "version is not set"],
    ["an unknown version", set("version", unknown), "unknown"],
    ["a number for the version", set("version", 1.35), "fail"],
    ["support that is bought", set("upgradePolicy.supportType", "EXTENDED"), "fail", 'is "EXTENDED"'],
    ["support that is bought by default", set("upgradePolicy", undefined), "fail", 'which means "EXTENDED"'],
    ["unknown support", set("upgradePolicy", unknown), "unknown"],
    ["nodes of an old version", nodes("version", "1.28"), "fail"],
    ["nodes of an unknown version", nodes("version", unknown), "unknown"],
    ["nodes of no release", [unpinned, template], "fail", "nodes get whatever is newest"],
    ["nodes of an unknown release", nodes("releaseVersion", unknown), "unknown"],
    ["nodes of a release of the wrong type", nodes("releaseVersion", 1), "fail", "wrong type"],
    ["nodes of the latest release", nodes("releaseVersion", "latest"), "fail"],
    ["nodes of an image", [unpinned, image("ami-1")], "pass", "names the image"],
    ["nodes of a parameter's image", [unpinned, image("resolve:ssm:/images/nodes")], "fail", "from a parameter"],
    ["nodes of a labelled parameter", [unpinned, image("resolve:ssm:/images/nodes:prod")], "fail"],
    ["nodes of one version of a parameter", [unpinned, image("resolve:ssm:/images/nodes:3")], "pass"],
    ["nodes of an unknown image", [unpinned, image(unknown)], "unknown"],
    ["nodes of an image of a linked template", [linked, image("ami-1")], "pass"],
    ["nodes of another template's image", [broken(unpinned, "launchTemplate.id", "lt-9"), image("ami-1")], "fail"],
    ["no cluster", [template], "not-applicable"],
  ]);

  it("takes the supported versions from the pack's settings", async () => {
    const outcome = await run([cluster], { settings: { supportedVersions: ["1.36", "1.37"] } });
    expect(outcome.verdict("VUL-02")).to.equal("fail");
    expect(outcome.finding("VUL-02").message).to.contain('expected "1.36" or "1.37"');
  });
});

describe("VUL-03 versions of add-ons and charts", () => {
  const [addon, release] = [samples.networkAddon(), samples.release()];
  const version = (value: unknown) => [broken(addon, "addonVersion", value)];
  const chart = (value: unknown) => [broken(release, "version", value)];
  cases("VUL-03", [
    ["one exact version each", [addon, release], "pass"],
    ["an add-on without", version(undefined), "fail", "addonVersion is not set, which means the newest"],
    ["an add-on of unknown version", version(unknown), "unknown"],
    ["an add-on of the wrong type", version(1), "fail"],
    ["a chart without", chart(undefined), "fail", "version is not set"],
    ["a chart of a range", chart("^3.23.0"), "fail", "is a range or no version"],
    ["a chart of any patch", chart("3.23.x"), "fail"],
    ["a chart of two numbers", chart("3.23"), "fail"],
    ["a chart of two versions", chart("3.23.0 || 3.24.0"), "fail"],
    ["a chart of a build", chart("v3.23.0-rc.1+build"), "pass"],
    ["a chart of unknown version", chart(unknown), "unknown"],
    [
      "a chart as a component, of which the engine shows nothing",
      [{ ...release, props: {}, type: "kubernetes:helm.sh/v4:Chart" }],
      "not-applicable",
    ],
    ["a release that says nothing", [{ ...release, props: {} }], "fail"],
    [
      "a chart of the newer kind",
      [{ ...broken(release, "version", ">=3"), type: "kubernetes:helm.sh/v4:Chart" }],
      "fail",
    ],
    [
      "a chart of the project's own",
      [broken(broken(release, "version", undefined), "chart", "./charts/own")],
      "not-applicable",
    ],
    ["a chart of unknown name, without", [broken(broken(release, "version", undefined), "chart", unknown)], "fail"],
    ["none of these", [samples.key()], "not-applicable"],
  ]);
});
