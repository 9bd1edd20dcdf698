import { expect } from "chai";
import fc from "fast-check";
import { coveredInternet, isCidr } from "../../../../policypacks/compliance/facts/cidr";

const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => parts.join("."));

describe("facts: CIDRs", () => {
  it("tells CIDRs from other texts", () => {
    const yes = [
      "0.0.0.0/0",
      "10.1.2.3/32",
      "255.255.255.255/32",
      "1:2:3:4:5:6:7::/64",
      "::/0",
      "::1/128",
      "2001:db8::/32",
      "1:2:3:4:5:6:7:8/64",
      "fe80::1:0/10",
    ];
    const no = [
      "",
      "10.0.0.0",
      "10.0.0.0/33",
      "10.0.0/8",
      "256.0.0.0/8",
      "10.0.0.0/x",
      "10.0.0.0/8/8",
      "::/129",
      "1:2:3/64",
      "::1::/64",
      ":::/0",
      "1:2:3:4:5:6:7:8::/64",
      "g::/16",
      "10.0.0.0/-1",
    ];
    expect(yes.filter((each) => !isCidr(each))).to.deep.equal([]);
    expect(no.filter(isCidr)).to.deep.equal([]);
  });

  const eighths = (count: number) => Array.from({ length: count }, (_, index) => `${index + 16}.0.0.0/8`);

  it("finds a sixteenth of the addresses or more, however they are cut", () => {
    expect(coveredInternet([])).to.equal(undefined);
    expect(coveredInternet(["10.0.0.0/8", "192.168.0.0/16"])).to.equal(undefined);
    expect(coveredInternet(eighths(15))).to.equal(undefined);
    expect(coveredInternet(eighths(16))).to.equal("IPv4");
    expect(coveredInternet(["128.0.0.0/1"])).to.equal("IPv4");
    expect(coveredInternet(["1.2.3.4/0"])).to.equal("IPv4");
    expect(coveredInternet(["::/0"])).to.equal("IPv6");
    expect(coveredInternet(["3000::/4"])).to.equal("IPv6");
    expect(coveredInternet(["2001:db8::/32", "fc00::/7"])).to.equal(undefined);
  });

  it("takes one range that is wider than any owner's for the internet, whatever the others are", () => {
    expect(coveredInternet(["16.0.0.0/7"])).to.equal("IPv4");
    expect(coveredInternet(["192.0.0.0/2"])).to.equal("IPv4");
    expect(coveredInternet(["10.0.0.0/8"])).to.equal(undefined);
    expect(coveredInternet(["2a00::/15"])).to.equal("IPv6");
    expect(coveredInternet(["2a05::/16"])).to.equal(undefined);
    expect(coveredInternet(["fe80::/10"])).to.equal(undefined);
  });

  it("counts addresses that lie in several CIDRs once", () => {
    expect(coveredInternet([...eighths(15), ...eighths(15), "16.0.0.0/9"])).to.equal(undefined);
    expect(coveredInternet([...eighths(15), "16.0.0.0/9", "31.0.0.0/9", "31.128.0.0/9"])).to.equal("IPv4");
  });

  it("counts single addresses", () => {
    // All of 31.0.0.0/8 but its last address, as a /9, a /10 and so on.
    const rest = Array.from({ length: 24 }, (_, index) => {
      const first = 32 * 2 ** 24 - 2 ** (24 - index);
      return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${index + 9}`;
    });
    expect(coveredInternet([...eighths(15), ...rest])).to.equal(undefined);
    expect(coveredInternet([...eighths(15), ...rest, "31.255.255.255/32"])).to.equal("IPv4");
  });

  it("is whole again when any CIDR is cut into its halves", () => {
    fc.assert(
      fc.property(ipv4, fc.integer({ min: 1, max: 6 }), fc.nat(), (address, depth, order) => {
        const pieces = Array.from({ length: 2 ** depth }, (_, index) => {
          const first = Math.floor((index * 2 ** 32) / 2 ** depth);
          return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${depth}`;
        });
        const turned = [...pieces.slice(order % pieces.length), ...pieces.slice(0, order % pieces.length)];
        expect(coveredInternet([`${address}/32`, ...turned])).to.equal("IPv4");
      }),
    );
  });

  it("stays narrow below a sixteenth, wherever the ranges lie", () => {
    const ranges = fc.array(fc.nat(255), { maxLength: 15 });
    fc.assert(
      fc.property(ranges, (firsts) => {
        expect(coveredInternet(firsts.map((first) => `${first}.0.0.0/8`))).to.equal(undefined);
      }),
    );
  });
});
