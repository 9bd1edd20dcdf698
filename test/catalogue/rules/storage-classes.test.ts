import { expect } from "chai";
import { ebsProvisioners, storageClasses } from "../../../catalogue/rules/storage-classes";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const broken = (more: Json) =>
  brokenIn(storageClasses, { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name: "a" }, ...more });

describe("catalogue/rules: storage classes", () => {
  for (const provisioner of ebsProvisioners)
    it(`of ${provisioner} encrypt`, () => {
      expect(broken({ provisioner, parameters: { encrypted: "true" } })).to.deep.equal([]);
      for (const parameters of [undefined, {}, { encrypted: "false" }, { encrypted: "yes" }, { encrypted: true }])
        expect(
          broken({ provisioner, ...(parameters === undefined ? {} : { parameters }) }),
          JSON.stringify(parameters),
        ).to.deep.equal(["class-encryption"]);
    });

  it("of other drivers are not asked", () => {
    expect(broken({ provisioner: "efs.csi.aws.com" })).to.deep.equal([]);
    expect(broken({})).to.deep.equal([]);
  });

  it("are of three provisioners of EBS volumes", () => {
    expect(ebsProvisioners).to.deep.equal(["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"]);
  });
});
