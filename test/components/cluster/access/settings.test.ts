import { expect } from "chai";
import { read } from "../../../../catalogue/contracts";
import { accessShape, resolveAccess } from "../../../../components/cluster/access";
import type { AccessArgs } from "../../../../components/cluster/access/args";
import { mistakesIn } from "../../part";

const role = (name: string) => `arn:aws:iam::444455556666:role/${name}`;
const wrong = (args: AccessArgs, region?: string) =>
  mistakesIn((mistakes) => resolveAccess(args, region === undefined ? {} : { region }, mistakes));
const misshapen = (teams: unknown) => read(accessShape, { teams }, "access").mistakes.map(({ path }) => path);

describe("cluster/access/settings", () => {
  it("lets a team read unless it is said otherwise", () => {
    const teams = { shop: { principals: [role("shop")], namespaces: ["shop"] } };
    expect(resolveAccess({ teams }, {}, [])).to.deep.equal({
      admins: [],
      viewers: [],
      teams: { shop: { principals: [role("shop")], namespaces: ["shop"], level: "view" } },
    });
  });

  it("notes a principal that is named twice, wherever that is", () => {
    const again = "another principal: access.admins[0] names this one already";
    expect(
      wrong({
        deployer: role("deployer"),
        admins: [role("one")],
        viewers: [role("one")],
        teams: { shop: { principals: [role("two"), role("one"), role("deployer")], namespaces: ["shop"] } },
      }),
    ).to.deep.equal({
      "access.viewers[0]": `got "${role("one")}"; expected ${again}`,
      "access.teams.shop.principals[1]": `got "${role("one")}"; expected another principal: access.viewers[0] names this one already`,
      "access.teams.shop.principals[2]": `got "${role("deployer")}"; expected another principal: access.deployer names this one already`,
    });
  });

  it("notes a principal of another partition than the region's", () => {
    const args: AccessArgs = {
      deployer: role("deployer"),
      admins: ["arn:aws-us-gov:iam::444455556666:role/one"],
      teams: { shop: { principals: [role("two")], namespaces: ["shop"] } },
    };
    const expected = "expected an ARN of the partition of us-gov-west-1, aws-us-gov";
    expect(wrong(args, "us-gov-west-1")).to.deep.equal({
      "access.deployer": `got "${role("deployer")}"; ${expected}`,
      "access.teams.shop.principals[0]": `got "${role("two")}"; ${expected}`,
    });
    expect(Object.keys(wrong(args, "eu-central-1"))).to.deep.equal(["access.admins[0]"]);
    expect(wrong(args)).to.deep.equal({});
  });

  it("takes namespaces and patterns, and never all of them", () => {
    const of = (...namespaces: string[]) => misshapen({ shop: { principals: [role("shop")], namespaces } });
    expect(of("shop", "shop-*", "*-shop", "a1", "a", "a*")).to.deep.equal([]);
    expect(of("*", "Shop", "-shop", "a*b", "")).to.deep.equal(
      [0, 1, 2, 3, 4].map((index) => `access.teams.shop.namespaces[${index}]`),
    );
    expect(of()).to.deep.equal(["access.teams.shop.namespaces"]);
  });

  it("wants principals, a level that exists, and a name that fits into others", () => {
    expect(misshapen({ shop: { principals: [], namespaces: ["shop"] } })).to.deep.equal([
      "access.teams.shop.principals",
    ]);
    expect(misshapen({ shop: { principals: [role("shop")], namespaces: ["shop"], level: "root" } })).to.deep.equal([
      "access.teams.shop.level",
    ]);
    expect(misshapen({ Shop: { principals: [role("shop")], namespaces: ["shop"] } })).to.deep.equal([
      "access.teams.Shop",
    ]);
  });
});
