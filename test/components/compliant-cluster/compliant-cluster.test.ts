import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { CompliantCluster, Namespace } from "../../../index";
import { unknown } from "../../../cli/preview/wire";
import { record, type Recording } from "../../support/recorder";
import { allBefore, recordCluster, shortUrn } from "../recorded";

const type = "rampart:index:CompliantCluster";

/** Index of the first resource of each kind in the order in which they must come. */
function inOrder(recording: Recording, earlier: [string, string?], later: [string, string?]): boolean {
  const before = allBefore(recording, recording.one(...later));
  const after = allBefore(recording, recording.one(...earlier));
  return before.has(recording.one(...earlier).urn) && !after.has(recording.one(...later).urn);
}

describe("CompliantCluster", () => {
  it("declares its regimes, its version and the waivers that it knows", async () => {
    const waiversHash = "0".repeat(64);
    const recording = await recordCluster({ regimes: ["pci-dss"], waiversHash });
    const component = recording.one(type, "main");
    expect(component.custom).to.equal(false);
    expect(component.inputs).to.deep.equal({ regimes: ["pci-dss"], kubernetesVersion: "1.35", waiversHash });
    expect(component.outputs).to.deep.equal({
      clusterName: "main",
      clusterArn: unknown,
      endpoint: unknown,
      kubeconfig: unknown,
      vpcId: unknown,
      privateSubnetIds: unknown,
      logGroupName: "/aws/eks/main/cluster",
    });
  });

  it("is the parent of everything that it makes", async () => {
    const recording = await recordCluster();
    const component = recording.one(type);
    const gatekeeper = recording.one("rampart:index:Gatekeeper");
    const roots = recording.registrations.filter(({ parent }) => parent !== component.urn && parent !== gatekeeper.urn);
    expect(roots.map(({ urn }) => shortUrn(urn))).to.have.members([
      "pulumi:pulumi:Stack::project-test",
      "pulumi:providers:aws::default_7_48_0",
      `${type}::main`,
    ]);
    expect(gatekeeper.parent).to.equal(component.urn);
    expect(gatekeeper.name).to.equal("main-gatekeeper");
  });

  it("puts one thing after everything, also after what is no part of it: a destroy begins with it", async () => {
    const recording = await record(() => {
      const cluster = new CompliantCluster("main", { protect: false });
      new Namespace("shop", {}, cluster.inCluster);
      new aws.kms.Key("later");
    });
    const guard = recording.one("rampart:index:DestroyGuard", "main-guard");
    const made = recording.registrations.filter(({ custom, name }) => custom && !name.startsWith("default_"));
    expect([...guard.dependencies].sort()).to.deep.equal(made.map(({ urn }) => urn).sort());
    expect(made.map(({ name }) => name)).to.include.members(["shop", "later"]);
  });

  it("may be there twice with one name, under two parents: the engine knows hooks by name alone", async () => {
    class Region extends pulumi.ComponentResource {
      constructor(name: string) {
        super(`test:index:${name}`, name);
        new CompliantCluster("main", {}, { parent: this });
      }
    }
    const made = await record(() => {
      new Region("One");
      new Region("Two");
    });
    expect(made.ofType("rampart:index:DestroyGuard")).to.have.length(2);
  });

  it("makes things in the order that each of them needs", async () => {
    const recording = await recordCluster();
    const cluster: [string] = ["aws:eks/cluster:Cluster"];
    const group: [string] = ["aws:eks/nodeGroup:NodeGroup"];
    const provider: [string] = ["pulumi:providers:kubernetes"];
    const release: [string] = ["kubernetes:helm.sh/v3:Release"];
    const steps: [[string, string?], [string, string?]][] = [
      [["aws:kms/key:Key", "main-logs"], ["aws:cloudwatch/logGroup:LogGroup"]],
      [["aws:cloudwatch/logGroup:LogGroup"], cluster],
      [["aws:kms/key:Key", "main-secrets"], cluster],
      [cluster, ["aws:eks/accessEntry:AccessEntry", "main-deployer"]],
      [["aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "main-deployer"], provider],
      [["aws:eks/addon:Addon", "main-vpc-cni"], group],
      [group, ["aws:eks/addon:Addon", "main-coredns"]],
      [["aws:eks/addon:Addon", "main-coredns"], release],
      [["aws:eks/addon:Addon", "main-aws-ebs-csi-driver"], ["kubernetes:storage.k8s.io/v1:StorageClass"]],
      [provider, release],
    ];
    const wrong = steps.filter(([earlier, later]) => !inOrder(recording, earlier, later));
    expect(wrong).to.deep.equal([]);
  });

  it("hands its own dependencies, and what it is deleted with, to everything that it makes", async () => {
    const recording = await record(() => {
      const first = new aws.sns.Topic("first");
      const account = new aws.sns.Topic("account");
      new CompliantCluster("main", {}, { dependsOn: [first], deletedWith: account });
    });
    const topic = recording.one("aws:sns/topic:Topic", "first");
    const made = recording.registrations.filter(({ name, type: each }) => name.startsWith("main") && each !== type);
    expect(made.length).to.be.greaterThan(90);
    expect(made.filter(({ dependencies }) => !dependencies.includes(topic.urn)).map(({ urn }) => urn)).to.deep.equal(
      [],
    );
    const owners = new Set(made.map(({ options }) => shortUrn(options.deletedWith ?? "nothing::")));
    expect([...owners].sort()).to.deep.equal(["aws:eks/cluster:Cluster::main", "aws:sns/topic:Topic::account"]);
  });

  it("hands the AWS provider to everything in AWS", async () => {
    const recording = await record(() => {
      const provider = new aws.Provider("ours", { region: "eu-west-1" });
      new CompliantCluster("main", {}, { provider });
    });
    const resources = recording.registrations.filter(({ type: each }) => each.startsWith("aws:"));
    expect(resources.length).to.be.greaterThan(50);
    expect(new Set(resources.map(({ provider }) => provider))).to.deep.equal(
      new Set([`${recording.one("pulumi:providers:aws", "ours").urn}::${unknown}`]),
    );
  });

  it("offers options for what runs in it: its provider, after admission control, deleted with it", async () => {
    const recording = await record(() => {
      const cluster = new CompliantCluster("main");
      new Namespace("shop", {}, cluster.inCluster);
    });
    const namespace = recording.one("kubernetes:core/v1:Namespace", "shop");
    expect(namespace.provider).to.equal(`${recording.one("pulumi:providers:kubernetes").urn}::${unknown}`);
    expect(namespace.options.deletedWith).to.equal(recording.one("aws:eks/cluster:Cluster").urn);
    const constraints = recording.registrations.filter((each) => each.type.includes("constraints.gatekeeper.sh"));
    expect(constraints.length).to.be.greaterThan(10);
    expect(namespace.dependencies).to.include.members(constraints.map(({ urn }) => urn));
  });

  it("registers the same in every run", async () => {
    const [first, second] = [await recordCluster(), await recordCluster()];
    expect(second.registrations).to.deep.equal(first.registrations);
  });
});
