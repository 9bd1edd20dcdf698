import { expect } from "chai";
import { broken, type Sample, samples, unknown } from "../../../support/samples";
import { run } from "../harness";

/** What is found wrong or unknown, in one line each. */
async function said(...stack: Sample[]): Promise<string[]> {
  const { evidence } = await run(stack);
  return evidence.findings
    .filter(({ control, verdict }) => control === "ENC-04" && verdict !== "pass")
    .map(({ verdict, message }) => `${verdict}: ${message}`);
}

describe("ENC-04 one finding for one cause", () => {
  const gp3 = samples.storageClass();
  const plain = ["fail: the class makes volumes that are not encrypted"];
  const shape = ["fail: parameters is of the wrong type; the API server refuses it"];

  it("says that a class encrypts nothing, and then nothing of its key", async () => {
    expect(await said(broken(gp3, "parameters", undefined))).to.deep.equal(plain);
    expect(await said(broken(gp3, "parameters", { encrypted: "false", kmsKeyId: unknown }))).to.deep.equal(plain);
  });

  it("says of a class that encrypts which key it should name", async () => {
    const [line, ...rest] = await said(broken(gp3, "parameters.kmsKeyId", undefined));
    expect(line).to.match(/^fail: parameters\.kmsKeyId is not set/);
    expect(rest).to.deep.equal([]);
  });

  it("says once that parameters are unknown, or of the wrong type", async () => {
    expect(await said(broken(gp3, "parameters", unknown))).to.deep.equal([
      "unknown: whether the class makes volumes that are not encrypted cannot be known before deployment",
    ]);
    expect(await said(broken(gp3, "parameters", "x"))).to.deep.equal(shape);
    expect(await said(broken(gp3, "parameters.encrypted", true))).to.deep.equal(shape);
  });

  it("says once that the driver is unknown, or of the wrong type", async () => {
    expect(await said(broken(gp3, "provisioner", unknown))).to.have.length(1);
    expect(await said(broken(gp3, "provisioner", 7))).to.have.length(1);
    const noKey = broken(gp3, "parameters", {});
    expect(await said(broken(noKey, "provisioner", unknown))).to.have.length(1);
    expect(await said(broken(noKey, "provisioner", 7))).to.have.length(1);
  });

  it("says once that an item of a list is unknown", async () => {
    const list = { type: `${gp3.type}List`, name: "list", props: { items: [unknown] } };
    expect(await said(list)).to.deep.equal(["unknown: items[0] cannot be known before deployment"]);
  });

  it("judges the class of Auto Mode as any other", async () => {
    const auto = broken(gp3, "provisioner", "ebs.csi.eks.amazonaws.com");
    expect(await said(auto)).to.deep.equal([]);
    expect(await said(broken(auto, "parameters.encrypted", "false"))).to.deep.equal(plain);
  });
});
