import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { read } from "../../../catalogue";
import {
  createWorkloadRole,
  type WorkloadClusterArgs,
  workloadClusterMistakes,
  workloadClusterShape,
  workloadContext,
} from "../../../components/aws";
import { itself } from "../../../components/foundations/child";
import { record } from "../../support/recorder";
import { dependenciesOf, shortUrn } from "../recorded";

/** An add-on with a role, which goes with a cluster. */
function recordAddon(cluster: WorkloadClusterArgs) {
  return record(() => {
    const [owner, first] = [new aws.sns.Topic("owner"), new aws.sns.Topic("first")];
    class Addon extends pulumi.ComponentResource {
      constructor(opts: pulumi.ComponentResourceOptions) {
        super("test:index:Addon", "addon", {}, itself(opts));
        const { context, identity } = workloadContext(this, "addon", cluster, opts);
        createWorkloadRole(context, identity, {
          purpose: "agent",
          namespace: "tools",
          serviceAccount: "agent",
        }).associate();
      }
    }
    new Addon({ deletedWith: owner, dependsOn: [first] });
  });
}

describe("aws/workload-cluster", () => {
  it("lets the association go with the cluster, and the role by itself, or it would stay behind", async () => {
    const recording = await recordAddon({ name: "main", tags: { team: "shop" } });
    const association = recording.one("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    const role = recording.one("aws:iam/role:Role");
    expect(shortUrn(association.options.deletedWith!)).to.equal("aws:sns/topic:Topic::owner");
    expect(role.options.deletedWith).to.equal(undefined);
    expect(recording.one("test:index:Addon").options.deletedWith).to.equal(undefined);
    for (const each of [association, role]) expect(dependenciesOf(each)).to.include("aws:sns/topic:Topic::first");
    expect(role.inputs["tags"]).to.deep.equal({ team: "shop", Name: "addon-agent", "rampart:cluster": "main" });
    expect(association.inputs["clusterName"]).to.equal("main");
  });

  it("gives roles by tokens where the cluster's provider in IAM is named", async () => {
    const arn = "arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/1";
    const recording = await recordAddon({ name: "main", oidcProvider: { arn, issuer: "oidc.example.com/id/1" } });
    expect(recording.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.deep.equal([]);
    expect(JSON.stringify(recording.one("aws:iam/role:Role").inputs["assumeRolePolicy"])).to.contain("id/1:sub");
  });

  it("says what is wrong with it", () => {
    expect(
      read(workloadClusterShape, { name: "", oidcProvider: {} }, "cluster").mistakes.map(({ path }) => path),
    ).to.deep.equal(["cluster.name", "cluster.oidcProvider.arn", "cluster.oidcProvider.issuer"]);
    expect(
      workloadClusterMistakes({ name: "main", tags: { "aws:x": "1" } }, "cluster").map(({ path }) => path),
    ).to.deep.equal(["cluster.tags.aws:x"]);
    expect(workloadClusterMistakes({ name: "main" }, "cluster")).to.deep.equal([]);
  });
});
