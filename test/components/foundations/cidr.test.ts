import { expect } from "chai";
import fc from "fast-check";
import {
  contains,
  formatCidr,
  isPrivate,
  type Network,
  parseCidr,
  planSubnets,
  publicPrefix,
  sizeOf,
} from "../../../components/foundations/cidr";

const network = (min = 0, max = 32) =>
  fc
    .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min, max }))
    .map(([address, prefix]): Network => ({ base: address - (address % sizeOf(prefix)), prefix }));

const disjoint = (a: Network, b: Network) => a.base + sizeOf(a.prefix) <= b.base || b.base + sizeOf(b.prefix) <= a.base;

describe("foundations/cidr", () => {
  it("divides a /16 over three zones into three /18 and three /20", () => {
    const plan = planSubnets(parseCidr("10.0.0.0/16")!, 3)!;
    expect(plan.private.map(formatCidr)).to.deep.equal(["10.0.0.0/18", "10.0.64.0/18", "10.0.128.0/18"]);
    expect(plan.public.map(formatCidr)).to.deep.equal(["10.0.192.0/20", "10.0.208.0/20", "10.0.224.0/20"]);
  });

  it("reads what it writes", () => {
    fc.assert(fc.property(network(), (each) => void expect(parseCidr(formatCidr(each))).to.deep.equal(each)));
  });

  it("refuses host bits, leading zeros, octets above 255 and what is no network", () => {
    const wrong = ["10.0.0.1/16", "010.0.0.0/8", "10.0.0.0/08", "10.0.0.256/32", "10.0.0.0/33", "10.0.0.0", "::/0", ""];
    expect(wrong.filter((each) => parseCidr(each) !== undefined)).to.deep.equal([]);
    expect(parseCidr("0.0.0.0/0")).to.deep.equal({ base: 0, prefix: 0 });
  });

  it("plans subnets inside the VPC, disjoint, and of the sizes it says", () => {
    fc.assert(
      fc.property(network(16, 28), fc.integer({ min: 2, max: 6 }), (vpc, zones) => {
        const plan = planSubnets(vpc, zones);
        if (plan === undefined) return void expect(publicPrefix(vpc.prefix, zones)).to.be.greaterThan(28);
        const all = [...plan.private, ...plan.public];
        expect([plan.private.length, plan.public.length]).to.deep.equal([zones, zones]);
        all.forEach((subnet) => expect(contains(vpc, subnet)).to.equal(true));
        all.forEach((a, i) => all.slice(i + 1).forEach((b) => expect(disjoint(a, b)).to.equal(true)));
        plan.private.forEach((each) => expect(each.prefix).to.equal(vpc.prefix + Math.ceil(Math.log2(zones + 1))));
        plan.public.forEach((each) => expect(each.prefix).to.equal(publicPrefix(vpc.prefix, zones)).and.at.most(28));
      }),
    );
  });

  it("has no plan where AWS would find a subnet too small", () => {
    expect(planSubnets(parseCidr("10.0.0.0/24")!, 3)?.public[0]).to.deep.include({ prefix: 28 });
    expect(planSubnets(parseCidr("10.0.0.0/25")!, 3)).to.equal(undefined);
  });

  it("knows containment by the addresses", () => {
    fc.assert(
      fc.property(network(), network(), (a, b) => {
        const within = b.base >= a.base && b.base + sizeOf(b.prefix) <= a.base + sizeOf(a.prefix);
        expect(contains(a, b)).to.equal(within);
      }),
    );
  });

  it("knows the private ranges to their edges", () => {
    const is = (text: string) => isPrivate(parseCidr(text)!);
    expect(["10.255.255.0/24", "172.31.0.0/16", "192.168.0.0/16"].map(is)).to.deep.equal([true, true, true]);
    expect(["11.0.0.0/8", "172.32.0.0/16", "192.169.0.0/16", "0.0.0.0/0", "172.0.0.0/8"].filter(is)).to.deep.equal([]);
  });
});
