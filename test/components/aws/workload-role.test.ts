import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { read } from "../../../catalogue";
import { isUnknown } from "../../../cli/preview/wire";
import { createWorkloadRole, statement, type WorkloadRole } from "../../../components/aws";
import {
  createIdentity,
  identityShape,
  resolveIdentity,
  type WorkloadIdentity,
} from "../../../components/cluster/identity";
import { autonameSuffix, nameLimits } from "../../../components/foundations/names";
import type { Recording, RecordOptions } from "../../support/recorder";
import { recordPart } from "../part";
import { dependenciesOf, policyOf, shortUrn, sourceOf } from "../recorded";

const clusterType = "aws:eks/cluster:Cluster";
const providerType = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/rolePolicy:RolePolicy";
const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

const host = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF";
const providerArn = `arn:aws:iam::123456789012:oidc-provider/${host}`;
const reads = statement({ Effect: "Allow", Action: "s3:GetObject", Resource: "bucket/object" });

interface Recorded {
  recording: Recording;
  /** What a release that uses the role waits for, in short. */
  awaited: string[];
}

const outputs: Record<string, object> = {
  [clusterType]: { identities: [{ oidcs: [{ issuer: `https://${host}` }] }] },
  [providerType]: { arn: providerArn },
};

/** The preview gives back as outputs what it got as inputs, so that is where what an update knows is put. */
const withOutputs: pulumi.ResourceTransformation = ({ type, props, opts }) => ({
  props: { ...(props as object), ...outputs[type] },
  opts,
});

/** Records Velero's role. */
async function recordRole(
  mechanism: WorkloadIdentity,
  options: RecordOptions & { name?: string } = {},
  known = true,
): Promise<Recorded> {
  const recording = await recordPart((plain) => {
    const context = known ? { ...plain, options: { ...plain.options, transformations: [withOutputs] } } : plain;
    const cluster = new aws.eks.Cluster(
      context.name,
      { roleArn: "role", vpcConfig: { subnetIds: [] } },
      context.options,
    );
    const identity = createIdentity(context, cluster, resolveIdentity({ mechanism }));
    const role = createWorkloadRole(context, identity, {
      purpose: "velero",
      namespace: "backup",
      serviceAccount: "velero-server",
      own: [reads],
    });
    const { parent } = context.options;
    class Probe extends pulumi.ComponentResource {}
    new Probe("test:index:Release", "release", {}, { parent: parent!, dependsOn: role.associate() });
    new Probe("test:index:Account", "account", { annotations: role.annotations }, { parent: parent! });
    createAddon(context.options, cluster, role);
  }, options);
  return { recording, awaited: recording.one("test:index:Release").dependencies.map(shortUrn).sort() };
}

function createAddon(options: pulumi.CustomResourceOptions, cluster: aws.eks.Cluster, role: WorkloadRole): void {
  new aws.eks.Addon("addon", { clusterName: cluster.name, addonName: "some", ...role.addon }, options);
}

describe("aws/workload-role", () => {
  describe("with Pod Identity", () => {
    let recording: Recording;
    let awaited: string[];
    before(async () => ({ recording, awaited } = await recordRole("pod-identity")));

    it("is the default, and needs nothing of the cluster", () => {
      expect(resolveIdentity({})).to.deep.equal({ mechanism: "pod-identity" });
      expect(recording.ofType(providerType)).to.deep.equal([]);
      expect(read(identityShape, { mechanism: "kube2iam" }, "identity").mistakes).to.deep.equal([
        { path: "identity.mechanism", got: '"kube2iam"', expected: "one of pod-identity, irsa" },
      ]);
    });

    it("associates the role, for which a release waits", () => {
      const association = recording.one(associationType);
      expect(association.name).to.equal("main-velero");
      expect(association.inputs).to.deep.include({
        namespace: "backup",
        serviceAccount: "velero-server",
        tags: { Name: "main-velero", "rampart:cluster": "main" },
      });
      expect(sourceOf(association, "clusterName")).to.deep.equal([`${clusterType}::main`]);
      expect(sourceOf(association, "roleArn")).to.deep.equal([`${roleType}::main-velero`]);
      expect(dependenciesOf(association)).to.include(`${policyType}::main-velero`);
      expect(shortUrn(association.options.deletedWith!)).to.equal(`${clusterType}::main`);
      expect(awaited).to.include(`${associationType}::main-velero`);
    });

    it("annotates nothing, and tells an add-on of the association", () => {
      expect(recording.one("test:index:Account").inputs).to.deep.equal({ annotations: {} });
      const { inputs } = recording.one("aws:eks/addon:Addon");
      expect(inputs).not.to.have.property("serviceAccountRoleArn");
      const [association, ...others] = inputs["podIdentityAssociations"] as Record<string, unknown>[];
      expect(association!["serviceAccount"]).to.equal("velero-server");
      expect(others).to.deep.equal([]);
    });
  });

  describe("with IRSA", () => {
    let recording: Recording;
    let awaited: string[];
    before(async () => ({ recording, awaited } = await recordRole("irsa")));

    it("makes the cluster's issuer known to IAM", () => {
      const provider = recording.one(providerType);
      expect(provider.name).to.equal("main-oidc");
      expect(provider.inputs).to.deep.equal({
        arn: providerArn,
        url: `https://${host}`,
        clientIdLists: ["sts.amazonaws.com"],
        tags: { Name: "main-oidc", "rampart:cluster": "main" },
      });
      expect(sourceOf(provider, "url")).to.deep.equal([`${clusterType}::main`]);
    });

    it("trusts one service account of one namespace", () => {
      const role = recording.one(roleType);
      expect(policyOf(role.inputs["assumeRolePolicy"]).Statement).to.deep.equal([
        {
          Effect: "Allow",
          Principal: { Federated: providerArn },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${host}:aud`]: "sts.amazonaws.com",
              [`${host}:sub`]: "system:serviceaccount:backup:velero-server",
            },
          },
        },
      ]);
      expect(sourceOf(role, "assumeRolePolicy")).to.deep.equal([`${clusterType}::main`, `${providerType}::main-oidc`]);
    });

    it("makes no association: the annotation names the role, for which a release waits", () => {
      expect(recording.ofType(associationType)).to.deep.equal([]);
      const account = recording.one("test:index:Account");
      expect(account.inputs["annotations"]).to.have.all.keys("eks.amazonaws.com/role-arn");
      expect(sourceOf(account, "annotations")).to.deep.equal([`${roleType}::main-velero`]);
      expect(awaited).to.include.members([`${roleType}::main-velero`, `${policyType}::main-velero`]);
    });

    it("tells an add-on of the role", () => {
      const addon = recording.one("aws:eks/addon:Addon");
      expect(addon.inputs).not.to.have.property("podIdentityAssociations");
      expect(sourceOf(addon, "serviceAccountRoleArn")).to.deep.equal([`${roleType}::main-velero`]);
    });

    it("leaves the trust to a deployment while the issuer is not known", async () => {
      const { recording } = await recordRole("irsa", {}, false);
      expect(isUnknown(recording.one(roleType).inputs["assumeRolePolicy"])).to.equal(true);
    });
  });

  for (const region of ["us-gov-west-1", "cn-north-1"]) {
    it(`asks for tokens of the one audience that EKS gives in ${region} as well`, async () => {
      const { recording } = await recordRole("irsa", { region }, false);
      expect(recording.one(providerType).inputs["clientIdLists"]).to.deep.equal(["sts.amazonaws.com"]);
    });
  }

  it("has a name within the limits of AWS, however long the cluster's", async () => {
    for (const mechanism of ["pod-identity", "irsa"] as const) {
      const { recording } = await recordRole(mechanism, { name: `c${"x".repeat(39)}` });
      expect(recording.one(roleType).name.length + autonameSuffix).to.be.at.most(nameLimits.iamRole);
    }
  });
});
