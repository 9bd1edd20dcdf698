import { addonTypes } from "../../../catalogue";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { CompliantCluster, Namespace, type NamespaceMeshArgs } from "../../../index";
import { unknown } from "../../../cli/preview/wire";
import { record, type Recording } from "../../support/recorder";
import { allBefore, at, recordCluster, shortUrn, sourceOf } from "../recorded";

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
    const { parts, nodeReleases, ...declared } = component.inputs;
    expect(declared).to.deep.equal({
      regimes: ["pci-dss"],
      kubernetesVersion: "1.35",
      transferBasis: {},
      ruleParameters: {},
      waiversHash,
    });
    expect(parts).to.have.property("auditTrail");
    expect(nodeReleases).to.deep.equal({ default: { release: "1.66.0-1ad6b4a4", published: "2026-09-22" } });
    expect(component.outputs).to.deep.equal({
      clusterName: "main",
      clusterArn: unknown,
      endpoint: unknown,
      kubeconfig: unknown,
      vpcId: unknown,
      privateSubnetIds: unknown,
      availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      publicSubnetIds: unknown,
      isolatedSubnetIds: unknown,
      logGroupName: "/aws/eks/main/cluster",
      volumesKeyArn: unknown,
      registryUrl: "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
      repositoryUrls: {},
      backupBucketName: unknown,
      alertTopicArn: unknown,
    });
  });

  const gatekeeper = "main-gatekeeper-gatekeeper";

  it("gives Gatekeeper's images the names that they have in a cache, once it is there", async () => {
    const credentialArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/hub-a1b2c3";
    const cached = await recordCluster({
      registry: { pullThroughCaches: { "docker-hub": { credentialArn } } },
      gatekeeper: { values: { image: { crdRepository: "r.example.com/crds" } } },
    });
    const release = cached.one("kubernetes:helm.sh/v3:Release", gatekeeper);
    const hub = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/main/docker-hub";
    expect(at(release.inputs, "values", "image")).to.deep.equal({
      repository: `${hub}/openpolicyagent/gatekeeper`,
      crdRepository: "r.example.com/crds",
    });
    expect(at(release.inputs, "values", "postInstall", "probeWebhook", "image")).to.deep.equal({
      repository: `${hub}/curlimages/curl`,
    });
    expect(sourceOf(release, "values")).to.deep.equal([
      "aws:ecr/pullThroughCacheRule:PullThroughCacheRule::main-docker-hub",
    ]);
    const plain = (await recordCluster()).one("kubernetes:helm.sh/v3:Release", gatekeeper);
    expect(at(plain.inputs, "values")).not.to.have.property("image");
    const declared = (recording: Recording) => recording.one("rampart:index:Gatekeeper").inputs["releases"];
    expect(declared(cached)).to.deep.equal(declared(await recordCluster()));
  });

  it("watches the objects of both backup buckets, and copies that fail", async () => {
    const recording = await recordCluster({ auditTrail: { dataEvents: true } });
    expect(sourceOf(recording.one("aws:cloudtrail/trail:Trail"), "advancedEventSelectors")).to.deep.equal(
      ["audit-trail", "backup", "backup-replica"].map((each) => `aws:s3/bucket:Bucket::main-${each}`),
    );
    expect(
      sourceOf(recording.one("aws:cloudwatch/metricAlarm:MetricAlarm", "main-replication-failure"), "dimensions"),
    ).to.deep.equal(["backup", "backup-replica"].map((each) => `aws:s3/bucket:Bucket::main-${each}`));
  });

  it("is the parent of everything that it makes", async () => {
    const recording = await recordCluster();
    const component = recording.one(type);
    const addons = recording.registrations.filter(({ type: each }) => addonTypes.includes(each));
    const own = [component, ...addons].map(({ urn }) => urn);
    const roots = recording.registrations.filter(({ parent }) => parent === undefined || !own.includes(parent));
    expect(roots.map(({ urn }) => shortUrn(urn))).to.have.members([
      "pulumi:pulumi:Stack::project-test",
      "pulumi:providers:aws::default_7_48_0",
      `${type}::main`,
    ]);
    expect(addons.map(({ name }) => name).sort()).to.deep.equal([
      "main-calico",
      "main-falco",
      "main-gatekeeper",
      "main-gateway",
      "main-istio",
      "main-lb",
      "main-logs",
      "main-secrets",
      "main-trivy",
      "main-velero",
    ]);
    for (const addon of addons) expect(addon.parent).to.equal(component.urn);
  });

  it("puts one thing after everything, also after what is no part of it: a destroy begins with it", async () => {
    const recording = await record(() => {
      const cluster = new CompliantCluster("main", { protect: false });
      new Namespace("shop", {}, cluster.inCluster);
      new aws.kms.Key("later");
    });
    const guard = recording.one("rampart:index:DestroyGuard", "main-guard");
    // A chart whose objects are resources is a component of another package: what it makes is not seen here.
    const made = recording.registrations.filter(
      ({ custom, remote, name }) => (custom || remote) && !name.startsWith("default_"),
    );
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

  it("puts control plane and nodes into private subnets only, the control plane into two whatever the zones", async () => {
    const subnet = (zone: number) => `aws:ec2/subnet:Subnet::main-private-${zone}`;
    for (const zones of [2, 3]) {
      const recording = await recordCluster({ network: { zones } });
      const sources = sourceOf(recording.one("aws:eks/cluster:Cluster"), "vpcConfig");
      expect(sources).to.deep.equal(["aws:ec2/securityGroup:SecurityGroup::main-control-plane", subnet(0), subnet(1)]);
      const nodes = sourceOf(recording.one("aws:eks/nodeGroup:NodeGroup"), "subnetIds");
      expect(nodes).to.deep.equal(Array.from({ length: zones }, (_, zone) => subnet(zone)));
    }
  });

  it("says how namespaces take part in its mesh: by its dataplane, and by a tag before a revision", async () => {
    const found: (NamespaceMeshArgs | undefined)[] = [];
    for (const istio of [
      {},
      { dataplane: "ambient" as const },
      { revision: "1-30-3" },
      { revision: "1-30-3", revisionTags: ["stable"] },
      { mode: "inherited" as const, vouchedBy: "mesh team" },
    ])
      await record(() => void found.push(new CompliantCluster("main", { istio }).mesh));
    expect(found).to.deep.equal([
      {},
      { dataplane: "ambient" },
      { revision: "1-30-3" },
      { revision: "stable" },
      undefined,
    ]);
  });

  it("gives what another account lacks by an empty name", async () => {
    const vouchedBy = "platform team";
    const recording = await recordCluster({
      backup: { mode: "inherited", vouchedBy },
      alerts: { mode: "inherited", vouchedBy },
    });
    expect(recording.one(type, "main").outputs).to.deep.include({ backupBucketName: "", alertTopicArn: "" });
  });

  it("refuses a region that the provider answers and the regimes do not, or that the arguments deny", async () => {
    const message = (args: Parameters<typeof recordCluster>[0], region: string) =>
      recordCluster(args, { region }).then(
        () => "no error",
        (error: Error) => error.message,
      );
    expect(await message({}, "us-west-2")).to.contain('region: got "us-west-2"; expected a region of the EU');
    expect(await message({ region: "eu-central-1" }, "eu-west-1")).to.contain(
      'region: got "eu-central-1"; expected "eu-west-1", where the provider deploys',
    );
  });

  it("makes things in the order that each of them needs", async () => {
    const recording = await recordCluster();
    const cluster: [string] = ["aws:eks/cluster:Cluster"];
    const group: [string] = ["aws:eks/nodeGroup:NodeGroup"];
    const provider: [string] = ["pulumi:providers:kubernetes"];
    const logGroup: [string, string] = ["aws:cloudwatch/logGroup:LogGroup", "main-control-plane"];
    const release: [string, string] = ["kubernetes:helm.sh/v3:Release", gatekeeper];
    const steps: [[string, string?], [string, string?]][] = [
      [["aws:kms/key:Key", "main-logs"], logGroup],
      [logGroup, cluster],
      [["aws:kms/key:Key", "main-secrets"], cluster],
      [cluster, ["aws:eks/accessEntry:AccessEntry", "main-deployer"]],
      [["aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "main-deployer"], provider],
      [["aws:eks/addon:Addon", "main-vpc-cni"], group],
      [group, ["aws:eks/addon:Addon", "main-coredns"]],
      [["aws:eks/addon:Addon", "main-coredns"], release],
      [
        ["aws:eks/addon:Addon", "main-aws-ebs-csi-driver"],
        ["kubernetes:storage.k8s.io/v1:StorageClass", "main-encrypted"],
      ],
      [
        ["aws:eks/addon:Addon", "main-snapshot-controller"],
        ["kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass", "main-snapshots"],
      ],
      [["aws:ec2/vpcEndpoint:VpcEndpoint", "main-endpoint-guardduty-data"], ["aws:guardduty/detector:Detector"]],
      [["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "main-webhooks-8443"], group],
      [["aws:s3/bucketPolicy:BucketPolicy", "main-audit-trail"], ["aws:cloudtrail/trail:Trail"]],
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
      const provider = new aws.Provider("ours", { region: "eu-central-1" });
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
