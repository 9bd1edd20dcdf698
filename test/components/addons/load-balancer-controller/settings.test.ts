import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import { read } from "../../../../catalogue";
import type { LoadBalancerControllerArgs } from "../../../../components/addons/load-balancer-controller";
import {
  loadBalancerControllerShape,
  resolveLoadBalancerControllerAddon,
} from "../../../../components/addons/load-balancer-controller";
import { resolveLoadBalancerControllerArgs } from "../../../../components/addons/load-balancer-controller/settings";
import { mistakesIn } from "../../part";

function refused(args: unknown): InputPropertiesError {
  try {
    resolveLoadBalancerControllerArgs(args as LoadBalancerControllerArgs);
  } catch (error) {
    if (InputPropertiesError.isInstance(error)) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("addons/load-balancer-controller: settings", () => {
  it("tells every mistake at once, with its path", () => {
    const { errors } = refused({
      cluster: { name: "", tags: { "a=b": "x", "aws:a": "x" } },
      replicas: 0,
      ingressValidation: "yes",
      listenerPolicy: "ELBSecurityPolicy-2016-08",
      waf: 1,
      shield: "never",
      mirror: { charts: "ftp://example.com" },
      values: { defaultSSLPolicy: "ELBSecurityPolicy-2016-08", replicaCount: [] },
      more: true,
    });
    expect(errors.map(({ propertyPath }) => propertyPath).sort()).to.deep.equal(
      [
        "cluster.name",
        "cluster.tags.a=b",
        "cluster.tags.aws:a",
        "ingressValidation",
        "listenerPolicy",
        "mirror.charts",
        "more",
        "replicas",
        "shield",
        "values.defaultSSLPolicy",
        "values.replicaCount",
        "vpcId",
        "waf",
      ].sort(),
    );
  });

  it("says why a listener policy is not a value, and which control it carries", () => {
    const { errors } = refused({ cluster: { name: "main" }, vpcId: "v", values: { defaultSSLPolicy: "x" } });
    expect(errors.map(({ propertyPath, reason }) => [propertyPath, reason.includes("TLS-02")])).to.deep.equal([
      ["values.defaultSSLPolicy", true],
    ]);
  });

  it("asks for a cluster and a VPC", () => {
    const { errors } = refused({});
    expect(errors.map(({ propertyPath }) => propertyPath)).to.deep.equal(["cluster", "vpcId"]);
  });

  it("notes the mistakes of a cluster's argument under its path", () => {
    const found = mistakesIn((mistakes) =>
      resolveLoadBalancerControllerAddon({ values: { defaultSSLPolicy: "x" } }, "loadBalancers", mistakes),
    );
    expect(Object.keys(found)).to.deep.equal(["loadBalancers.values.defaultSSLPolicy"]);
    expect(
      read(loadBalancerControllerShape, { vpcId: "v" }, "loadBalancers").mistakes.map(({ path }) => path),
    ).to.deep.equal(["loadBalancers.vpcId"]);
  });

  it("fills every default", () => {
    const { release, cluster, ...settings } = resolveLoadBalancerControllerArgs({
      cluster: { name: "main" },
      vpcId: "vpc-1",
    });
    expect(cluster).to.deep.equal({ name: "main" });
    expect(release.path).to.equal("values");
    expect(settings).to.deep.equal({
      replicas: 2,
      ingressValidation: true,
      listenerPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      waf: true,
      shield: false,
      vpcId: "vpc-1",
    });
  });
});
