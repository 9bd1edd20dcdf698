import { expect } from "chai";
import { posture, Provision, read, Regime, regimeIds } from "../../../../catalogue";
import type { Asked } from "../../../../components/cluster/asked";
import {
  declareNetwork,
  endpointServices,
  mirrorsNeeded,
  NatMode,
  type NetworkArgs,
  networkShape,
  neededWithoutNat,
  onlyWithoutNat,
  resolveNetwork,
} from "../../../../components/cluster/network";
import { mistakesIn } from "../../part";

const asked: Asked = { name: "main", posture: posture(regimeIds) };
const resolve = (args: NetworkArgs, there: Partial<Asked> = {}) => resolveNetwork(args, { ...asked, ...there }, []);
const wrong = (args: NetworkArgs, there: Partial<Asked> = {}) =>
  mistakesIn((mistakes) => resolveNetwork(args, { ...asked, ...there }, mistakes));
const vpc = {
  mode: Provision.Existing,
  vpcId: "vpc-0a1b2c3d",
  privateSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
};
const { Create, Existing, Inherited } = Provision;

/** What the default makes while there is another way out. */
const usual = endpointServices.filter((each) => !onlyWithoutNat.includes(each));

describe("cluster/network: settings", () => {
  it("are complete without arguments", () => {
    expect(resolve({})).to.deep.equal({
      mode: "create",
      cidr: "10.0.0.0/16",
      zones: 3,
      nat: "per-zone",
      serviceCidr: "172.20.0.0/16",
      apiCidrs: [],
      flowLogs: { mode: "create", retentionDays: 365, aggregationSeconds: 600 },
      endpoints: { mode: "create", services: usual, s3Accounts: [] },
    });
    expect(wrong({})).to.deep.equal({});
  });

  it("have the form that the shape asks for, each mistake with its path", () => {
    const args = {
      mode: "inherited",
      zones: 7,
      nat: "both",
      apiCidrs: "10.1.0.0/16",
      privateSubnetIds: [""],
      flowLogs: { mode: "existing", aggregationSeconds: 61, retention: 3 },
      endpoints: { mode: "existing", s3Accounts: ["1234"] },
    };
    const { mistakes } = read(networkShape, args, "network");
    expect(mistakes.map(({ path }) => path)).to.deep.equal([
      "network.mode",
      "network.zones",
      "network.nat",
      "network.apiCidrs",
      "network.privateSubnetIds[0]",
      "network.flowLogs.retention",
      "network.flowLogs.mode",
      "network.flowLogs.aggregationSeconds",
      "network.endpoints.mode",
      "network.endpoints.s3Accounts[0]",
    ]);
    expect(read(networkShape, { ...vpc, flowLogs: { aggregationSeconds: 60 } }, "network").mistakes).to.deep.equal([]);
  });

  it("refuse ranges that are no private network, too large or too small", () => {
    const size = { path: "network.cidr" };
    const finding = (cidr: string) => wrong({ cidr })[size.path];
    const within = "expected a network of /16 or smaller within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";
    expect(finding("10.0.0.1/16")).to.equal(
      'got "10.0.0.1/16"; expected a network such as 10.0.0.0/16, without host bits',
    );
    expect(finding("11.0.0.0/16")).to.equal(`got "11.0.0.0/16"; ${within}`);
    expect(finding("10.0.0.0/15")).to.equal(`got "10.0.0.0/15"; ${within}`);
    expect(finding("10.0.0.0/23")).to.equal(
      'got "10.0.0.0/23"; expected a network of /22 or larger: its small subnets would be smaller than /28',
    );
    expect(finding("10.0.0.0/22")).to.equal(undefined);
  });

  it("keep Services apart from the VPC", () => {
    expect(resolve({ cidr: "172.20.0.0/16" }).serviceCidr).to.equal("10.100.0.0/16");
    expect(resolve({ cidr: "172.20.64.0/18" }).serviceCidr).to.equal("10.100.0.0/16");
    expect(resolve({ cidr: "10.100.0.0/16" }).serviceCidr).to.equal("172.20.0.0/16");
    expect(resolve(vpc).serviceCidr).to.equal("172.20.0.0/16");
    expect(resolve({ ...vpc, serviceCidr: "10.0.0.0/24" }).serviceCidr).to.equal("10.0.0.0/24");
    const finding = (serviceCidr: string, cidr?: string) =>
      wrong({ serviceCidr, ...(cidr !== undefined && { cidr }) })["network.serviceCidr"];
    expect(finding("10.0.5.0/24")).to.equal('got "10.0.5.0/24"; expected a network apart from the VPC\'s, 10.0.0.0/16');
    expect(finding("10.0.0.0/12")).to.contain("apart from the VPC's, 10.0.0.0/16");
    expect(finding("10.0.0.1/24")).to.contain("without host bits");
    for (const wide of ["10.0.0.0/11", "192.168.0.0/25", "100.64.0.0/16"])
      expect(finding(wide)).to.contain("a network of /12 to /24 within 10.0.0.0/8");
    expect(finding("172.16.0.0/12")).to.equal(undefined);
    expect(finding("10.0.5.0/24", "10.0.0.0/99")).to.equal(undefined);
  });

  it("take private networks for the API server, each once, 40 at most", () => {
    const many = Array.from({ length: 40 }, (_, index) => `10.${index}.0.0/16`);
    expect(wrong({ apiCidrs: many })).to.deep.equal({});
    expect(resolve({ apiCidrs: many }).apiCidrs).to.deep.equal(many);
    expect(wrong({ apiCidrs: [...many, "192.168.0.0/24"] })).to.deep.equal({
      "network.apiCidrs": "got 41 networks; expected 40 at most",
    });
    const expected = "expected a network within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, without host bits";
    expect(wrong({ apiCidrs: ["203.0.113.0/24", "10.0.0.1/8", "10.0.0.0/8", "10.0.0.0/8"] })).to.deep.equal({
      "network.apiCidrs[0]": `got "203.0.113.0/24"; ${expected}`,
      "network.apiCidrs[1]": `got "10.0.0.1/8"; ${expected}`,
      "network.apiCidrs[3]": 'got "10.0.0.0/8"; expected each network once',
    });
  });

  describe("of endpoints", () => {
    it("answer a wrong name with the right one, and take each once", () => {
      expect(wrong({ endpoints: { services: ["ecr.ap", "sts", "sts", "dynamodb-streams"] } })).to.deep.equal({
        "network.endpoints.services[0]": 'got "ecr.ap"; expected `ecr.api`',
        "network.endpoints.services[2]": 'got "sts"; expected each service once',
        "network.endpoints.services[3]": `got "dynamodb-streams"; expected one of ${endpointServices.join(", ")}`,
      });
      expect(wrong({ endpoints: { s3Accounts: ["123456789012", "123456789012"] } })).to.deep.equal({
        "network.endpoints.s3Accounts[1]": 'got "123456789012"; expected each account once',
      });
    });

    it("leave out of the default what the region's partition does not offer, and refuse it by name", () => {
      const defaults = (region: string) => resolve({}, { region }).endpoints.services;
      expect(defaults("cn-north-1")).to.deep.equal(usual.filter((each) => each !== "guardduty-data"));
      expect(defaults("us-gov-west-1")).to.deep.equal(usual);
      expect(wrong({ endpoints: { services: ["guardduty-data"] } }, { region: "cn-northwest-1" })).to.deep.equal({
        "network.endpoints.services[0]":
          'got "guardduty-data"; expected a service that aws-cn offers (https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html)',
      });
      expect(wrong({ endpoints: { services: ["guardduty-data"] } })).to.deep.equal({});
    });

    it("must be there without NAT, and nobody can vouch for them", () => {
      const none = { nat: NatMode.None };
      expect(resolve(none).endpoints.services).to.deep.equal([...endpointServices]);
      expect(wrong(none)).to.deep.equal({});
      expect(wrong({ ...none, endpoints: { services: [...neededWithoutNat] } })).to.deep.equal({});
      expect(wrong({ ...none, endpoints: { services: ["ec2", "ecr.api", "sts", "logs", "eks"] } })).to.deep.equal({
        "network.endpoints.services":
          'got ["ec2","ecr.api","sts","logs","eks"]; expected ecr.dkr, eks-auth as well, because network.nat is none and a cluster cannot do without them',
      });
      expect(wrong({ ...none, endpoints: { mode: Inherited, vouchedBy: "platform" } })).to.deep.equal({
        "network.endpoints.mode":
          'got "inherited"; expected create, because network.nat is none: in a VPC that is yet to be made nobody has put endpoints',
      });
      expect(wrong({ endpoints: { services: [] } })).to.deep.equal({});
    });

    it("are vouched for by somebody, and then have nothing of their own", () => {
      expect(wrong({ endpoints: { mode: Inherited, services: ["sts"] } })).to.deep.equal({
        "network.endpoints.vouchedBy": "got nothing; expected a value, because network.endpoints.mode is inherited",
        "network.endpoints.services": 'got ["sts"]; expected nothing while network.endpoints.mode is inherited',
      });
      const endpoints = { mode: Inherited, vouchedBy: "platform" };
      expect(resolve({ endpoints }).endpoints).to.deep.equal({ ...endpoints, services: [], s3Accounts: [] });
    });
  });

  it("keep the networks that call the API apart from Services, which do not give way", () => {
    const expected = (cidr: string) => `expected a network apart from that of Services, network.serviceCidr, ${cidr}`;
    expect(wrong({ apiCidrs: ["172.20.4.0/24", "10.100.0.0/16"] })).to.deep.equal({
      "network.apiCidrs[0]": `got "172.20.4.0/24"; ${expected("172.20.0.0/16")}`,
    });
    expect(wrong({ serviceCidr: "10.100.0.0/16", apiCidrs: ["172.20.4.0/24", "10.100.0.0/16"] })).to.deep.equal({
      "network.apiCidrs[1]": `got "10.100.0.0/16"; ${expected("10.100.0.0/16")}`,
    });
  });

  it("of flow logs are bound by the regimes, and vouched for by somebody", () => {
    expect(wrong({ flowLogs: { retentionDays: 90 } })).to.deep.equal({
      "network.flowLogs.retentionDays": "got 90; expected 365 or more (pci-dss 10.5.1)",
    });
    expect(wrong({ flowLogs: { retentionDays: 90 } }, { posture: posture([Regime.Hipaa]) })).to.deep.equal({});
    expect(wrong({ flowLogs: { mode: Inherited, retentionDays: 90, aggregationSeconds: 60 } })).to.deep.equal({
      "network.flowLogs.vouchedBy": "got nothing; expected a value, because network.flowLogs.mode is inherited",
      "network.flowLogs.retentionDays": "got 90; expected nothing while network.flowLogs.mode is inherited",
      "network.flowLogs.aggregationSeconds": "got 60; expected nothing while network.flowLogs.mode is inherited",
    });
    expect(resolve({ flowLogs: { aggregationSeconds: 60, retentionDays: 731 } }).flowLogs).to.deep.equal({
      mode: "create",
      retentionDays: 731,
      aggregationSeconds: 60,
    });
  });

  it("tell every mistake at once", () => {
    expect(
      Object.keys(
        wrong({
          cidr: "10.0.0.0/23",
          nat: NatMode.None,
          serviceCidr: "8.8.8.0/24",
          apiCidrs: ["8.8.8.0/24"],
          vpcId: "vpc-0a1b2c3d",
          flowLogs: { retentionDays: 2 },
          endpoints: { services: ["st"] },
        }),
      ),
    ).to.have.members([
      "network.vpcId",
      "network.cidr",
      "network.endpoints.services[0]",
      "network.endpoints.services",
      "network.serviceCidr",
      "network.apiCidrs[0]",
      "network.flowLogs.retentionDays",
    ]);
  });

  it("say what policies and evidence see of each part", () => {
    expect(declareNetwork(resolve({}))).to.deep.equal({
      network: { mode: Create },
      "network.flowLogs": { mode: Create },
      "network.endpoints": { mode: Create },
    });
    const vouched = { mode: Inherited, vouchedBy: "platform" };
    expect(declareNetwork(resolve({ ...vpc, flowLogs: vouched, endpoints: vouched }))).to.deep.equal({
      network: { mode: Existing, reference: "vpc-0a1b2c3d" },
      "network.flowLogs": vouched,
      "network.endpoints": vouched,
    });
  });

  it("ask for mirrors where no image can come from outside", () => {
    expect(mirrorsNeeded(resolve({ nat: NatMode.None }))).to.equal(true);
    expect([mirrorsNeeded(resolve({})), mirrorsNeeded(resolve(vpc))]).to.deep.equal([false, false]);
  });
});
