import { expect } from "chai";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { type Case, cases } from "../../cases";
import { run } from "../../harness";

const arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/0123456789abcdef";
const balancer: Sample = {
  type: "aws:lb/loadBalancer:LoadBalancer",
  name: "shop",
  props: { internal: true },
  outputs: { arn },
};
const open = broken(balancer, "internal", false);
const association: Sample = {
  type: "aws:wafv2/webAclAssociation:WebAclAssociation",
  name: "firewall",
  props: { resourceArn: arn, webAclArn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/1" },
};
const firewall = (target: unknown) => broken(association, "resourceArn", target);
const kind = (value: unknown, ...beside: Sample[]) => [broken(open, "loadBalancerType", value), ...beside];
const token = (service: string, sample: Sample): Sample => ({
  ...sample,
  type: `aws:${service}/loadBalancer:LoadBalancer`,
});
const fresh = { ...open, outputs: {} };
const linked = (...sources: string[]): Sample => ({ ...firewall(unknown), sources: { resourceArn: sources } });

describe("NET-08 load balancers", () => {
  cases("NET-08", [
    ["internal", [balancer], "pass"],
    ["internal for good, as it was made", [{ ...balancer, ignoreChanges: ["internal"] }], "pass"],
    ["public by default", [broken(balancer, "internal", undefined)], "fail", "internal is not set, which means false"],
    ["public", [open], "fail", "internal is false, and no web ACL is before it; expected true"],
    ["internal by a text", [broken(balancer, "internal", "true")], "fail", "wrong type"],
    ["internal by a text, with a web ACL", [broken(balancer, "internal", "false"), association], "fail"],
    ["unknown", [broken(balancer, "internal", unknown)], "unknown"],
    ["unknown, with a web ACL in any case", [broken(balancer, "internal", unknown), association], "pass"],
    ["public, with a web ACL", [open, association], "pass", "a web ACL is before it"],
    ["public, with a web ACL of another", [open, firewall(`${arn}0`)], "fail"],
    ["public, with an association that is unknown", [open, firewall(unknown)], "unknown"],
    ["public and new, with a web ACL", [fresh, linked("shop")], "pass"],
    ["public and new, with another's", [fresh, { ...balancer, name: "other", outputs: {} }, linked("other")], "fail"],
    ["an application by its name", kind("application", association), "pass"],
    ["a network", kind("network", association), "fail", "no web ACL can be before it"],
    ["an internal network", [broken(balancer, "loadBalancerType", "network")], "pass"],
    ["a gateway", kind("gateway"), "pass"],
    ["an unknown kind", kind(unknown, association), "unknown"],
    ["a kind that nobody knows", kind("s3cret", association), "fail"],
    ...["alb", "elasticloadbalancingv2"].map((service): Case => [`aws.${service}`, [token(service, open)], "fail"]),
    ["a classic one", [token("elb", open), association], "fail", "no web ACL can be before it"],
    ["an internal classic one", [token("elb", balancer)], "pass"],
    ["an older classic one", [token("elasticloadbalancing", open)], "fail"],
    ["one of two", [balancer, { ...open, name: "other" }], "fail"],
    ["none", [association], "not-applicable"],
  ]);

  const verdict = async (stack: Sample[], exposed?: string[]) =>
    (await run(stack, exposed === undefined ? {} : { settings: { rules: { exposed } } })).verdict("NET-08");

  it("may be public where they are named, in whatever way they are", async () => {
    for (const stack of [[open], kind("network"), [token("elb", open)], [broken(open, "internal", unknown)]])
      expect(await verdict(stack, ["shop"])).to.equal("pass");
    for (const other of ["shop-window", "default/shop", arn]) expect(await verdict([open], [other])).to.equal("fail");
  });

  it("may be public where they perhaps are named", async () => {
    const declaring = (exposed: unknown) => broken(samples.compliantCluster(), "ruleParameters", { exposed });
    expect(await verdict([declaring(["shop"]), open])).to.equal("pass");
    expect(await verdict([declaring([unknown]), open])).to.equal("unknown");
    expect(await verdict([declaring([unknown]), balancer])).to.equal("pass");
  });
});

describe("NET-08 Services and Ingresses", () => {
  const service: Sample = {
    type: "kubernetes:core/v1:Service",
    name: "api",
    provider: "cluster",
    props: { metadata: { name: "api", namespace: "shop" }, spec: { type: "ClusterIP" } },
  };
  const type = (value: unknown) => broken(service, "spec.type", value);
  cases("NET-08", [
    ["inside of the cluster", [service], "pass"],
    ["inside of a cluster of the stack", [samples.cluster(), service], "pass"],
    ["a port of nodes", [samples.cluster(), type("NodePort")], "fail", "opens a port of every node"],
    ["an unknown type", [type(unknown)], "unknown"],
    ["a type of the wrong kind", [type(1)], "fail", "wrong type"],
    ["good, beside a public load balancer", [service, open], "fail"],
    ["a patch of labels", [{ ...broken(service, "spec", undefined), type: `${service.type}Patch` }], "not-applicable"],
  ]);
});
