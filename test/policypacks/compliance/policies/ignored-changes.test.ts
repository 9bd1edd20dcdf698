import { expect } from "chai";
import { broken, type Sample, samples, unknown } from "../../../support/samples";
import { cases } from "../cases";
import { run } from "../harness";

const ignoring = (sample: Sample, ...ignoreChanges: string[]): Sample => ({ ...sample, ignoreChanges });
const cluster = samples.cluster();

describe("ignoreChanges keeps what is deployed, so a pass on it is not known", () => {
  cases("NET-01", [
    ["the whole property", [ignoring(cluster, "vpcConfig")], "unknown", "ignoreChanges keeps what is deployed"],
    ["what is judged", [ignoring(cluster, "vpcConfig.endpointPublicAccess")], "unknown"],
    ["what is judged, in brackets", [ignoring(cluster, 'vpcConfig["endpointPublicAccess"]')], "unknown"],
    ["everything", [ignoring(cluster, "*")], "unknown"],
    ["a path that names nothing", [ignoring(cluster, "")], "unknown"],
    ["what is not judged beside it", [ignoring(cluster, "vpcConfig.subnetIds", "tags")], "pass"],
    ["a failure stays one", [ignoring(broken(cluster, "vpcConfig.endpointPublicAccess", true), "vpcConfig")], "fail"],
  ]);
  cases("ENC-01", [
    [
      "a key that is linked",
      [
        {
          ...ignoring(broken(cluster, "encryptionConfig.provider.keyArn", unknown), "encryptionConfig"),
          sources: { encryptionConfig: ["data"] },
        },
        samples.key(),
      ],
      "unknown",
    ],
  ]);
  cases("ENC-01", [
    [
      "the key alone, that is linked",
      [
        {
          ...ignoring(broken(cluster, "encryptionConfig.provider.keyArn", unknown), "encryptionConfig.provider.keyArn"),
          sources: { encryptionConfig: ["data"] },
        },
        samples.key(),
      ],
      "unknown",
    ],
  ]);
  cases("NET-03", [
    [
      "rules that are not even set",
      [ignoring(broken(samples.securityGroup(), "ingress", undefined), "ingress")],
      "unknown",
    ],
    ["everything, and no rule set", [ignoring(broken(samples.securityGroup(), "ingress", undefined), "*")], "unknown"],
    ["one element of a list", [ignoring(samples.securityGroup(), "ingress[0].cidrBlocks")], "unknown"],
    ["every element of a list", [ignoring(samples.securityGroup(), "ingress[*].cidrBlocks")], "unknown"],
    ["the other direction", [ignoring(samples.securityGroup(), "egress")], "pass"],
  ]);
  const deployment = samples.deployment();
  cases("PSS-01", [
    ["the image", [ignoring(deployment, "spec.template.spec.containers[0].image", "spec.replicas")], "pass"],
    ["the pod template", [ignoring(deployment, "spec.template")], "unknown"],
    ["a security context that is not set", [ignoring(deployment, "spec.template.spec.hostNetwork")], "unknown"],
    ["annotations of the object", [ignoring(deployment, 'metadata.annotations["example.com/x"]')], "pass"],
  ]);
});

describe("ignoreChanges in what several resources decide", () => {
  const [group, subnet] = [samples.nodeGroup(), samples.subnet()];
  cases("LOG-02", [
    ["the period", [cluster, ignoring(samples.logGroup(), "retentionInDays")], "unknown", "ignoreChanges"],
    ["the tags", [cluster, ignoring(samples.logGroup(), "tags")], "pass"],
    [
      "the period, too short",
      [cluster, ignoring(broken(samples.logGroup(), "retentionInDays", 1), "retentionInDays")],
      "fail",
    ],
  ]);
  cases("NET-02", [
    ["the flag of a subnet", [group, ignoring(subnet, "mapPublicIpOnLaunch")], "unknown"],
    ["everything of a subnet", [group, ignoring(broken(subnet, "mapPublicIpOnLaunch", undefined), "*")], "unknown"],
    [
      "the flag of a subnet that is linked",
      [
        { ...broken(group, "subnetIds", [unknown]), sources: { subnetIds: [subnet.name] } },
        ignoring(subnet, "mapPublicIpOnLaunch"),
      ],
      "unknown",
    ],
    [
      "a property of a list that is not even set",
      [ignoring(samples.launchTemplate(), "networkInterfaces[0].associatePublicIpAddress")],
      "unknown",
    ],
    ["the zone of a subnet", [group, ignoring(subnet, "availabilityZone")], "pass"],
    ["the size of a group", [ignoring(group, "scalingConfig.desiredSize"), subnet], "pass"],
  ]);
  cases("NET-05", [
    ["the rules of the deny", [samples.namespace(), ignoring(samples.defaultDeny(), "spec.ingress")], "unknown"],
  ]);
  cases("ENC-04", [["the default class", [ignoring(samples.storageClass(), "metadata.annotations")], "unknown"]]);
});

describe("ignoreChanges in an exported stack", () => {
  it("takes nothing away, because the inputs are what is deployed", async () => {
    const stack = [ignoring(cluster, "vpcConfig"), ignoring(samples.logGroup(), "retentionInDays")];
    const { verdict } = await run(stack, { mode: "stack-export" });
    expect(["NET-01", "LOG-02"].map(verdict)).to.deep.equal(["pass", "pass"]);
  });

  it("makes no other verdict of an error or of what does not apply", async () => {
    const { verdict, evidence } = await run([ignoring(samples.subnet(), "*")]);
    expect(verdict("NET-02")).to.equal("not-applicable");
    // Whatever it ignores has a region, and tags that may name another environment.
    const found = evidence.findings.filter((each) => each.verdict !== "pass");
    expect(found.map(({ control }) => control).sort()).to.deep.equal(["ENV-01", "RES-01"]);
  });
});
