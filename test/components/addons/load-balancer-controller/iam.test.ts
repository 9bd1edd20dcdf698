import { expect } from "chai";
import type { LoadBalancerControllerArgs } from "../../../../components/addons/load-balancer-controller";
import type { Recording, RecordOptions } from "../../../support/recorder";
import { policyOf } from "../../recorded";
import { associationType, oidcProvider, recordController, releaseType } from "./record";
import { at } from "../../recorded";

interface Statement {
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
}

const list = (either: string | string[]) => (typeof either === "string" ? [either] : either);

const statementsOf = (recording: Recording) =>
  policyOf(recording.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"]).Statement as unknown as Statement[];

async function statements(args: Partial<LoadBalancerControllerArgs> = {}, options: RecordOptions = {}) {
  return statementsOf(await recordController(args, options));
}

const mark = "elbv2.k8s.aws/cluster";
const elb = (kind: string) => `arn:aws:elasticloadbalancing:eu-central-1:123456789012:${kind}/*`;
const groups = "arn:aws:ec2:eu-central-1:123456789012:security-group/*";
const vpc = "arn:aws:ec2:eu-central-1:*:vpc/vpc-1";
const marked = { [`aws:ResourceTag/${mark}`]: "main" };
const marking = { [`aws:RequestTag/${mark}`]: "main" };
const markStays = { "ForAllValues:StringNotEquals": { "aws:TagKeys": mark } };
const balancers = [elb("loadbalancer/app"), elb("loadbalancer/net")];

/** Which statements give an action, by what they ask of the resource. */
const givers = (all: Statement[], action: string) =>
  all
    .filter(({ Action }) => list(Action).includes(action))
    .map(({ Resource, Condition }) => ({ on: list(Resource), when: Condition }));

describe("addons/load-balancer-controller: role", () => {
  let recording: Recording;
  let all: Statement[];
  before(async () => {
    recording = await recordController();
    all = statementsOf(recording);
  });

  it("names every action, none by a pattern, and fits an inline policy", () => {
    const actions = all.flatMap(({ Action }) => list(Action));
    expect(actions.filter((each) => each.includes("*"))).to.deep.equal([]);
    expect(JSON.stringify({ Version: "2012-10-17", Statement: all }).length).to.be.lessThan(10240);
  });

  it("reads everywhere, and changes nothing without a resource", () => {
    const anywhere = all.filter(({ Resource }) => list(Resource).includes("*")).flatMap(({ Action }) => list(Action));
    for (const each of anywhere) expect(each).to.match(/:(Describe|List|GetSecurityGroupsForVpc$)/);
  });

  it("makes what bears this cluster's mark", () => {
    const when = { StringEquals: marking };
    for (const action of ["CreateLoadBalancer", "CreateTargetGroup"])
      expect(givers(all, `elasticloadbalancing:${action}`)).to.deep.equal([
        { on: [...balancers, elb("targetgroup")], when },
      ]);
    expect(givers(all, "ec2:CreateSecurityGroup")).to.deep.equal([
      { on: [groups], when },
      { on: [vpc], when: undefined },
    ]);
  });

  it("changes and deletes what bears it, and nothing else", () => {
    const when = { StringEquals: marked };
    for (const action of [
      "DeleteLoadBalancer",
      "DeleteTargetGroup",
      "ModifyCapacityReservation",
      "ModifyIpPools",
      "ModifyLoadBalancerAttributes",
      "ModifyTargetGroup",
      "ModifyTargetGroupAttributes",
      "SetIpAddressType",
      "SetSecurityGroups",
      "SetSubnets",
    ])
      expect(givers(all, `elasticloadbalancing:${action}`), action).to.deep.equal([
        { on: [...balancers, elb("targetgroup")], when },
      ]);
    expect(givers(all, "ec2:DeleteSecurityGroup")).to.deep.equal([{ on: [groups], when }]);
  });

  it("puts its mark on what it makes, and can give it to nothing else, nor take it away", () => {
    const created = { "elasticloadbalancing:CreateAction": ["CreateLoadBalancer", "CreateTargetGroup"], ...marking };
    const listeners = ["listener/app", "listener/net", "listener-rule/app", "listener-rule/net"].map(elb);
    const on = [...balancers, elb("targetgroup")];
    expect(givers(all, "elasticloadbalancing:AddTags")).to.deep.equal([
      { on, when: { StringEquals: created } },
      { on, when: { StringEquals: marked, ...markStays } },
      { on: listeners, when: undefined },
    ]);
    expect(givers(all, "elasticloadbalancing:RemoveTags")).to.deep.equal([
      { on, when: { StringEquals: marked, ...markStays } },
      { on: listeners, when: undefined },
    ]);
    expect(givers(all, "ec2:CreateTags")).to.deep.equal([
      { on: [groups], when: { StringEquals: { "ec2:CreateAction": "CreateSecurityGroup", ...marking } } },
      { on: [groups], when: { StringEquals: marked, ...markStays } },
    ]);
    expect(givers(all, "ec2:DeleteTags")).to.deep.equal([
      { on: [groups], when: { StringEquals: marked, ...markStays } },
    ]);
  });

  it("opens the security groups of its VPC alone, whoever owns that", () => {
    const given = [{ on: [groups], when: { ArnLike: { "ec2:Vpc": vpc } } }];
    expect(givers(all, "ec2:AuthorizeSecurityGroupIngress")).to.deep.equal(given);
    expect(givers(all, "ec2:RevokeSecurityGroupIngress")).to.deep.equal(given);
    expect(givers(all, "ec2:AuthorizeSecurityGroupEgress")).to.deep.equal([]);
  });

  it("hangs listeners on its own load balancers, and sends to any target group", () => {
    const [listeners, onBalancers] = givers(all, "elasticloadbalancing:CreateListener");
    expect(listeners!.on).to.include(elb("listener/app"));
    expect(onBalancers).to.deep.equal({ on: balancers, when: { StringEquals: marked } });
    expect(givers(all, "elasticloadbalancing:RegisterTargets")).to.deep.equal([
      { on: [elb("targetgroup")], when: undefined },
    ]);
  });

  it("makes the role of the one service", () => {
    expect(givers(all, "iam:CreateServiceLinkedRole")).to.deep.equal([
      {
        on: [
          "arn:aws:iam::123456789012:role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing",
        ],
        when: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
      },
    ]);
  });

  it("has the rights of WAF and Shield only where they are used", async () => {
    const services = (each: Statement[]) =>
      new Set(each.flatMap(({ Action }) => list(Action)).map((action) => action.split(":")[0]));
    const common = ["iam", "ec2", "elasticloadbalancing", "acm", "cognito-idp"];
    expect(services(all)).to.have.all.keys(...common, "wafv2");
    expect(services(await statements({ waf: false }))).to.have.all.keys(...common);
    expect(services(await statements({ waf: false, shield: true }))).to.have.all.keys(...common, "shield");
    expect(givers(await statements({ waf: false }), "elasticloadbalancing:SetWebAcl")).to.deep.equal([]);
  });

  for (const [region, partition] of [
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ] as const)
    it(`stays in the partition of ${region}`, async () => {
      const there = await statements({ shield: true }, { region });
      const arns = there.flatMap(({ Resource }) => list(Resource)).filter((each) => each !== "*");
      for (const each of arns) expect(each).to.match(new RegExp(`^arn:${partition}:`));
    });

  it("is taken by the controller's service account alone, by association", () => {
    const association = recording.one(associationType);
    expect(association.inputs).to.deep.include({
      clusterName: "main",
      namespace: "aws-load-balancer-controller",
      serviceAccount: "aws-load-balancer-controller",
    });
    const trust = policyOf(recording.one("aws:iam/role:Role").inputs["assumeRolePolicy"]).Statement;
    expect(trust.map(({ Principal }) => Principal)).to.deep.equal([{ Service: "pods.eks.amazonaws.com" }]);
    expect(at(trust[0], "Condition", "StringEquals")).to.deep.include({
      "aws:RequestTag/eks-cluster-name": "main",
      "aws:RequestTag/kubernetes-namespace": "aws-load-balancer-controller",
      "aws:RequestTag/kubernetes-service-account": "aws-load-balancer-controller",
    });
  });

  it("is taken by tokens where the cluster's issuer is named, and stands in the account's annotations", async () => {
    const byToken = await recordController({ cluster: { name: "main", oidcProvider } });
    expect(byToken.ofType(associationType)).to.deep.equal([]);
    const trust = policyOf(byToken.one("aws:iam/role:Role").inputs["assumeRolePolicy"]).Statement;
    expect(at(trust[0], "Condition", "StringEquals", `${oidcProvider.issuer}:sub`)).to.equal(
      "system:serviceaccount:aws-load-balancer-controller:aws-load-balancer-controller",
    );
    const annotations = at(byToken.one(releaseType).inputs, "values", "serviceAccount", "annotations");
    expect(annotations).to.have.all.keys("eks.amazonaws.com/role-arn");
  });
});
