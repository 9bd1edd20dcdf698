import { expect } from "chai";
import { createSecurityGroups } from "../../../../components/cluster/control-plane";
import type { ControlPlaneArgs } from "../../../../components/cluster/control-plane";
import type { NetworkPolicyEngine } from "../../../../components/cluster/managed-addons";
import { resolveControlPlane } from "../../../../components/cluster/control-plane/settings";
import { recordPart } from "../../part";
import { sourceOf } from "../../recorded";
import type { Recording } from "../../../support/recorder";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const ruleTypes = {
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
};

const portsOf = (args: ControlPlaneArgs, networkPolicy: NetworkPolicyEngine = "vpc-cni") =>
  resolveControlPlane(args, { networkPolicy }, []).webhookPorts;
const own = portsOf({});

/** A rule in a line: whose it is, who the other side is, and which ports. */
function rulesOf(recording: Recording, direction: keyof typeof ruleTypes): string[] {
  return recording.ofType(ruleTypes[direction]).map((rule) => {
    const { cidrIpv4, ipProtocol, fromPort, toPort } = rule.inputs as Record<string, string | number>;
    const other = sourceOf(rule, "referencedSecurityGroupId")[0] ?? String(cidrIpv4);
    const short = (text: string) => text.replace(`${groupType}::main-`, "");
    const ports = fromPort === undefined ? "" : ` ${fromPort}${toPort === fromPort ? "" : `-${toPort}`}`;
    return `${short(sourceOf(rule, "securityGroupId")[0]!)} ${short(other)} ${ipProtocol}${ports}`;
  });
}

describe("cluster/control-plane/security-groups", () => {
  const record = (apiCidrs: string[] = [], webhookPorts = own) =>
    recordPart((context) => createSecurityGroups(context, { vpcId: "vpc-1", apiCidrs, webhookPorts }));

  it("are two, of which controllers find that of the nodes", async () => {
    const recording = await record();
    const groups = recording.ofType(groupType).map(({ name, inputs }) => ({ name, ...inputs }));
    expect(groups).to.deep.equal([
      {
        name: "main-control-plane",
        vpcId: "vpc-1",
        description: "main: EKS control plane",
        tags: { Name: "main-control-plane", "rampart:cluster": "main" },
      },
      {
        name: "main-nodes",
        vpcId: "vpc-1",
        description: "main: EKS nodes and their pods",
        tags: { Name: "main-nodes", "rampart:cluster": "main", "kubernetes.io/cluster/main": "owned" },
      },
    ]);
  });

  it("let nodes call the API, the API call kubelet and webhooks, nodes talk among themselves and out, and no more", async () => {
    const recording = await record();
    expect(rulesOf(recording, "ingress")).to.have.members([
      "control-plane nodes tcp 443",
      ...own.map((port) => `nodes control-plane tcp ${port}`),
      "nodes nodes -1",
    ]);
    expect(rulesOf(recording, "egress")).to.have.members([
      ...own.map((port) => `control-plane nodes tcp ${port}`),
      "nodes 0.0.0.0/0 -1",
    ]);
  });

  it("reach the webhooks of every add-on, and those of the user", () => {
    expect(own).to.deep.equal([8443, 9443, 10250, 10251, 15017]);
    expect(portsOf({ webhookPorts: [9000, 8443] })).to.deep.equal([8443, 9000, 9443, 10250, 10251, 15017]);
    expect(portsOf({}, "calico")).to.deep.equal([5443, ...own]);
  });

  it("open a port of the user's on both sides", async () => {
    const recording = await record([], [9000]);
    expect(rulesOf(recording, "ingress")).to.include("nodes control-plane tcp 9000");
    expect(rulesOf(recording, "egress")).to.include("control-plane nodes tcp 9000");
  });

  it("let private networks call the API, by rules that keep their names in another order", async () => {
    const recording = await record(["10.200.0.0/16", "192.168.4.0/24"]);
    expect(rulesOf(recording, "ingress").filter((rule) => /\d\/\d/.test(rule))).to.deep.equal([
      "control-plane 10.200.0.0/16 tcp 443",
      "control-plane 192.168.4.0/24 tcp 443",
    ]);
    const names = async (cidrs: string[]) =>
      (await record(cidrs))
        .ofType(ruleTypes.ingress)
        .map(({ name, inputs }) => `${name} ${String(inputs["cidrIpv4"])}`);
    expect(await names(["10.200.0.0/16", "192.168.4.0/24"])).to.deep.equal(
      await names(["192.168.4.0/24", "10.200.0.0/16"]),
    );
  });

  it("say what each rule is for, in the letters that EC2 takes", async () => {
    const recording = await record(["10.200.0.0/16"]);
    for (const type of [groupType, ...Object.values(ruleTypes)]) {
      for (const { inputs } of recording.ofType(type)) {
        expect(inputs["description"]).to.match(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
      }
    }
  });
});
