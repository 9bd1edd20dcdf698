import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { nameOf } from "../../../components/foundations/name-of";
import { unknown } from "../../../cli/preview/wire";
import { record } from "../../support/recorder";

describe("foundations/name-of", () => {
  it("is known where the resource's outputs are not, and waits for the resource", async () => {
    const recording = await record(() => {
      const later = new aws.eks.Cluster("later", { roleArn: "role", vpcConfig: { subnetIds: [] } }).endpoint;
      const cluster = new kubernetes.Provider("cluster", { kubeconfig: later });
      const namespace = new kubernetes.core.v1.Namespace("a", { metadata: { name: "a" } }, { provider: cluster });
      new kubernetes.core.v1.ConfigMap(
        "config",
        { metadata: { name: namespace.metadata.name, namespace: nameOf(namespace, "a") } },
        { provider: cluster },
      );
    });
    const config = recording.one("kubernetes:core/v1:ConfigMap");
    expect(config.inputs.metadata).to.deep.equal({ name: unknown, namespace: "a" });
    expect(config.dependencies).to.deep.equal([recording.one("kubernetes:core/v1:Namespace").urn]);
  });
});
