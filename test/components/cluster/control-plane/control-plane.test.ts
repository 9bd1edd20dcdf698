import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import type { Recording } from "../../../support/recorder";
import { at, dependenciesOf, recordCluster, sourceOf } from "../../recorded";

const clusterType = "aws:eks/cluster:Cluster";
const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

describe("cluster/control-plane", () => {
  let recording: Recording;
  before(async () => (recording = await recordCluster()));

  it("is a private cluster with envelope encryption, every log, and access through entries alone", () => {
    const { inputs, name, parent, options } = recording.one(clusterType);
    expect(name).to.equal("main");
    expect(parent).to.match(/::rampart:index:CompliantCluster::main$/);
    expect(inputs).to.deep.equal({
      name: "main",
      version: "1.35",
      roleArn: unknown,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      vpcConfig: {
        subnetIds: [unknown, unknown],
        securityGroupIds: [unknown],
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
      encryptionConfig: { provider: { keyArn: unknown }, resources: ["secrets"] },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
      deletionProtection: true,
      tags: { Name: "main-cluster", "rampart:cluster": "main" },
    });
    expect(options.protect).to.equal(true);
  });

  it("takes its key from ours and waits for its role, its permissions and its log group", () => {
    const cluster = recording.one(clusterType);
    expect(sourceOf(cluster, "encryptionConfig")).to.deep.equal(["aws:kms/key:Key::main-secrets"]);
    expect(sourceOf(cluster, "roleArn")).to.deep.equal(["aws:iam/role:Role::main-cluster"]);
    expect(dependenciesOf(cluster)).to.include.members([
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::main-cluster-AmazonEKSClusterPolicy",
      "aws:iam/rolePolicy:RolePolicy::main-cluster",
      `${logGroupType}::main-control-plane`,
    ]);
  });

  it("logs into a group of ours, encrypted with our key and kept as long as the regimes ask", () => {
    const group = recording.one(logGroupType, "main-control-plane");
    expect(group.inputs).to.deep.equal({
      name: "/aws/eks/main/cluster",
      kmsKeyId: unknown,
      retentionInDays: 365,
      tags: { Name: "main-control-plane", "rampart:cluster": "main" },
    });
    expect(sourceOf(group, "kmsKeyId")).to.deep.equal(["aws:kms/key:Key::main-logs"]);
    expect(group.options.protect).to.equal(true);
  });

  it("is open to everybody, and says so, when it is public without networks", async () => {
    const open = await recordCluster({ endpoint: { publicAccess: true } });
    expect(at(open.one(clusterType).inputs, "vpcConfig")).to.deep.include({
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["0.0.0.0/0"],
    });
    const some = await recordCluster({ endpoint: { publicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] } });
    expect(at(some.one(clusterType).inputs, "vpcConfig", "publicAccessCidrs")).to.deep.equal(["203.0.113.0/24"]);
  });

  it("without protection nothing of it is protected", async () => {
    const loose = await recordCluster({ protect: false });
    expect(loose.registrations.filter(({ options }) => options.protect === true)).to.deep.equal([]);
    expect(loose.one(clusterType).inputs["deletionProtection"]).to.equal(false);
  });

  it("with protection exactly what holds data, and the cluster, is protected", () => {
    const found = recording.registrations
      .filter(({ options }) => options.protect === true)
      .map(({ type, name }) => `${type}::${name}`);
    const buckets = ["audit-trail", "backup", "backup-replica"];
    const locked = ["audit-trail", "backup-replica"];
    const keys = ["alerts", "backup-replica", "backups", "logs", "registry", "secrets", "volumes"];
    expect(found.sort()).to.deep.equal(
      [
        ...["audit-trail", "control-plane", "flow-logs"].map((purpose) => `${logGroupType}::main-${purpose}`),
        ...["falco-alerts", "logs-application", "logs-node", "logs-platform"].map(
          (purpose) => `${logGroupType}::main-${purpose}`,
        ),
        `${clusterType}::main`,
        "aws:cloudtrail/trail:Trail::main-audit-trail",
        "aws:guardduty/detector:Detector::main-detection",
        ...keys.map((purpose) => `aws:kms/key:Key::main-${purpose}`),
        ...buckets.map((purpose) => `aws:s3/bucket:Bucket::main-${purpose}`),
        ...buckets.map((purpose) => `aws:s3/bucketVersioning:BucketVersioning::main-${purpose}`),
        ...locked.map(
          (purpose) => `aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration::main-${purpose}`,
        ),
      ].sort(),
    );
  });
});
