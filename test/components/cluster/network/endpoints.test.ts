import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { endpointServices, onlyWithoutNat } from "../../../../components/cluster/network";
import type { Recording } from "../../../support/recorder";
import { dependenciesOf, policyOf, sourceOf } from "../../recorded";
import { recordNetwork } from "./recorded";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ruleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const subnetType = "aws:ec2/subnet:Subnet";
const tableType = "aws:ec2/routeTable:RouteTable";

const namesOf = (recording: Recording) =>
  Object.fromEntries(
    recording
      .ofType(endpointType)
      .map(({ name, inputs }) => [name.replace(/^.*?-endpoint-/, ""), inputs["serviceName"]]),
  );

describe("cluster/network: endpoints", () => {
  let recording: Recording;
  before(async () => ({ recording } = await recordNetwork()));

  it("are an interface for each service in every private subnet, under the service's own name", () => {
    const interfaces = recording.ofType(endpointType).filter(({ inputs }) => inputs["vpcEndpointType"] === "Interface");
    expect(interfaces.map(({ inputs }) => inputs["serviceName"])).to.have.members(
      endpointServices
        .filter((each) => !onlyWithoutNat.includes(each))
        .map((each) => `com.amazonaws.eu-central-1.${each}`),
    );
    for (const each of interfaces) {
      expect(each.inputs["privateDnsEnabled"]).to.equal(true);
      expect(sourceOf(each, "subnetIds")).to.deep.equal([0, 1, 2].map((zone) => `${subnetType}::main-private-${zone}`));
      expect(sourceOf(each, "securityGroupIds")).to.deep.equal(["aws:ec2/securityGroup:SecurityGroup::main-endpoints"]);
      expect(sourceOf(each, "vpcId")).to.deep.equal(["aws:ec2/vpc:Vpc::main-vpc"]);
      expect(each.inputs["tags"]).to.deep.equal({ Name: each.name, "rampart:cluster": "main" });
    }
  });

  it("admit private and isolated subnets on 443, and call nobody", () => {
    const group = recording.one("aws:ec2/securityGroup:SecurityGroup");
    expect(Object.keys(group.inputs).sort()).to.deep.equal(["description", "tags", "vpcId"]);
    expect(
      recording.registrations.filter(({ type }) => /SecurityGroup(Egress)?Rule$/.test(type) && type !== ruleType),
    ).to.deep.equal([]);
    const rules = recording.ofType(ruleType);
    expect(rules.map(({ name, inputs }) => [name, inputs["cidrIpv4"]])).to.deep.equal([
      ["main-endpoints-isolated-0", "10.0.224.0/22"],
      ["main-endpoints-isolated-1", "10.0.228.0/22"],
      ["main-endpoints-isolated-2", "10.0.232.0/22"],
      ["main-endpoints-private-0", "10.0.0.0/19"],
      ["main-endpoints-private-1", "10.0.32.0/19"],
      ["main-endpoints-private-2", "10.0.64.0/19"],
    ]);
    for (const rule of rules) {
      expect(rule.inputs).to.deep.include({ ipProtocol: "tcp", fromPort: 443, toPort: 443 });
      expect(sourceOf(rule, "securityGroupId")).to.deep.equal(["aws:ec2/securityGroup:SecurityGroup::main-endpoints"]);
    }
  });

  it("open their door before the service's name leads to it", () => {
    const rules = recording.ofType(ruleType).map(({ name }) => `${ruleType}::${name}`);
    expect(rules).to.have.length(6);
    expect(dependenciesOf(recording.one(endpointType, "main-endpoint-sts"))).to.include.members(rules);
  });

  it("lead to S3 from every private and isolated route table, for our own principals, and for reading", () => {
    const gateway = recording.one(endpointType, "main-endpoint-s3");
    expect(gateway.inputs).to.deep.include({
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.eu-central-1.s3",
    });
    expect(sourceOf(gateway, "routeTableIds")).to.deep.equal(
      ["main-isolated", "main-private-0", "main-private-1", "main-private-2"].map((name) => `${tableType}::${name}`),
    );
    expect(policyOf(gateway.inputs["policy"]).Statement).to.deep.equal([
      {
        Sid: "OwnPrincipals",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "s3:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": ["123456789012"] } },
      },
      { Sid: "EverybodyReads", Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: "*" },
    ]);
  });

  it("lead to S3 for further accounts that are named", async () => {
    const { recording: shared } = await recordNetwork({ endpoints: { s3Accounts: ["210987654321"] } });
    const [own] = policyOf(shared.one(endpointType, "main-endpoint-s3").inputs["policy"]).Statement;
    expect(own).to.have.deep.nested.property("Condition.StringEquals.aws:PrincipalAccount", [
      "123456789012",
      "210987654321",
    ]);
  });

  it("are the gateway alone where no service is asked for", async () => {
    const { recording: few } = await recordNetwork({ endpoints: { services: [] } });
    expect(namesOf(few)).to.deep.equal({ s3: "com.amazonaws.eu-central-1.s3" });
    expect(few.ofType(ruleType)).to.deep.equal([]);
  });

  it("bear China's names, of which some have the country before them, and leave out what is not there", async () => {
    const { recording: china } = await recordNetwork({}, { region: "cn-north-1" });
    const own = (service: string) => `cn.com.amazonaws.cn-north-1.${service}`;
    const same = (service: string) => `com.amazonaws.cn-north-1.${service}`;
    expect(namesOf(china)).to.deep.equal({
      "ecr-api": own("ecr.api"),
      "ecr-dkr": own("ecr.dkr"),
      sts: own("sts"),
      logs: same("logs"),
      kms: same("kms"),
      ec2: own("ec2"),
      eks: own("eks"),
      "eks-auth": own("eks-auth"),
      autoscaling: own("autoscaling"),
      elasticloadbalancing: same("elasticloadbalancing"),
      secretsmanager: same("secretsmanager"),
      sns: same("sns"),
      s3: same("s3"),
    });
  });

  it("say so when China shows itself only at the provider's answer", async () => {
    const message = await recordNetwork({}, { region: "cn-north-1", unsaid: true }).then(
      () => "no error",
      (error: Error) => error.message,
    );
    expect(message).to.contain('network.endpoints.services: got "guardduty-data"; expected services of aws-cn');
    expect(message).to.contain("set region");
  });

  it("bear GovCloud's names: runtime monitoring has its FIPS endpoint only", async () => {
    const { recording: gov } = await recordNetwork({}, { region: "us-gov-west-1" });
    const names = Object.values(namesOf(gov));
    expect(names).to.have.length(14);
    expect(names).to.include("com.amazonaws.us-gov-west-1.guardduty-data-fips");
    expect(names.filter((each) => !String(each).startsWith("com.amazonaws.us-gov-west-1."))).to.deep.equal([]);
  });
});

describe("cluster/network: page", () => {
  const page = readFileSync(join(__dirname, "../../../../docs/parts/network.md"), "utf8");

  it("names every service that there is an endpoint for", () => {
    expect(endpointServices.filter((each) => !page.includes(`\`${each}\``))).to.deep.equal([]);
  });
});
