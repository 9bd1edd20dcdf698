import { output, secret } from "@pulumi/pulumi";
import { expect } from "chai";
import { recordCluster } from "../../recorded";

const entryType = "aws:eks/accessEntry:AccessEntry";
const associationType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const admin = "arn:aws:iam::444455556666:role/platform-admin";
const viewer = "arn:aws:iam::444455556666:role/auditor";
const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;

describe("cluster/access", () => {
  it("gives the deployer an entry of its own, by its role and not its session", async () => {
    const recording = await recordCluster();
    expect(
      recording.ofType(entryType).map(({ name, inputs }) => [name, inputs["principalArn"], inputs["type"]]),
    ).to.deep.equal([["main-deployer", "arn:aws:iam::123456789012:role/offline-preview", "STANDARD"]]);
    expect(recording.one(associationType).inputs).to.deep.include({
      principalArn: "arn:aws:iam::123456789012:role/offline-preview",
      policyArn: policy("AmazonEKSClusterAdminPolicy"),
      accessScope: { type: "cluster" },
    });
  });

  it("gives administrators and viewers their policies, each association after its entry, all with the cluster", async () => {
    const recording = await recordCluster({ access: { admins: [admin], viewers: [viewer] } });
    const found = recording.ofType(associationType).map(({ inputs }) => [inputs["principalArn"], inputs["policyArn"]]);
    expect(found).to.have.deep.members([
      ["arn:aws:iam::123456789012:role/offline-preview", policy("AmazonEKSClusterAdminPolicy")],
      [admin, policy("AmazonEKSClusterAdminPolicy")],
      [viewer, policy("AmazonEKSViewPolicy")],
    ]);
    for (const association of recording.ofType(associationType)) {
      const entry = recording.one(entryType, association.name);
      expect(entry.inputs["principalArn"]).to.equal(association.inputs["principalArn"]);
      expect(association.dependencies).to.include(entry.urn);
    }
    for (const each of [...recording.ofType(associationType), ...recording.ofType(entryType)]) {
      expect(each.options.deletedWith).to.match(/aws:eks\/cluster:Cluster::main$/);
    }
  });

  it("names an entry after its principal, so that another order replaces nothing", async () => {
    const other = "arn:aws:iam::444455556666:user/root-of-all";
    const names = async (admins: string[]) =>
      (await recordCluster({ access: { admins } }))
        .ofType(entryType)
        .map(({ name, inputs }) => `${name} ${String(inputs["principalArn"])}`);
    expect(await names([admin, other])).to.deep.equal(await names([other, admin]));
  });

  it("takes a principal that is known only later", async () => {
    const recording = await recordCluster({ access: { viewers: [output(viewer)] } });
    expect(recording.one(entryType, "main-viewer-0").inputs["principalArn"]).to.equal(viewer);
  });

  it("gives the entry to the deployer that is named, whoever runs the program", async () => {
    const runner = "arn:aws:iam::123456789012:role/offline-preview";
    const recording = await recordCluster({ access: { deployer: admin, admins: [runner] } });
    expect(recording.one(entryType, "main-deployer").inputs["principalArn"]).to.equal(admin);
    expect(recording.ofType(entryType).map(({ inputs }) => inputs["principalArn"])).to.have.members([admin, runner]);
  });

  it("refuses the deployer in a list, by its path", async () => {
    const message = await recordCluster({
      access: { admins: ["arn:aws:iam::123456789012:role/offline-preview"] },
    }).then(
      () => "no error",
      (error: Error) => error.message,
    );
    expect(message).to.contain(
      "access.admins[0]: got arn:aws:iam::123456789012:role/offline-preview; expected another principal",
    );
  });

  it("refuses the deployer in a list without telling what was known only then, and may be secret", async () => {
    const deployer = "arn:aws:iam::123456789012:role/offline-preview";
    const message = await recordCluster({ access: { viewers: [secret(deployer)] } }).then(
      () => "no error",
      (error: Error) => error.message,
    );
    expect(message).to.contain("access.viewers[0]: got the deployer; expected another principal");
    expect(message).to.not.contain(`got ${deployer}`);
  });

  it("limits a team to its namespaces, at its level", async () => {
    const [reader, writer] = ["arn:aws:iam::444455556666:role/shop-read", "arn:aws:iam::444455556666:role/shop-write"];
    const recording = await recordCluster({
      access: {
        teams: {
          readers: { principals: [reader], namespaces: ["shop", "shop-*"] },
          writers: { principals: [writer], namespaces: ["shop"], level: "edit" },
          owners: { principals: [admin], namespaces: ["shop"], level: "admin" },
        },
      },
    });
    const found = recording
      .ofType(associationType)
      .filter(({ name }) => name.startsWith("main-team-"))
      .map(({ inputs }) => [inputs["principalArn"], inputs["policyArn"], inputs["accessScope"]]);
    expect(found).to.have.deep.members([
      [reader, policy("AmazonEKSViewPolicy"), { type: "namespace", namespaces: ["shop", "shop-*"] }],
      [writer, policy("AmazonEKSEditPolicy"), { type: "namespace", namespaces: ["shop"] }],
      [admin, policy("AmazonEKSAdminPolicy"), { type: "namespace", namespaces: ["shop"] }],
    ]);
    expect(recording.ofType(entryType)).to.have.length(4);
  });
});
