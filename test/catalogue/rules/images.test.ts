import { expect } from "chai";
import { podCarriers } from "../../../catalogue";
import { images } from "../../../catalogue/rules/images";
import { brokenIn } from "../support/evaluate";
import { carriers, compliantTemplate, containerLists, containerOf, drop, type Template } from "../support/pods";

const ecr = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
const digest = "sha256:0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d";
const registries = ["registry.example/", "registry:5000/team/"];

const broken = (change: (template: Template) => void, parameters = { registries }, kind = "Deployment") => {
  const template = compliantTemplate();
  change(template);
  return brokenIn(images, carriers[kind]!(template), { parameters });
};
const named = (image: unknown) => (template: Template) => void (containerOf(template, "containers")["image"] = image);
const mounted = (image: unknown) => (template: Template) =>
  void (template.spec["volumes"] = [
    { name: "data", emptyDir: {} },
    { name: "model", image },
  ]);

/** An image and the rules that it breaks. */
const cases: [image: string, breaks: string[]][] = [
  [`${ecr}/app:1.4.2`, []],
  [`${ecr}/team/app@${digest}`, []],
  [`${ecr}/app:1.4.2@${digest}`, []],
  ["111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/app:1", []],
  ["111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/app:1", []],
  ["111122223333.dkr-ecr.eu-west-1.on.aws/app:1", []],
  ["111122223333.dkr-ecr-fips.us-east-1.on.aws/app:1", []],
  ["registry.example/app:1", []],
  ["registry:5000/team/app:1", []],
  ["registry.example/app:latest-1", []],
  ["registry.example/latest:1", []],
  ["app:1", ["image-registry"]],
  ["docker.io/library/app:1", ["image-registry"]],
  ["public.ecr.aws/team/app:1", ["image-registry"]],
  ["registry:5000/other/app:1", ["image-registry"]],
  ["registry.example.com/app:1", ["image-registry"]],
  ["mirror.example/registry.example/app:1", ["image-registry"]],
  [`mirror.example/${ecr}/app:1`, ["image-registry"]],
  [`${ecr}.mirror.example/app:1`, ["image-registry"]],
  [`1${ecr}/app:1`, ["image-registry"]],
  ["11112222333.dkr.ecr.eu-west-1.amazonaws.com/app:1", ["image-registry"]],
  ["111122223333xdkr.ecr.eu-west-1.amazonaws.com/app:1", ["image-registry"]],
  ["registry.example/app", ["image-tag"]],
  ["registry.example/app:", ["image-tag"]],
  ["registry.example/app@sha256:", ["image-tag"]],
  ["registry:5000/team/app", ["image-tag"]],
  ["registry.example/app:latest", ["image-latest"]],
  [`registry.example/app:latest@${digest}`, ["image-latest"]],
  ["app", ["image-registry", "image-tag"]],
  ["app:latest", ["image-registry", "image-latest"]],
  ["", ["image-registry", "image-tag"]],
];

describe("catalogue/rules: images", () => {
  for (const [image, breaks] of cases) {
    it(`${JSON.stringify(image)}: ${breaks.join(", ") || "allowed"}`, () => {
      expect(broken(named(image))).to.deep.equal(breaks);
      expect(broken(mounted({ reference: image })), "as a volume").to.deep.equal(breaks);
    });
  }

  it("are looked at in every kind and every list of containers", () => {
    expect(images.kinds).to.equal(podCarriers);
    for (const kind of Object.keys(carriers)) {
      expect(broken(() => undefined, { registries }, kind)).to.deep.equal([]);
      for (const list of containerLists)
        expect(
          broken((template) => void (containerOf(template, list)["image"] = "app"), { registries }, kind),
        ).to.deep.equal(["image-registry", "image-tag"]);
    }
  });

  it("are named: what has none breaks one rule", () => {
    expect(broken((template) => drop(containerOf(template, "initContainers"), "image"))).to.deep.equal([
      "image-registry",
    ]);
    expect(broken(mounted({ pullPolicy: "Always" }))).to.deep.equal(["image-registry"]);
  });

  it("come from ECR alone where no registry is named", () => {
    expect(broken(named("registry.example/app:1"), { registries: [] })).to.deep.equal(["image-registry"]);
    const own = (template: Template) => {
      for (const list of containerLists) containerOf(template, list)["image"] = `${ecr}/app:1`;
    };
    expect(broken(own, { registries: [] })).to.deep.equal([]);
  });

  it("are not there in a pod without containers and volumes", () => {
    expect(broken((template) => void (template.spec = {}))).to.deep.equal([]);
  });

  it("are texts", () => {
    for (const image of [1.4, true, ["registry.example/app:1"]])
      expect(() => broken(named(image)), String(image)).to.throw("decides neither");
  });
});
