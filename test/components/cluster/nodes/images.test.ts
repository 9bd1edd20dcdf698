import { expect } from "chai";
import { NodeAmiType } from "../../../../components/cluster/nodes";
import {
  architectureOfInstance,
  recommendedPath,
  userDataOf,
  volumesOf,
} from "../../../../components/cluster/nodes/images";

describe("cluster/nodes/images", () => {
  it("have a public parameter each, which names the recommended release", () => {
    const amazon = "/aws/service/eks/optimized-ami/1.36/amazon-linux-2023";
    const bottlerocket = "/aws/service/bottlerocket/aws-k8s-1.36";
    const paths = Object.values(NodeAmiType).map((amiType) => [amiType, recommendedPath(amiType, "1.36")]);
    expect(Object.fromEntries(paths)).to.deep.equal({
      BOTTLEROCKET_x86_64: `${bottlerocket}/x86_64/latest/image_version`,
      BOTTLEROCKET_ARM_64: `${bottlerocket}/arm64/latest/image_version`,
      BOTTLEROCKET_x86_64_FIPS: `${bottlerocket}-fips/x86_64/latest/image_version`,
      BOTTLEROCKET_ARM_64_FIPS: `${bottlerocket}-fips/arm64/latest/image_version`,
      AL2023_x86_64_STANDARD: `${amazon}/x86_64/standard/recommended/release_version`,
      AL2023_ARM_64_STANDARD: `${amazon}/arm64/standard/recommended/release_version`,
    });
  });

  it("have the volumes of their family", () => {
    const devices = Object.values(NodeAmiType).map((amiType) =>
      volumesOf(amiType, 70).map(({ deviceName, volumeSize }) => `${deviceName} ${volumeSize}`),
    );
    const two = ["/dev/xvda 4", "/dev/xvdb 70"];
    expect(devices).to.deep.equal([two, two, two, two, ["/dev/xvda 70"], ["/dev/xvda 70"]]);
  });

  it("need no user data but for FIPS outside of the United States", () => {
    const told = Object.values(NodeAmiType).filter(
      (amiType) => userDataOf(amiType, "eu-central-1", false) !== undefined,
    );
    expect(told).to.deep.equal(["BOTTLEROCKET_x86_64_FIPS", "BOTTLEROCKET_ARM_64_FIPS"]);
    for (const region of ["us-east-1", "us-gov-west-1"]) {
      expect(userDataOf("BOTTLEROCKET_x86_64_FIPS", region, false)).to.equal(undefined);
      // Without NAT the VPC has no way to the FIPS endpoints.
      expect(userDataOf("BOTTLEROCKET_x86_64_FIPS", region, true)).to.be.a("string");
      expect(userDataOf("BOTTLEROCKET_x86_64", region, true)).to.equal(undefined);
    }
  });

  const instances = {
    arm64: ["a1.large", "t4g.small", "m7g.large", "m6gd.large", "c6gn.xlarge", "im4gn.large", "is4gen.large", "g5g.xlarge", "x2gd.large", "r8gb.large", "hpc7g.4xlarge", "i8ge.large"],
    x86_64: ["m6i.large", "t3.medium", "m7i-flex.large", "c7a.large", "g5.xlarge", "g4ad.xlarge", "gr6.4xlarge", "p5en.48xlarge", "inf2.xlarge", "trn1n.32xlarge", "x2iezn.2xlarge", "z1d.large", "u-6tb1.metal", "u7in-16tb.224xlarge", "i7ie.large", "dl2q.24xlarge"],
  }; // prettier-ignore
  for (const [architecture, types] of Object.entries(instances)) {
    it(`tell ${architecture} by the name of an instance type`, () => {
      expect(types.filter((type) => architectureOfInstance(type) !== architecture)).to.deep.equal([]);
    });
  }

  it("do not guess the architecture of a family that they cannot read", () => {
    const strange = [
      "mac2.metal",
      "p6e-gb200.36xlarge",
      "q9.large",
      "mq7g.large",
      "m.large",
      "m7G.large",
      "xm7g.large",
    ];
    expect(strange.filter((type) => architectureOfInstance(type) !== undefined)).to.deep.equal([]);
  });
});
