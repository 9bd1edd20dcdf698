import { expect } from "chai";
import fc from "fast-check";
import {
  contains,
  formatCidr,
  isPrivate,
  mostZones,
  type Network,
  overlap,
  parseCidr,
  planSubnets,
  sizeOf,
  smallestVpc,
} from "../../../components/foundations/cidr";

const network = (min = 0, max = 32) =>
  fc
    .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min, max }))
    .map(([address, prefix]): Network => ({ base: address - (address % sizeOf(prefix)), prefix }));

const disjoint = (a: Network, b: Network) => a.base + sizeOf(a.prefix) <= b.base || b.base + sizeOf(b.prefix) <= a.base;

describe("foundations/cidr", () => {
  it("divides a /16 into eight blocks: six for private subnets, one for public, one for isolated ones", () => {
    const plan = planSubnets(parseCidr("10.0.0.0/16")!, 3)!;
    expect(plan.private.map(formatCidr)).to.deep.equal(["10.0.0.0/19", "10.0.32.0/19", "10.0.64.0/19"]);
    expect(plan.public.map(formatCidr)).to.deep.equal(["10.0.192.0/22", "10.0.196.0/22", "10.0.200.0/22"]);
    expect(plan.isolated.map(formatCidr)).to.deep.equal(["10.0.224.0/22", "10.0.228.0/22", "10.0.232.0/22"]);
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
      fc.property(network(16, smallestVpc), fc.integer({ min: 1, max: mostZones }), (vpc, zones) => {
        const plan = planSubnets(vpc, zones)!;
        const all = [...plan.private, ...plan.public, ...plan.isolated];
        expect([plan.private, plan.public, plan.isolated].map(({ length }) => length)).to.deep.equal(
          Array.from({ length: 3 }, () => zones),
        );
        all.forEach((subnet) => expect(contains(vpc, subnet)).to.equal(true));
        all.forEach((a, i) => all.slice(i + 1).forEach((b) => expect(disjoint(a, b)).to.equal(true)));
        plan.private.forEach((each) => expect(each.prefix).to.equal(vpc.prefix + 3));
        [...plan.public, ...plan.isolated].forEach((each) => expect(each.prefix).to.equal(vpc.prefix + 6));
      }),
    );
  });

  it("moves no subnet for a further zone", () => {
    fc.assert(
      fc.property(network(16, smallestVpc), fc.integer({ min: 1, max: mostZones - 1 }), (vpc, zones) => {
        const fewer = planSubnets(vpc, zones)!;
        const more = planSubnets(vpc, zones + 1)!;
        for (const kind of ["private", "public", "isolated"] as const)
          expect(more[kind].slice(0, zones)).to.deep.equal(fewer[kind]);
      }),
    );
  });

  it("has no plan where AWS would find a subnet too small, nor for more zones than blocks", () => {
    expect(planSubnets(parseCidr("10.0.0.0/22")!, 2)?.public[0]).to.deep.include({ prefix: 28 });
    expect(planSubnets(parseCidr("10.0.0.0/23")!, 2)).to.equal(undefined);
    expect(planSubnets(parseCidr("10.0.0.0/16")!, 7)).to.equal(undefined);
  });

  it("knows whether networks share an address", () => {
    fc.assert(
      fc.property(network(), network(), (a, b) => {
        expect(overlap(a, b)).to.equal(!disjoint(a, b));
        expect(overlap(b, a)).to.equal(overlap(a, b));
        expect(overlap(a, { base: a.base, prefix: 32 })).to.equal(true);
      }),
    );
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
